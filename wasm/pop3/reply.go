package pop3

import (
	"bytes"
	"io"
)

// Reply is one answer of the server as a value. CRLF, byte-stuffing and the
// terminator are applied once, when it is written (RFC 1939 section 3).
type Reply struct {
	OK    bool   // +OK or -ERR
	Code  string // response code without brackets, such as "IN-USE" (RFC 2449 section 8), or ""
	Text  string // free text after the status indicator
	Multi bool   // a multi-line reply: Body and the terminator follow the status line
	Body  []byte // normalised octets, not stuffed: a message, a part of one, or listing lines
	Close bool   // the connection ends after this reply

	// Message: Body is a message or the beginning of one and no listing. Programs
	// that take captures apart look for its status line in a packet of its own.
	Message bool
	UID     string // the unique-id of that message

	// Challenge: "+ " and Text, base64, within AUTH (RFC 5034 section 4).
	Challenge bool
	// StartTLS: the handshake begins behind this reply (RFC 2595 section 4). The
	// owner of the connection does it and then calls TLSStarted.
	StartTLS bool

	// Raw are octets that go over the wire in the place of all the above. Only a
	// server with a habit that breaks a rule of the wire has them.
	Raw []byte
}

// StatusLine is the first line of the reply, without its CRLF: at most 510
// octets (RFC 1939 section 3).
func (r Reply) StatusLine() string {
	line := "-ERR"
	switch {
	case r.Challenge:
		return "+ " + r.Text
	case r.OK:
		line = "+OK"
	}
	if r.Code != "" {
		line += " [" + r.Code + "]"
	}
	if r.Text != "" {
		line += " " + r.Text
	}
	return line
}

// WriteTo writes the reply as it goes over the wire. It allocates nothing per
// body line, so a message of any size costs the same memory. It writes in small
// pieces: give it a buffered writer.
func (r Reply) WriteTo(w io.Writer) (int64, error) {
	out := counter{w: w}
	out.status(r)
	out.body(r)
	return out.n, out.err
}

// WriteStatus writes the status line alone, for those who let it travel alone.
func (r Reply) WriteStatus(w io.Writer) (int64, error) {
	out := counter{w: w}
	out.status(r)
	return out.n, out.err
}

// WriteBody writes what WriteStatus leaves: of a reply of one line, nothing.
func (r Reply) WriteBody(w io.Writer) (int64, error) {
	out := counter{w: w}
	out.body(r)
	return out.n, out.err
}

var (
	crlf       = []byte("\r\n")
	stop       = []byte(".")
	lineStop   = []byte("\n.") // a line end and a line that begins with a dot
	terminator = []byte(".\r\n")
)

// counter writes until the first error and counts octets.
type counter struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counter) write(p []byte) {
	if c.err != nil || len(p) == 0 {
		return
	}
	n, err := c.w.Write(p)
	c.n, c.err = c.n+int64(n), err
}

func (c *counter) status(r Reply) {
	if r.Raw != nil {
		c.write(r.Raw)
		return
	}
	c.write([]byte(r.StatusLine()))
	c.write(crlf)
}

func (c *counter) body(r Reply) {
	if r.Multi && r.Raw == nil {
		c.stuffed(r.Body)
		c.write(terminator)
	}
}

// stuffed writes lines with one more dot before each that begins with a dot, so
// that none of them looks like the terminator (RFC 1939 section 3). It goes from
// dot to dot instead of from line to line, because few lines begin with one.
func (c *counter) stuffed(body []byte) {
	if bytes.HasPrefix(body, stop) {
		c.write(stop)
	}
	for {
		i := bytes.Index(body, lineStop)
		if i < 0 {
			c.write(body)
			return
		}
		c.write(body[:i+1])
		c.write(stop)
		body = body[i+1:]
	}
}

// ok makes a positive reply of one line.
func (s *Session) ok(text Template, f facts) Reply {
	return Reply{OK: true, Text: s.words.fill(text, f)}
}

// okLines makes a positive reply with lines behind it.
func (s *Session) okLines(text Template, f facts, body []byte) Reply {
	r := s.ok(text, f)
	r.Multi, r.Body = true, body
	return r
}

// okMessage makes a positive reply with a message behind it, or its beginning.
func (s *Session) okMessage(text Template, f facts, uid string, octets []byte) Reply {
	r := s.okLines(text, f, octets)
	r.Message, r.UID = true, uid
	return r
}

// refusal is a -ERR as an error, so that a check deep in the parsing of a line
// can end it.
type refusal struct {
	code string // response code without brackets, or ""
	text string
}

func (r *refusal) Error() string { return r.text }

// no makes a refusal, worded in the language of the session.
func (s *Session) no(text Template, f facts) error { return s.coded("", text, f) }

// coded makes a refusal with a response code (RFC 2449 section 8).
func (s *Session) coded(code string, text Template, f facts) error {
	return &refusal{code, s.words.fill(text, f)}
}

// refuse is the one place where errors become replies. ErrInUse says that the
// proof was right, so it must not look like a wrong password (RFC 2449 section
// 8.1.2); what nobody foresaw will likely pass (RFC 3206 section 4).
func (s *Session) refuse(err error) Reply {
	r, ok := err.(*refusal)
	switch {
	case ok:
	case err == ErrInUse:
		return s.refuse(s.coded("IN-USE", s.words.InUse, facts{}))
	default:
		return s.refuse(s.coded("SYS/TEMP", s.words.Unavailable, facts{}))
	}
	reply := Reply{Text: r.text}
	if s.sends(r.code) {
		reply.Code = r.code
	}
	return reply
}

// sends says whether the server announces that it sends a response code: AUTH
// has a capability of its own (RFC 3206 section 6).
func (s *Session) sends(code string) bool {
	if code == "AUTH" {
		return s.profile.has("AUTH-RESP-CODE")
	}
	return s.profile.has("RESP-CODES")
}
