// Package mailbox keeps maildrops: messages with unique-ids, the
// exclusive-access lock, snapshots, and removal at UPDATE.
package mailbox

import "poplab/wasm/pop3"

// Normalise gives a message the one form that size, TOP and RETR are taken
// from: every line ends CRLF, the last one too (RFC 1939 sections 3 and 11).
func Normalise(message []byte) []byte { panic("mailbox") }

// Maildrop is one mailbox on the server. It is safe for concurrent use.
type Maildrop struct{}

// NewMaildrop makes a maildrop that holds the messages, in order. A message
// without a unique-id gets one; unique-ids are never used twice.
func NewMaildrop(messages ...pop3.Message) *Maildrop { panic("mailbox") }

// Deliver adds a message. Sessions that are open do not see it.
func (d *Maildrop) Deliver(m pop3.Message) { panic("mailbox") }

// Messages are those stored now, in order.
func (d *Maildrop) Messages() []pop3.Message { panic("mailbox") }

// Stat is the count of messages stored now and their octets in all.
func (d *Maildrop) Stat() (count, octets int) { panic("mailbox") }

// Locked says whether a session holds the lock.
func (d *Maildrop) Locked() bool { panic("mailbox") }

// Open takes the lock and a snapshot; its error is pop3.ErrInUse.
func (d *Maildrop) Open() (pop3.Maildrop, error) { panic("mailbox") }

// Account is one user of a server.
type Account struct {
	Name     string
	Password string // for USER and PASS; "" when the account has none
	Secret   string // for APOP; "" when the account has none
	Maildrop *Maildrop
}

// Accounts is the user list of a server; it implements pop3.Accounts. Names and
// passwords are case-sensitive.
type Accounts struct{}

// NewAccounts makes a user list.
func NewAccounts(list ...Account) *Accounts { panic("mailbox") }

// Find gives the account of that name, or nil.
func (a *Accounts) Find(name string) *Account { panic("mailbox") }

// Known is pop3.Accounts.
func (a *Accounts) Known(name string) bool { panic("mailbox") }

// Login is pop3.Accounts.
func (a *Accounts) Login(p pop3.Proof) (pop3.Maildrop, error) { panic("mailbox") }

// Sample gives a named sample message ("m1", "m2", "m3", "dots"), and false for
// a name it does not know. m1 and m2 are the default mailbox.
func Sample(name string) (pop3.Message, bool) { panic("mailbox") }

// Spec asks for a generated mailbox.
type Spec struct {
	Seed     string // the same seed gives the same octets, everywhere
	Messages int
	Min, Max int // size of a message, in octets
}

// Generated is a generated mailbox and what a lesson may ask about it.
type Generated struct {
	Messages []pop3.Message
	Word     string // a word that stands in exactly one message, on a line "The word is WORD."
}

// Generate makes a mailbox from a spec.
func Generate(s Spec) Generated { panic("mailbox") }
