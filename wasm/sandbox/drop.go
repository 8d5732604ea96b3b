package sandbox

import (
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// drop is the maildrop of a user, and what became of all mail that ever came into it.
type drop struct {
	*mailbox.Maildrop
	server *server
	user   string
	mail   []mail // as mailbox.Maildrop.Delivered has them
}

// mail is a message that came into a maildrop.
type mail struct {
	number  int      // among all messages of the world, from 1
	uid     string   // of the message
	octets  int      // likewise
	gone    bool     // it was removed
	readers []string // who has a whole copy
}

// newDrop is that of a user of the server, with the mail that is in it.
func newDrop(s *server, user string) *drop {
	d := &drop{Maildrop: s.accounts.Find(user).Maildrop, server: s, user: user}
	for _, m := range d.Delivered() {
		d.mail = append(d.mail, mail{number: s.world.nextMail(), uid: m.UID, octets: m.Size()})
	}
	return d
}

// drop is the maildrop of a user, or nil.
func (s *server) drop(user string) *drop {
	for _, d := range s.drops {
		if d.user == user {
			return d
		}
	}
	return nil
}

// come delivers a message that some host outside of the world brings.
func (d *drop) come(m pop3.Message) {
	number := d.server.world.nextMail()
	d.server.world.trip(number, m.Octets, Relayed, "", d.server)
	d.take(number, m)
}

// take delivers a message that is on its way already.
func (d *drop) take(number int, m pop3.Message) {
	d.Deliver(m)
	m = d.Delivered()[len(d.mail)] // with its unique-id
	d.mail = append(d.mail, mail{number: number, uid: m.UID, octets: m.Size()})
	d.server.world.trip(number, m.Octets, Arrived, "", d.server)
}

// sweep finds the mail that was removed, in UPDATE or for its age, and by whom.
func (d *drop) sweep(by string) {
	left := d.Messages()
	for i, m := range d.Delivered() {
		switch {
		case d.mail[i].gone:
		case len(left) > 0 && left[0].UID == m.UID:
			left = left[1:]
		default:
			d.mail[i].gone = true
			d.server.world.trip(d.mail[i].number, m.Octets, Removed, by, d.server)
		}
	}
}

// handOut notes that a message goes to a reader, or its beginning.
func (d *drop) handOut(uid string, octets []byte, by string) {
	for i := range d.mail {
		m := &d.mail[i]
		if m.uid != uid {
			continue
		}
		leg := Headed
		if len(octets) == m.octets {
			leg = Fetched
			m.has(by)
		}
		d.server.world.trip(m.number, octets, leg, by, d.server)
		return
	}
}

// has notes that a reader has a whole copy.
func (m *mail) has(reader string) {
	for _, r := range m.readers {
		if r == reader {
			return
		}
	}
	m.readers = append(m.readers, reader)
}

// drop is the maildrop that the session of a link has, or had; nil before a login.
func (l *link) drop() *drop {
	if l.session == nil {
		return nil
	}
	return l.server.drop(l.session.Name())
}

// handOut notes what a reply gives to the reader. A login may have removed what was
// too old.
func (l *link) handOut(r pop3.Reply) {
	d := l.drop()
	switch {
	case d == nil || !r.OK:
	case r.Message:
		d.handOut(r.UID, r.Body, l.by)
	case l.session.State() == pop3.Transaction && !l.inside:
		l.inside = true
		d.sweep("")
	}
}

// sweep notes what the end of a session removed.
func (l *link) sweep() {
	if d := l.drop(); d != nil {
		d.sweep(l.by)
	}
}
