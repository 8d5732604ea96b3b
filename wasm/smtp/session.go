package smtp

import "bytes"

// Config is what one session needs from outside.
type Config struct {
	// Host is the name by which the server greets, such as "dewey.example".
	Host string
	// Software follows that name in the greeting; "" stands for "ESMTP sandbox
	// ready".
	Software string
	// Knows says whether the server takes mail for an address. It is needed. The
	// address comes as it was sent: the case of the part before the @ may matter,
	// that of the domain does not (RFC 5321 section 2.4).
	Knows func(address string) bool
	// Accept takes a message, and is needed: the sender's address, "" for none,
	// the recipients in order, and the octets with the dots that were added taken
	// off. It gives the name under which the message is kept, or is not ok where
	// there is no room for it.
	Accept func(from string, to []string, message []byte) (id string, ok bool)
}

// Session is one session with a client that brings mail. It is not safe for
// concurrent use: a connection has one reader.
type Session struct {
	config Config
	closed bool // QUIT was answered

	line    []byte // the beginning of a line whose end has not come yet
	tooLong bool   // it had more octets than a line may have

	client   string // the name that the client gave itself; "" before EHLO and HELO
	extended bool   // by EHLO

	letter
}

// letter is the message that the client brings, as far as it has come.
type letter struct {
	begun bool     // MAIL was accepted
	from  string   // by it
	to    []string // by RCPT, in order

	sending bool   // the client sends the text
	message []byte // so far
	loose   bool   // its newest line ended without CR
	refusal string // what will answer the text, where something is wrong with it
}

// NewSession starts a session. Write Greeting first.
func NewSession(c Config) *Session { return &Session{config: c} }

// Greeting is what the server says first (RFC 5321 section 3.1).
func (s *Session) Greeting() []byte {
	software := s.config.Software
	if software == "" {
		software = "ESMTP sandbox ready"
	}
	return []byte("220 " + s.config.Host + " " + software + "\r\n")
}

// Client is the name that the client gave itself, and whether it knows extensions;
// "" where it has not said.
func (s *Session) Client() (name string, extended bool) { return s.client, s.extended }

// InData says whether the next line is mail: DATA was accepted, and the lone dot
// has not come.
func (s *Session) InData() bool { return s.sending }

// Feed takes octets of the client, cut in any way, and calls emit with one whole
// reply for each command and for the end of each text, in order. Behind the reply
// to QUIT the server closes the connection: that one is the last, and octets behind
// QUIT are ignored.
func (s *Session) Feed(p []byte, emit func(reply []byte, last bool)) {
	for !s.closed {
		end := bytes.IndexByte(p, '\n') + 1
		if end == 0 {
			s.keep(p)
			return
		}
		s.keep(p[:end])
		p = p[end:]
		reply := s.answer()
		s.line, s.tooLong = s.line[:0], false
		if reply != "" {
			emit([]byte(reply+"\r\n"), s.closed)
		}
	}
}

// How many octets a line may have, with its CR LF (RFC 5321 section 4.5.3.1.4 and
// section 4.5.3.1.6). The dot that was put before a line of the text does not count.
const (
	longestCommand = 512
	longestText    = 1000
)

// keep appends a piece of a line, of which never more is held than it may have. Of
// one that is too long only the end is kept, which tells how it ends.
//
//go:noinline
func (s *Session) keep(piece []byte) {
	s.tooLong = s.tooLong || len(s.line)+len(piece) > len(".")+longestText
	if s.tooLong {
		s.line = s.line[max(0, len(s.line)-len("\r")):]
		piece = piece[max(0, len(piece)-len("\r\n")):]
	}
	s.line = append(s.line, piece...)
}

// answer is the reply to a line, or "" where none is due.
func (s *Session) answer() string {
	command, right := bytes.CutSuffix(s.line, []byte("\r\n"))
	switch {
	case s.sending:
		return s.text(s.line, right)
	case !right:
		return "500 A line ends with CR LF"
	case s.tooLong || len(s.line) > longestCommand:
		return lineTooLong
	}
	return s.command(string(command))
}

const lineTooLong = "500 Line too long"
