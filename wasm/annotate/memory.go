package annotate

import (
	"strings"

	"poplab/wasm/transcript"
)

// unknown is a count that the session has not told yet.
const unknown = -1

// session is what one connection has told so far.
type session struct {
	number int // as in Entry.Session
	host   host
	told   [keys]bool    // by once
	doubts map[int]doubt // what was found wrong, by exchange, until it is answered

	spoke      int64  // when the client spoke last, or else the server for the first time; 0 is unknown
	heard      int64  // of the newest line of a command or reply; 0 is unknown
	lines      int    // of both sides
	open       int    // commands without a reply
	greeted    bool   // the server has spoken
	user       string // the name of the last USER, as notes may quote it
	named      bool   // USER was sent and not refused
	accepted   bool   // it was answered +OK
	crossed    bool   // another line came between USER and PASS
	failed     bool   // PASS was refused, and no USER came since
	entering   int    // PASS, APOP and AUTH without an answer that says yes or no
	answers    int    // responses within the newest AUTH
	turnedAway bool   // a login was refused, or the client as a whole
	loggedIn   bool
	timestamp  string  // of the greeting: APOP is offered
	offersTLS  bool    // CAPA has STLS
	starting   bool    // STLS was sent, and not answered yet
	secured    bool    // STLS was answered +OK, or TLS has begun
	sealed     bool    // the octets are those of TLS
	bridged    bool    // a bridge stands between the learner's page and the server
	exposed    bool    // and the line from the page to it is in the clear
	shakes     bool    // the client has sent a record of TLS
	hidden     bool    // some record may hold what nobody can read here
	enciphered [2]bool // each side, the client first, has said that it encrypts
	gap        bool    // octets are missing
	torn       bool    // since the client spoke last: its next line may be the end of one

	leaving   bool // QUIT was sent
	quitting  bool // as it must be, so that nothing may follow
	left      bool // and answered
	updated   bool // in the TRANSACTION state
	clean     bool // by +OK
	cancelled bool // the learner ended AUTH with "*"

	count      int // messages at login, or unknown
	statCount  int // the newest STAT since the marks last changed, or unknown
	statTotal  int
	whole      int            // octets that STAT told while nothing was marked, or unknown
	sizes      map[int]int    // octets by message-number, from LIST
	sums       sums           // of the sizes
	ids        map[int]string // unique-id by message-number
	holders    map[string]int // message-number by unique-id
	marked     map[int]bool
	shared     map[string]bool // unique-ids of more than one message
	markedIDs  []string        // of those whose unique-id was told before
	marking    int             // DELE and RSET without a reply
	unsure     bool            // there may be other marks than these
	offered    []string        // capabilities before the login, in capitals
	clear      []string        // the same before TLS
	mechanisms string          // of CAPA, in capitals, each between spaces
	utf8       bool            // CAPA has "UTF8 USER"
	eightBit   bool            // UTF8 was answered +OK
	fetchedGo  bool            // CAPA has "EXPIRE 0"
	estimates  bool            // the sizes may be estimates: the server is Exchange

	place
	over bool // the connection ended
	post post // of a session of SMTP

	body body
	last string // keyword of the multi-line reply that ended last, until a command follows
}

// place is what the learner's window is, whatever is connected to it.
type place struct {
	taps      bool             // it is somebody's who taps the line
	unplugged bool             // its cable is out
	said      transcript.Topic // of the newest line of the learner's own program
}

// body is what the multi-line reply at hand has told so far.
type body struct {
	message      int          // message-number, of RETR and TOP
	entries      int          // of a listing
	exchange     int          // of the newest entry
	ended        bool         // by its lone dot, or it was told that there is none
	sum          int          // of the sizes listed
	sizes        []int        // the first of them
	capabilities []string     // of CAPA, in capitals
	gap          bool         // octets of it are missing
	last         int          // message-number of the last entry
	seen         map[int]bool // message-numbers so far
	unread       bool         // an entry was no scan listing
	moved        bool         // a marked message was listed, so numbers may have moved

	octets int  // of the message, un-stuffed
	dots   int  // that were added to it
	rows   int  // its lines, those of the header too
	blank  bool // the newest of them is empty
	size   int  // of the message by LIST, or by the status line; unknown
	listed bool // the size is LIST's
	lines  int  // of the message's body
	asked  int  // lines that TOP asked for; unknown for RETR
}

// once says, the first time it is asked for k in this session, that it is the
// first time.
func (s *session) once(k key) bool {
	first := !s.told[k]
	s.told[k] = true
	return first
}

// set makes the map where there is none.
func set[K comparable, V any](m *map[K]V, k K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[k] = v
}

// present is how many messages LIST should show now, or unknown.
func (s *session) present() int {
	if s.count == unknown {
		return unknown
	}
	return s.count - len(s.marked)
}

// counted takes the number of messages that the server shows now.
func (s *session) counted(shown int) {
	if !s.unsure {
		s.count = shown + len(s.marked)
	}
}

// byMarks picks what fits the number of marks; open is for when nobody can tell.
func (s *session) byMarks(none, some, open key) remark {
	n := len(s.marked)
	return remark{key: pick(s.unsure || s.marking > 0, open, pick(n == 0, none, some)), args: args{N: n}}
}

// atUpdate chooses what to say of QUIT: by the marks, unless the server removes
// what was fetched as well.
func (s *session) atUpdate(expire, none, some, open key) remark {
	if s.fetchedGo {
		return remark{key: expire}
	}
	return s.byMarks(none, some, open)
}

// lose is called when octets are missing. All that was counted or waited for is
// uncertain: a login, a mark, a RSET or a QUIT may have been among them.
func (s *session) lose() {
	s.unmark()
	s.loseMarks()
	s.gap, s.torn, s.greeted, s.starting = true, true, true, false
	s.open, s.marking, s.whole, s.answers = 0, 0, unknown, 2
	s.body.gap, s.body.unread = true, true
	s.body.size, s.body.asked = unknown, unknown
}

// loseMarks is called when a reply leaves open what is marked: from now on no
// count can be called wrong.
func (s *session) loseMarks() {
	s.unsure, s.count = true, unknown
	s.forgetStat()
}

// forgetStat is called when the marks change: the totals of STAT change too.
func (s *session) forgetStat() { s.statCount, s.statTotal = unknown, 0 }

// stateName is the state a refused command leaves the session in.
func stateName(s transcript.State) string {
	if s == transcript.Transaction {
		return "TRANSACTION"
	}
	return "AUTHORIZATION"
}

// afterStatus is the text behind the status indicator of a reply.
func afterStatus(text string) string {
	indicator := len("+OK")
	if strings.HasPrefix(text, "-") {
		indicator = len("-ERR")
	}
	return strings.TrimPrefix(text[min(indicator, len(text)):], " ")
}
