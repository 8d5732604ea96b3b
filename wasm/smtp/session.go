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
	line   lineBuffer
	closed bool // QUIT was answered

	client   string // the name that the client gave itself; "" before EHLO and HELO
	extended bool   // by EHLO

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
			s.line.add(p, s.longest())
			return
		}
		s.line.add(p[:end], s.longest())
		p = p[end:]
		line, whole := s.line.take()
		if reply := s.answer(line, whole); reply != "" {
			emit([]byte(reply+"\r\n"), s.closed)
		}
	}
}

// answer is the reply to a line, or "" where none is due. A line that is too long
// is not whole: only its end is here.
func (s *Session) answer(line []byte, whole bool) string {
	text, right := bytes.CutSuffix(line, []byte("\r\n"))
	switch {
	case s.sending:
		return s.text(line, whole)
	case !right:
		return "500 A line ends with CR LF"
	case !whole:
		return "500 Line too long"
	}
	return s.command(string(text))
}

// How many octets a line may have, with its CR LF (RFC 5321 section 4.5.3.1.4 and
// section 4.5.3.1.6). The dot that was put before a line of the text does not count.
const (
	longestCommand = 512
	longestText    = 1000
)

func (s *Session) longest() int {
	if s.sending {
		return len(".") + longestText
	}
	return longestCommand
}

// lineBuffer collects the octets of one line until its LF arrives. It never holds
// more than a line may have, however much a client sends.
type lineBuffer struct {
	octets  []byte
	tooLong bool
}

// add appends a piece of the line. Of one that is too long only the end is kept,
// which tells how it ends.
func (b *lineBuffer) add(piece []byte, limit int) {
	b.tooLong = b.tooLong || len(b.octets)+len(piece) > limit
	if b.tooLong {
		b.octets = b.octets[max(0, len(b.octets)-len("\r")):]
		piece = piece[max(0, len(piece)-len("\r\n")):]
	}
	b.octets = append(b.octets, piece...)
}

// take gives the line with its end, and whether all of it is here, and starts the
// next one. The line holds until then.
func (b *lineBuffer) take() (line []byte, whole bool) {
	line, whole = b.octets, !b.tooLong
	*b = lineBuffer{octets: b.octets[:0]}
	return line, whole
}
