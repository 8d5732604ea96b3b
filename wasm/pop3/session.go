package pop3

// Config is what one session needs from outside. The engine has no clock, no
// randomness and no network: whoever owns those hands in their results.
type Config struct {
	Profile  *Profile // wording and habits; nil means the plain wording of RFC 1939
	Accounts Accounts
	// Timestamp is the "<process-ID.clock@hostname>" of the greeting, different
	// for every session, or "" where APOP is not offered (RFC 1939 section 7).
	Timestamp string
}

// Session is one POP3 session, from greeting to QUIT.
type Session struct{}

type args struct{}

// NewSession starts a session in Authorization. Write Greeting first.
func NewSession(c Config) *Session { panic("engine") }

// Greeting is the first line that the server sends (RFC 1939 section 4).
func (s *Session) Greeting() Reply { panic("engine") }

// Feed takes octets of the client, cut in any way, and calls emit with one
// reply per complete line, in order. Octets after QUIT are ignored.
func (s *Session) Feed(p []byte, emit func(Reply)) { panic("engine") }

// State is the state the session is in.
func (s *Session) State() State { panic("engine") }

// Drop ends a session whose connection was lost: the lock is released and
// nothing is removed (RFC 1939 section 6). After QUIT it does nothing.
func (s *Session) Drop() { panic("engine") }
