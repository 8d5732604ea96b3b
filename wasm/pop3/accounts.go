package pop3

import "errors"

// Accounts is what the engine asks about people. A server hands one to every
// session; wasm/mailbox has the implementation.
type Accounts interface {
	// Known says whether a mailbox of that name exists. Only a profile that
	// refuses unknown names at USER asks (RFC 1939 section 13 advises against).
	Known(name string) bool
	// Login checks the proof and takes the exclusive-access lock (RFC 1939
	// section 4). Its errors are ErrCredentials and ErrInUse themselves and,
	// for all else, any other error, which the client sees as a temporary failure.
	Login(Proof) (Maildrop, error)
}

// Proof is what a client offers to be let in: a password (PASS) or, where
// Timestamp is set, an APOP digest over that timestamp and the shared secret
// (RFC 1939 section 7).
type Proof struct {
	Name      string
	Password  string
	Timestamp string // "<process-ID.clock@hostname>" of the greeting, brackets included
	Digest    string // 32 hexadecimal digits
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
)
