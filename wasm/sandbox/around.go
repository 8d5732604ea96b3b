package sandbox

import "poplab/wasm/pop3"

// How the world stands, for those who look at it from outside: nothing of this can be
// asked by POP3.

// DropView is a maildrop as its server has it.
type DropView struct {
	Host, User string
	Octets     int    // of all messages
	Holder     string // the window whose session has the lock; "" for none, Gone for one that nobody is at
	Fresh      int    // messages that came since the login of the holder, which does not see them
	Messages   []MessageView
}

// Gone stands for whoever was at a session that only its server still has.
const Gone = "?"

// MessageView is a message in a maildrop.
type MessageView struct {
	Number  int // in the session of the holder, 0 where that does not see it; else in the next one
	Octets  int
	UID     string
	From    string // its header field, or ""
	Subject string
	Marked  bool     // by DELE
	Readers []string // windows that have a whole copy
}

// SessionView is a connection as its server has it.
type SessionView struct {
	Window, Host string
	User         string // who has logged in, or ""
	State        string // of POP3; "SMTP" for that protocol, "" where a server waits for TLS
	Idle         int    // seconds since the client was heard
	Dead         bool   // no cable leads to the client any more
}

// QueueView is a message that a host keeps and tries to send on.
type QueueView struct {
	From, To string // addresses
	Octets   int
	Tries    int   // that were in vain
	Next     int64 // when it tries again, in microseconds since 1970
}

// Drops are all maildrops, in the order of the scenario.
func (w *World) Drops() []DropView {
	var list []DropView
	for _, s := range w.servers {
		for _, d := range s.drops {
			list = append(list, d.view())
		}
	}
	return list
}

// view shows the messages with their readers, and what the holder makes of them.
func (d *drop) view() DropView {
	v := DropView{Host: d.server.host.Name, User: d.user}
	for i, m := range d.Delivered() {
		if d.mail[i].gone {
			continue
		}
		v.Octets += m.Size()
		v.Messages = append(v.Messages, MessageView{
			Number: len(v.Messages) + 1, Octets: m.Size(), UID: m.UID,
			From: field(m.Octets, "From:"), Subject: field(m.Octets, "Subject:"), Readers: d.mail[i].readers,
		})
	}
	if holder := d.holder(); holder != nil {
		v.Holder = holder.at()
		v.seenBy(holder.session)
	}
	return v
}

// seenBy takes numbers and marks from a session. Its messages come in the order of
// the maildrop, which may have others behind them.
func (v *DropView) seenBy(s *pop3.Session) {
	i := 0
	s.View(func(number int, m pop3.Message, marked bool) {
		if i < len(v.Messages) && v.Messages[i].UID == m.UID {
			v.Messages[i].Number, v.Messages[i].Marked = number, marked
			i++
		}
	})
	v.Fresh = len(v.Messages) - i
	for ; i < len(v.Messages); i++ {
		v.Messages[i].Number = 0
	}
}

// holder is the session that has the lock, or nil.
func (d *drop) holder() *link {
	for _, l := range d.server.world.links {
		if l.drop() == d && l.session.State() == pop3.Transaction {
			return l
		}
	}
	return nil
}

// at is who is at the other end now.
func (l *link) at() string {
	if l.console == nil {
		return Gone
	}
	return l.by
}

// Sessions are the connections that servers have open, the oldest first.
func (w *World) Sessions() []SessionView {
	var list []SessionView
	for _, l := range w.links {
		v := SessionView{Window: l.by, Host: l.server.host.Name, Idle: w.clock - l.heard,
			Dead: l.console == nil || l.console.unplugged}
		switch {
		case l.session != nil:
			v.User, v.State = l.session.Name(), l.session.State().String()
		case l.mail != nil:
			v.State = "SMTP"
		}
		list = append(list, v)
	}
	return list
}

// Queue is what the host that sends mail on keeps.
func (w *World) Queue() []QueueView {
	var list []QueueView
	for _, m := range w.waiting {
		list = append(list, QueueView{m.from, m.to, len(m.octets), m.tries, int64(m.next) * 1e6})
	}
	return list
}

// who names the window for those who look from outside: the only one of a world is
// that of the learner.
func (c *Console) who() string {
	if c.Name == "" {
		return "you"
	}
	return c.Name
}
