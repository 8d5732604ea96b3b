// Package transcript turns the octets of both directions into lines, and lines
// into exchanges. It reads the wire only: what it says of a stranger's server is
// as true as what it says of ours.
//
//	octets ──► direction ──► line ───► Entry ──► Exchange
//	Client,    of one side,  up to     Side,     a command and
//	Server     cut anywhere  its LF    Kind      its whole reply
//	                 └────► record ──► Entry of Kind Sealed
//	                        of TLS
//
// A console keeps one Transcript for all of its connections:
//
//	var t transcript.Transcript
//	t.Say(transcript.Typed, "telnet dewey 110")
//	t.Open("dewey")
//	t.Server([]byte("+OK dewey POP3 server ready\r\n"))
//	t.Client([]byte("STAT\r\n"))
//	t.Server([]byte("-ERR log in first\r\n"))
//	t.Close()
//	t.Say(transcript.LearnerClosed, "Connection closed.")
//
// Who knows the time sets Now before each call. Whoever knows more than the octets
// tells it: Secure, that they come from inside TLS; EndReply, that a log left out a
// terminator; Skip, that a capture lost octets.
//
// # Nothing is lost
//
// After Close, the stream of either side is the Octets of its entries, one after
// the other; Stream puts them together. How the octets were cut on their way does
// not matter: the same octets in the same order of the two sides give the same
// entries. An Entry never changes once it is there, so notes can be written while
// the transcript grows; an Exchange changes until its reply is complete.
//
// # How a line is read
//
// It follows from what was asked before. Replies come in the order of the commands,
// so commands may be pipelined (RFC 2449 section 6.6); the command table says which
// positive replies go on until a lone dot. What fits nowhere becomes a Stray entry.
//
// Real peers break the rules, and what follows is to be right all the same:
//
//	a first line with no indicator     counts as the reply, Outcome Garbled
//	a second reply, a longer banner    Stray, of no exchange
//	a listing with no terminator       ends at a status line
//	mail with no terminator            ends at a status line only where the client asked
//	                                   again before it: mail may hold any line
//	no reply, or no status line        is seen at the first line of a listing or of a
//	                                   mail header, which tells whose it is; commands
//	                                   older than that stay Unanswered
//	a line without an end at Close     an entry, but no reply: nobody knows the rest
//	telnet octets before a command     the keyword is read behind them
//	TAB or NUL behind a keyword        ends it, as lenient servers see it
//
// # SMTP
//
// A session that was begun by OpenAs may speak SMTP, the protocol that brings the
// mail. Its replies have three digits, and all lines of one but the last say that
// more follow: those are Listing entries. The lines of the client behind DATA are
// mail, up to the lone dot, which is an exchange of its own, with the keyword ".".
// A client that sends them before the reply to DATA is believed until that says no.
//
// # TLS
//
// A side speaks TLS from the first record that it sends: where a session begins,
// behind STLS (RFC 2595 section 4), and where the other side has begun. From then
// on each record is one Sealed entry, and the state stays as it was. Who reads inside
// TLS asks Upgrade when it is to begin, and tells by Secure when it has.
//
// # The files
//
// assemble.go cuts lines and tls.go records; client.go and server.go classify them,
// smtp.go those of SMTP;
// log.go takes what a log or a capture knows, and resync.go finds the replies again;
// state.go follows the session; text.go gives lines and bodies back; mask.go hides
// secrets; telnet.go, base64.go and visible.go read and show odd octets.
package transcript

import "slices"

