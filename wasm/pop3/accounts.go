package pop3

import "errors"

// Accounts is what the engine asks about people. A server hands one to every
// session; wasm/mailbox has the implementation.
type Accounts interface {
	// Known says whether a mailbox of that name exists. Only a profile that
	// refuses unknown names at USER asks (RFC 1939 section 13 advises against).
	Known(name string) bool
	// HasSecret says whether APOP works for somebody. Only then the greeting
	// shows a timestamp, since clients that see one may try nothing else.
	HasSecret() bool
	// Policy is what CAPA tells of a mailbox, or with no name of all of them.
	Policy(name string) Policy
	// Login checks the proof and takes the exclusive-access lock (RFC 1939
	// section 4). Its errors are ErrCredentials, ErrInUse and ErrTooSoon
	// themselves and, for all else, any other error, which the client sees as a
	// temporary failure.
	Login(Proof) (Maildrop, error)
}

// Proof is what a client offers to be let in.
type Proof struct {
	Name      string
	Method    Method
	Password  string // ByPassword
	Challenge string // ByAPOP and ByCRAM: "<process-ID.clock@hostname>", brackets included
	Digest    string // ByAPOP and ByCRAM: 32 hexadecimal digits
}

// Method is how a client proves who it is.
type Method uint8

const (
	// ByPassword: it sends the password, with PASS or AUTH PLAIN.
	ByPassword Method = iota
	// ByAPOP: Digest is that of the challenge with the shared secret behind it
	// (RFC 1939 section 7).
	ByAPOP
	// ByCRAM: Digest is the HMAC of the challenge, keyed with the password or the
	// shared secret (RFC 2195 section 2).
	ByCRAM
	// Verified: a SASL mechanism has checked the proof already.
	Verified
)

// Policy is what the site does of its own accord, for one mailbox or for all
// (RFC 2449 section 6.5, RFC 2449 section 6.7).
type Policy struct {
	LoginDelay       int  // seconds between two logins; of all mailboxes the largest
	LoginDelayVaries bool // it is not the same for every mailbox
	Expires          bool // messages are removed after ExpireDays; else they never are
	ExpireDays       int  // of all mailboxes the smallest; 0: at the QUIT after their RETR
	ExpireVaries     bool
}

// Maildrop is one opened, locked maildrop: a snapshot that does not change
// while the session lasts (RFC 1939 section 4).
type Maildrop interface {
	// Len is the number of messages when the maildrop was opened.
	Len() int
	// Message gives message i, counted from 0. Its octets are normalised
	// (every line ends CRLF) and must not be written to.
	Message(i int) Message
	// Commit removes the marked messages; marked has one entry per message. An
	// error means that some of them are still there (RFC 1939 section 6).
	Commit(marked []bool) error
	// Release gives the lock back. It is called once, after Commit or instead.
	Release()
}

// Message is one message as POP3 sees it: octets and a unique-id.
type Message struct {
	UID    string // unique-id, 1 to 70 characters 0x21 to 0x7E (RFC 1939 section 7)
	Octets []byte // header, blank line, body; every line ends CRLF
}

// Size is the exact size in octets, as STAT and LIST count (RFC 1939 section 11).
func (m Message) Size() int { return len(m.Octets) }

var (
	// ErrCredentials: the name, password, secret or digest is wrong. Which of
	// them is never told.
	ErrCredentials = errors.New("pop3: wrong name or password")
	// ErrInUse: the proof was right, and another session holds the lock.
	ErrInUse = errors.New("pop3: maildrop is locked by another session")
	// ErrTooSoon: the proof was right, and the last login was less than the
	// delay ago (RFC 2449 section 8.1.1).
	ErrTooSoon = errors.New("pop3: login delay has not passed")
)
