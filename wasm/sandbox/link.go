package sandbox

import (
	"poplab/wasm/pop3"
	"poplab/wasm/smtp"
	"poplab/wasm/transcript"
)

// link is a connection to a server, as the server has it. Its other end is
// a console, or was one: a server does not notice that a cable was pulled.
type link struct {
	world   *World
	server  *server
	console *Console      // nil when nobody is at the other end
	by      string        // who is, or was
	session *pop3.Session // of a connection to a POP3 server
	mail    *smtp.Session // of one to an SMTP server
	heard   int           // second at which the client was heard last
	inside  bool          // somebody has logged in
	sealed  bool          // TLS wraps what goes over the wire
	mute    bool          // the server waits for TLS, and for nothing else

	// over says that the server has ended the connection, and how, while the
	// console could not hear of it.
	over transcript.Topic
}

// accept begins a connection. Two sessions of a world begin some time apart, in
// which no session grows idle: nobody waited.
func (w *World) accept(c *Console, s *server) *link {
	if w.sessions > 0 {
		w.turn(sessionGap)
		for _, l := range w.links {
			l.heard += sessionGap
		}
	}
	w.sessions++
	l := &link{world: w, server: s, console: c, by: c.who(), heard: w.clock}
	w.links = append(w.links, l)
	c.link, c.linked = l, true
	return l
}

// hear takes octets of the client.
func (l *link) hear(octets []byte) {
	l.heard = l.world.clock
	l.carry(transcript.Client, octets)
	switch {
	case l.mute:
		l.alert()
	case l.mail != nil:
		l.mail.Feed(octets, l.mailReply)
	default:
		l.talk(octets)
	}
}

// talk gives octets to the POP3 server. TLS begins behind the reply that promises
// it, and not within: what the client sent before is to be forgotten (RFC 2595
// section 4).
func (l *link) talk(octets []byte) {
	starts := false
	l.session.Feed(octets, func(r pop3.Reply) {
		l.handOut(r)
		l.reply(r)
		starts = starts || r.StartTLS
	})
	if starts {
		l.session.TLSStarted()
		l.secure()
	}
}

// reply puts a reply of the POP3 server on the wire.
func (l *link) reply(r pop3.Reply) {
	var out stream
	r.WriteTo(&out) // a stream never fails
	l.carry(transcript.Server, out)
	if r.Close {
		l.finish(transcript.ServerClosed)
	}
}

// mailReply puts a reply of the SMTP server on the wire.
func (l *link) mailReply(octets []byte, last bool) {
	l.carry(transcript.Server, octets)
	if last {
		l.finish(transcript.ServerClosed)
	}
}

// stream is what goes from the simulated server to the console.
type stream []byte

func (s *stream) Write(p []byte) (int, error) {
	*s = append(*s, p...)
	return len(p), nil
}

// carry takes octets from one end to the other, past whoever listens.
func (l *link) carry(side transcript.Side, octets []byte) {
	feed(l.console.Transcript, side, octets)
	if l.sealed {
		octets = records(l.noise(), len(octets)+tagOctets)
	}
	l.wire(side, octets)
}

func feed(t *transcript.Transcript, side transcript.Side, octets []byte) {
	if side == transcript.Client {
		t.Client(octets)
	} else {
		t.Server(octets)
	}
}

// finish is the server's end of a connection. The console hears of it when its
// cable is in.
func (l *link) finish(topic transcript.Topic) {
	l.end()
	switch {
	case l.console == nil:
	case l.console.unplugged:
		l.over = topic
	default:
		l.console.close(topic, closedByServer)
	}
}

// end takes a connection away from the server, whose session is over: the maildrop
// is free, and nothing is removed but by QUIT (RFC 1939 section 6).
func (l *link) end() {
	var left []*link // a new list, since somebody may be going through the old one
	for _, other := range l.world.links {
		if other != l {
			left = append(left, other)
		}
	}
	l.world.links = left
	if l.session != nil {
		l.session.Drop()
		l.sweep()
	}
	l.world.unheard(l)
}
