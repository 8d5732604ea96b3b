package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/smtp"
	"poplab/wasm/transcript"
)

// firstPost is the name, in hexadecimal, of the first message that a host receives.
const firstPost = 0x7F3A

// letter is a message on its way.
type letter struct {
	mail     int // its number in the world
	from, to string
	octets   []byte
	next     int // when the host that sends mail on tries again
	tries    int // that were in vain
}

// receiver begins a session with a client that brings mail, typed in a console.
func (s *server) receiver(c *Console) *smtp.Session {
	var session *smtp.Session
	session = smtp.NewSession(smtp.Config{
		Host:  s.host.domain(),
		Knows: func(address string) bool { return s.takes(address) },
		Accept: func(from string, to []string, message []byte) (string, bool) {
			w := s.world
			if w.full {
				w.trip(w.nextMail(), message, Refused, c.who(), s)
				return "", false
			}
			name, extended := session.Client()
			id := s.nextPost()
			octets := append(s.trace(name, extended, id), message...)
			for _, address := range to {
				m := letter{mail: w.nextMail(), from: from, to: address, octets: octets}
				w.trip(m.mail, octets, Submitted, c.who(), s)
				s.take(c, id, m)
			}
			return id, true
		},
	})
	return session
}

// takes says whether the server takes mail for an address: for its users or, where
// it sends mail on, for those of the others.
func (s *server) takes(address string) bool {
	to, user := s.world.mailbox(address)
	return to != nil && user != "" && (to == s || s.host.Profile == "")
}

// mailbox finds the host and the user of an address. RFC 5321 section 2.4 leaves it
// to the host whether case matters before the @; here it does, as at the login.
func (w *World) mailbox(address string) (host *server, user string) {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return nil, ""
	}
	for _, s := range w.servers {
		if s.smtp && pop3.EqualFold(s.host.domain(), address[at+1:]) && s.accounts.Known(address[:at]) {
			return s, address[:at]
		}
	}
	return nil, ""
}

// nextPost names a message.
func (s *server) nextPost() string {
	id := pop3.Upper(strconv.FormatInt(int64(s.post), 16))
	s.post++
	return id
}

// trace is the line that each host on the way puts before a message (RFC 5321
// section 4.4).
func (s *server) trace(from string, extended bool, id string) []byte {
	with := "SMTP"
	if extended {
		with = "ESMTP"
	}
	return []byte("Received: from " + from + " by " + s.host.domain() + " with " + with + " id " + id +
		";\r\n " + date(s.world.clock) + "\r\n")
}

// take keeps a message for the user, or sends it on.
func (s *server) take(c *Console, id string, m letter) {
	if s.host.Profile == "" {
		s.world.relay(c, m)
		return
	}
	to, user := s.world.mailbox(m.to)
	path := "Return-Path: <" + m.from + ">\r\n"
	to.drop(user).take(m.mail, pop3.Message{UID: "smtp-" + id, Octets: append([]byte(path), m.octets...)})
}

// relay hands a message to the host of its address, or keeps it for later.
func (w *World) relay(c *Console, m letter) {
	if w.handOver(m) {
		c.tell(transcript.Relayed, "post hands the message over to $.", w.hostOf(m))
		return
	}
	w.trip(m.mail, m.octets, Queued, "", w.find(w.hostOf(m)))
	m.next, m.tries = w.clock+retryDelay, 1
	w.waiting = append(w.waiting, m)
	c.tell(transcript.Queued, "$ does not answer, so post keeps the message and tries again in 30 minutes.", w.hostOf(m))
}

// handOver is the whole session between two hosts, if the other one answers.
func (w *World) handOver(m letter) bool {
	to, _ := w.mailbox(m.to)
	if !to.listens(smtpPort) || w.full {
		return false
	}
	id := to.nextPost()
	m.octets = append(to.trace("post.example", true, id), m.octets...)
	w.trip(m.mail, m.octets, Relayed, "", to)
	to.take(nil, id, m)
	return true
}

func (w *World) hostOf(m letter) string {
	to, _ := w.mailbox(m.to)
	return to.host.Name
}

// retry tries again what is due.
func (w *World) retry() {
	var left []letter
	for _, m := range w.waiting {
		switch {
		case m.next > w.clock:
			left = append(left, m)
		case w.handOver(m):
			w.current.tell(transcript.Relayed, "post tried again and hands the message over to $.", w.hostOf(m))
		default:
			m.next, m.tries = w.clock+retryDelay, m.tries+1
			left = append(left, m)
		}
	}
	w.waiting = left
}

func (c *Console) queue(string) {
	if len(c.world.waiting) == 0 {
		c.tell(transcript.NoTopic, "The queue of post is empty.")
	}
	for _, m := range c.world.waiting {
		c.tell(transcript.Queued, "<$> to <$>, $, next try $", m.from, m.to, phrase.Count(len(m.octets), "1 octet", "$ octets"), date(m.next))
	}
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
