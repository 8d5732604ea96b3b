package mailbox

import (
	"slices"
	"strconv"

	"poplab/wasm/pop3"
)

// Maildrop is one mailbox on the server. It is safe for concurrent use.
type Maildrop struct {
	mu       mutex
	messages []stored
	came     []pop3.Message  // all that were ever here, in order
	used     map[string]bool // every unique-id that was ever here
	locked   bool
	fault    error      // what every Commit fails with, or nil
	now      func() int // the clock of the server (Accounts.Clock), or nil
}

// stored is a message with the number of its arrival, which is its identity:
// messages with equal octets stay two messages.
type stored struct {
	pop3.Message
	arrival int
	second  int // when it came, by the clock of the server; 0 before there was one
}

// NewMaildrop makes a maildrop that holds the messages, in order. A message
// without a unique-id gets one; unique-ids are never used twice.
func NewMaildrop(messages ...pop3.Message) *Maildrop {
	d := &Maildrop{used: make(map[string]bool)}
	for _, m := range messages {
		d.Deliver(m)
	}
	return d
}

// Deliver adds a message, normalised. Sessions that are open do not see it. Its
// unique-id is replaced where it was here before or has not the form that RFC
// 1939 section 7 asks for.
func (d *Maildrop) Deliver(m pop3.Message) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !isUID(m.UID) || d.used[m.UID] {
		m.UID = d.freshUID()
	}
	d.used[m.UID] = true
	m.Octets = Normalise(m.Octets)
	second := 0
	if d.now != nil {
		second = d.now()
	}
	d.came = append(d.came, m)
	d.messages = append(d.messages, stored{m, len(d.came), second})
}

// isUID checks the form of a unique-id: 1 to 70 characters 0x21 to 0x7E.
func isUID(uid string) bool {
	for i := range len(uid) {
		if uid[i] < 0x21 || uid[i] > 0x7E {
			return false
		}
	}
	return len(uid) >= 1 && len(uid) <= 70
}

// freshUID makes a unique-id from the number of the arrival. The caller holds mu.
func (d *Maildrop) freshUID() string {
	for n := len(d.came) + 1; ; n++ {
		uid := "poplab-" + strconv.Itoa(n)
		if !d.used[uid] {
			return uid
		}
	}
}

// Messages are those stored now, in order.
func (d *Maildrop) Messages() []pop3.Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	messages := make([]pop3.Message, len(d.messages))
	for i, m := range d.messages {
		messages[i] = m.Message
	}
	return messages
}

// Delivered are all messages that were ever here, in the order in which they came:
// those that were removed meanwhile too, so that a judge can say what is gone.
func (d *Maildrop) Delivered() []pop3.Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.came)
}

// Stat is the count of messages stored now and their octets in all.
func (d *Maildrop) Stat() (count, octets int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.messages {
		octets += m.Size()
	}
	return len(d.messages), octets
}

// Locked says whether a session holds the lock.
func (d *Maildrop) Locked() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.locked
}

// Fail makes every Commit fail with err and remove nothing, as a full disk
// would, until Fail(nil). A scenario uses it to show what QUIT says then (RFC
// 1939 section 6).
func (d *Maildrop) Fail(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault = err
}

// Open takes the lock and a snapshot; its error is pop3.ErrInUse.
func (d *Maildrop) Open() (pop3.Maildrop, error) { return d.openSince(0) }

// openSince opens the maildrop after it has removed what came before that second
// of the clock.
func (d *Maildrop) openSince(second int) (pop3.Maildrop, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.locked {
		return nil, pop3.ErrInUse
	}
	d.locked = true
	d.messages = slices.DeleteFunc(d.messages, func(m stored) bool { return m.second < second })
	s := &snapshot{drop: d}
	s.take()
	return s, nil
}
