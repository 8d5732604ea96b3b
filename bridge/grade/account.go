package grade

import (
	"bytes"
	"slices"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
)

// account is one user of a host: the maildrop behind a door that makes trouble, and
// the memory of what was in it. The mutex of its grader guards all but Open.
type account struct {
	grader   *Grader
	host     *Host
	name     string
	password string
	secret   string // of APOP
	trouble  sandbox.Trouble
	drop     *mailbox.Maildrop
	arrivals []pop3.Message // still outside; the next one comes after each session

	first   time.Time // of the first login with the right proof
	opens   int       // sessions so far
	dropped bool      // the connection was broken within a RETR already
	mail    []pop3.Message
	newest  *opened // maildrop of the newest login
}

// Open is mailbox.Source: it gives the maildrop to a session, or refuses it for the
// trouble of the account.
func (a *account) Open() (pop3.Maildrop, error) {
	a.grader.mu.Lock()
	defer a.grader.mu.Unlock()
	if a.trouble.Refused {
		return nil, pop3.ErrCredentials
	}
	if a.inUse() {
		return nil, pop3.ErrInUse
	}
	inner, err := a.drop.Open()
	if err != nil {
		return nil, err
	}
	a.opens++
	a.newest = a.open(inner)
	a.host.newest = a
	a.remember(a.newest.messages)
	return a.newest, nil
}

// inUse says whether another device has the maildrop, as it has for a while after
// the first attempt.
func (a *account) inUse() bool {
	now := a.grader.now()
	if a.first.IsZero() {
		a.first = now
	}
	return now.Sub(a.first) < time.Duration(a.trouble.Locked)*time.Second
}

// opened is the maildrop of one session: that of the engine, in another order and
// with other unique-ids where the trouble wants it.
type opened struct {
	account  *account
	inner    pop3.Maildrop
	order    []int // place in inner of each message
	messages []pop3.Message
}

func (a *account) open(inner pop3.Maildrop) *opened {
	o := &opened{account: a, inner: inner}
	for i := range inner.Len() {
		o.order = append(o.order, i)
	}
	if a.trouble.Renumbered && a.opens%2 == 0 {
		slices.Reverse(o.order)
	}
	for _, i := range o.order {
		m := inner.Message(i)
		if a.trouble.SharedUID {
			m.UID = sharedUID(o.messages, m)
		}
		o.messages = append(o.messages, m)
	}
	return o
}

// sharedUID is the unique-id of the first message with the same octets, as servers
// have it that make unique-ids from the octets (RFC 1939 section 7).
func sharedUID(before []pop3.Message, m pop3.Message) string {
	for _, other := range before {
		if bytes.Equal(other.Octets, m.Octets) {
			return other.UID
		}
	}
	return m.UID
}

// Len, Message, Commit and Release are pop3.Maildrop.
func (o *opened) Len() int { return len(o.messages) }

func (o *opened) Message(i int) pop3.Message { return o.messages[i] }

func (o *opened) Commit(marked []bool) error {
	inner := make([]bool, len(marked))
	for i, place := range o.order {
		inner[place] = marked[i]
	}
	return o.inner.Commit(inner)
}

// Release also brings the next message that is still outside.
func (o *opened) Release() {
	o.inner.Release()
	a := o.account
	a.grader.mu.Lock()
	defer a.grader.mu.Unlock()
	if len(a.arrivals) > 0 {
		a.drop.Deliver(a.arrivals[0])
		a.arrivals = a.arrivals[1:]
		a.remember(a.drop.Messages())
	}
}

// numbered is the message with that message-number.
func (o *opened) numbered(number string) (m pop3.Message, ok bool) {
	n, ok := pop3.Decimal(number)
	if !ok || n < 1 || n > len(o.messages) {
		return m, false
	}
	return o.messages[n-1], true
}

// remember keeps every message that was ever in the maildrop. Of messages with the
// same octets there are as many as there were at one time.
func (a *account) remember(messages []pop3.Message) {
	for i, m := range messages {
		if count(a.mail, m) < count(messages[:i+1], m) {
			a.mail = append(a.mail, m)
		}
	}
}

// count is how many of the messages have the octets of m.
func count(messages []pop3.Message, m pop3.Message) (n int) {
	for _, other := range messages {
		if bytes.Equal(other.Octets, m.Octets) {
			n++
		}
	}
	return n
}