// Transcript is everything that was said, over all sessions of one console. Its
// zero value is ready to use.
type Transcript struct {
	Entries   []Entry
	Exchanges []Exchange
	Host      string // of the newest connection

	// Now is the time of what is fed next, in microseconds since 1970; 0 is unknown.
	// Who feeds a transcript sets it, by a real clock or a virtual one.
	Now int64

	hosts          []string   // of all connections
	protocols      []Protocol // likewise
	session        int        // connections so far
	protocol       Protocol   // of the newest
	state          State
	closed         bool // the newest connection has ended
	greeted        bool // its first server line was seen
	tried          bool // credentials, or an attempt at them, were sent
	upgrading      bool // STLS was asked for, and not refused
	cut            bool // the line at hand was cut short by Close
	client, server direction
	sending        sending // of SMTP

	waiting    []int    // exchanges whose reply is not complete, oldest first
	body       Kind     // what the next line of a multi-line reply is; LocalText outside of one
	asked      bool     // no server line came since the last command
	message    int      // octets of the message at hand so far, un-stuffed
	challenged bool     // the server waits for a line of the AUTH exchange
	early      []int    // entries sent within AUTH before a challenge asked for them, or behind DATA before its reply
	lost, torn gap      // octets that are missing of the client, and of the server
	secrets    []string // in capitals: what must not be shown again, see mask.go
	announced  []string // in this session: the tags of CAPA, and APOP by the greeting
}

// Open begins a connection to a server of POP3; lines from now on belong to a new
// session. A connection that is still open is closed first.
func (t *Transcript) Open(host string) { t.OpenAs(host, POP3) }

// OpenAs is Open for a server that speaks p.
func (t *Transcript) OpenAs(host string, p Protocol) {
	if t.session > 0 {
		t.Close() // octets may have come even behind an earlier Close
	}
	t.session++
	t.hosts, t.protocols = append(t.hosts, host), append(t.protocols, p)
	t.Host, t.protocol, t.state = host, p, Connected
	t.closed, t.greeted, t.tried, t.upgrading, t.announced = false, false, false, false, nil
	t.client, t.server = direction{}, direction{}
	t.sending = sending{}
	t.lost, t.torn = gap{}, gap{}
}

// HostOf is the host of a session, as in Entry.Session; "" where nobody named it.
func (t *Transcript) HostOf(session int) string {
	if session < 1 || session > len(t.hosts) {
		return ""
	}
	return t.hosts[session-1]
}

// Say adds a line of the learner's own program.
func (t *Transcript) Say(topic Topic, text string) {
	e := Entry{Side: Local, Kind: LocalText, Topic: topic, Octets: []byte(text), Exchange: -1}
	e.hidden = hiddenInLocal(topic, string(withoutEnd(e.Octets)))
	t.add(e)
}

// Client adds octets that the client sent, cut in any way. The caller may use p
// again.
func (t *Transcript) Client(p []byte) { t.feed(Client, p) }

// Server adds octets that the server sent, cut in any way. The caller may use p
// again.
func (t *Transcript) Server(p []byte) { t.feed(Server, p) }

// Close ends the connection: a line without its end becomes an entry as it
// stands, and exchanges without an answer are marked Unanswered. Use Say for the
// words. Only a session that reached Updated keeps its state.
func (t *Transcript) Close() {
	t.cutShort()
	t.closed = true
	if t.state != Updated {
		t.state = NotConnected
	}
}

// cutShort ends what either side was about to say, and what the client waits for.
func (t *Transcript) cutShort() {
	t.cut = true
	t.flush(Client)
	t.flush(Server)
	t.cut = false
	for _, x := range t.waiting {
		if t.Exchanges[x].Outcome == Pending {
			t.Exchanges[x].Outcome = Unanswered
		}
	}
	t.waiting, t.early = nil, nil
	t.body, t.challenged = LocalText, false
	t.sending = sending{}
}

// mustBeOpen lets a transcript begin with octets, as a pasted log does.
func (t *Transcript) mustBeOpen() {
	if t.session == 0 {
		t.Open("")
	}
}

// add appends an entry with its place in session, stream and time, and gives its
// index.
func (t *Transcript) add(e Entry) int {
	e.Session, e.State, e.Time = t.session, t.state, t.Now
	t.measure(&e)
	if len(t.Entries) == cap(t.Entries) { // append would soon grow by a quarter only
		t.Entries = slices.Grow(t.Entries, max(64, len(t.Entries)))
	}
	t.Entries = append(t.Entries, e)
	return len(t.Entries) - 1
}
