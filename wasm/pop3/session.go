package pop3

import "bytes"

// Config is what one session needs from outside. The engine has no clock, no
// randomness and no network: whoever owns those hands in their results.
type Config struct {
	Profile  *Profile // wording and habits; nil means the plain wording of RFC 1939
	Accounts Accounts // who may log in; needed
	// Timestamp is "<process-ID.clock@hostname>", different for every session.
	// CRAM-MD5 challenges with it, and the greeting shows it where APOP works for
	// somebody (RFC 1939 section 7). Without one there is neither.
	Timestamp string
	// TLS is what protects the connection, or may.
	TLS TLS
	// RequireTLS refuses passwords that anybody on the way can read: USER, PASS
	// and AUTH PLAIN without TLS (RFC 2595 section 2.3).
	RequireTLS bool
	// Mechanisms are SASL mechanisms beside PLAIN and CRAM-MD5, which are here.
	// A server puts those here that are too large for a browser.
	Mechanisms []Mechanism
	// Prepare makes names and passwords comparable (SASLprep, RFC 4013 section
	// 2) where UTF8 allows more than ASCII; false means that the text may not be
	// a name or password. nil compares octets.
	Prepare func(string) (string, bool)
	// Habits are departures from the rules that a lesson asks for, on top of
	// those of the profile.
	Habits Habits
}

// TLS says whether a connection is encrypted.
type TLS uint8

const (
	NoTLS      TLS = iota // and it cannot be: there is no certificate
	TLSOffered            // STLS would begin it (RFC 2595 section 4)
	TLSActive             // all octets are inside TLS
)

// Session is one POP3 session, from greeting to QUIT. It is not safe for
// concurrent use: a connection has one reader.
type Session struct {
	profile    *Profile
	habits     Habits // of the profile and of Config
	accounts   Accounts
	timestamp  string
	requireTLS bool
	mechanisms []Mechanism // beside those that are here
	prepare    func(string) (string, bool)

	words *Wording // of the profile, or of the language that LANG chose
	state State
	line  lineBuffer

	tls         TLS
	handshaking bool // STLS was answered; octets count again after TLSStarted
	closed      bool // QUIT was answered or the connection was lost

	// claimed is the name that the previous line, an accepted USER, gave. It
	// lasts for exactly one line (RFC 1939 section 7: PASS comes immediately
	// after USER), so handlers read it and only USER sets next.
	claimed, next string

	name      string   // who has logged in
	utf8      bool     // UTF8 was sent: the client can read UTF-8 in headers
	exchange  Exchange // of AUTH, and nil outside it
	exchanges int      // how many there were

	maildrop Maildrop // open and locked in Transaction, else nil
	marked   []bool   // one entry per message: DELE sets it, RSET clears it
	fetched  []bool   // likewise: RETR sets it
	last     int      // highest message-number accessed, for LAST
}

// NewSession starts a session in Authorization. Write Greeting first.
func NewSession(c Config) *Session {
	s := &Session{profile: c.Profile, accounts: c.Accounts, timestamp: c.Timestamp,
		requireTLS: c.RequireTLS, tls: c.TLS, mechanisms: c.Mechanisms, prepare: c.Prepare,
		state: Authorization}
	if s.profile == nil {
		s.profile = &rfc1939
	}
	s.words, s.habits = &s.profile.Wording, s.profile.Habits|c.Habits
	return s
}

// Greeting is the first line that the server sends (RFC 1939 section 4).
func (s *Session) Greeting() Reply {
	text := string(s.words.Greeting)
	if s.hasAPOP() {
		text += " " + s.timestamp
	}
	return s.spoil(Reply{OK: true, Text: text})
}

// Feed takes octets of the client, cut in any way, and calls emit with one
// reply per complete line, in order. Octets after QUIT are ignored, and so are
// those after STLS until TLSStarted: they came in the clear, and somebody on the
// way may have put them there.
func (s *Session) Feed(p []byte, emit func(Reply)) {
	for !s.closed && !s.handshaking {
		end := bytes.IndexByte(p, '\n')
		if end < 0 {
			s.line.add(p, s.maxLine())
			return
		}
		s.line.add(p[:end], s.maxLine())
		emit(s.answer())
		p = p[end+1:]
	}
}

// maxLine is how long the line may be that the client is sending.
func (s *Session) maxLine() int {
	if s.exchange != nil {
		return MaxResponse
	}
	return MaxLine
}

// State is the state the session is in. It is Update after a QUIT in
// Transaction, and stays Authorization after a QUIT before the login.
func (s *Session) State() State { return s.state }

// Name is who has logged in, or "".
func (s *Session) Name() string { return s.name }

// View calls see with each message of the open maildrop, in order: the number that it
// has in this session, and whether DELE marked it. Outside of TRANSACTION there is
// none.
func (s *Session) View(see func(number int, m Message, marked bool)) {
	if s.maildrop == nil {
		return
	}
	for i, marked := range s.marked {
		see(s.number(i), s.maildrop.Message(i), marked)
	}
}

// Drop ends a session whose connection was lost: the lock is released and
// nothing is removed (RFC 1939 section 6). After QUIT it does nothing.
func (s *Session) Drop() {
	s.closed = true
	s.abandon()
	s.release()
}

// release gives the lock back, once.
func (s *Session) release() {
	if s.maildrop != nil {
		s.maildrop.Release()
		s.maildrop = nil
	}
}
