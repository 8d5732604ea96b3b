package dialogue

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// Conn is a connection to a server. Read gives an error where a server that was
// asked says nothing, so a connection to a real server needs a deadline.
type Conn interface {
	io.ReadWriteCloser
	// CloseWrite says that no more octets will come, as a TCP FIN does.
	CloseWrite() error
}

// Run plays the case on a world that World built. dial opens a connection to the
// server of that world. The error names the line of the file that failed.
func (c *Case) Run(w *World, dial func() (Conn, error)) error {
	r := runner{world: w, dial: dial, conns: make(map[string]*conn)}
	defer r.abandon()
	for _, s := range c.steps {
		if err := r.play(s); err != nil {
			return err
		}
	}
	for r.current = range r.conns {
		if err := r.drop(c.steps[len(c.steps)-1]); err != nil {
			return err
		}
	}
	return nil
}

// TLSConn is a connection that can go on inside TLS: the step starttls calls
// StartTLS when the +OK to STLS was read. Every connection to a world with TLS must
// be one; where World.TLS is pop3.TLSActive it is dialled inside TLS already.
type TLSConn interface {
	Conn
	// StartTLS does the client's part of the handshake.
	StartTLS() error
}

type runner struct {
	world   *World
	dial    func() (Conn, error)
	conns   map[string]*conn // open ones, by name
	current string
}

type conn struct {
	Conn
	in *bufio.Reader
}

func (r *runner) play(s step) error {
	switch s.verb {
	case "connect":
		return r.connect(s)
	case "deliver", "fail", "mend":
		return r.world.act(s)
	case "wait":
		return r.world.wait(s)
	case "login":
		return r.login(s)
	case "on":
		r.current = s.text
	}
	c := r.conns[r.current]
	if c == nil {
		return s.wrong("no open connection ", r.current)
	}
	switch s.verb {
	case "C":
		return s.send(c)
	case "S":
		return s.expect(c)
	case "starttls":
		return s.startTLS(c)
	case "closed":
		return r.closed(s)
	case "drop":
		return r.drop(s)
	}
	return nil
}

func (r *runner) connect(s step) error {
	opened, err := r.dial()
	if err != nil {
		return s.wrong(err.Error())
	}
	r.current = s.text
	r.conns[s.text] = &conn{opened, bufio.NewReader(opened)}
	return nil
}

// login is what most cases begin with: a connection and a USER and PASS that
// work.
func (r *runner) login(s step) error {
	name, password, _ := strings.Cut(s.text, " ")
	lines := []step{
		{verb: "connect"},
		{verb: "S", text: "+OK", open: true},
		{verb: "C", text: "USER " + name + "\r\n"},
		{verb: "S", text: "+OK", open: true},
		{verb: "C", text: "PASS " + password + "\r\n"},
		{verb: "S", text: "+OK", open: true},
	}
	for _, line := range lines {
		line.file, line.number = s.file, s.number
		if err := r.play(line); err != nil {
			return err
		}
	}
	return nil
}

func (s step) send(c *conn) error {
	if _, err := io.WriteString(c, s.text); err != nil {
		return s.wrong(err.Error())
	}
	return nil
}

func (s step) startTLS(c *conn) error {
	secure, ok := c.Conn.(TLSConn)
	if !ok {
		return s.wrong("this connection knows no TLS")
	}
	if err := secure.StartTLS(); err != nil {
		return s.wrong(err.Error())
	}
	return nil
}

// expect reads as many octets as the step holds and compares them; after an open
// line it reads the rest of it.
func (s step) expect(c *conn) error {
	var got strings.Builder
	_, err := io.CopyN(&got, c.in, int64(len(s.text)))
	if s.open && err == nil {
		_, err = c.in.ReadString('\n')
	}
	if got.String() != s.text {
		rest, _ := c.in.Peek(c.in.Buffered())
		return s.wrong("want ", strconv.Quote(s.text), ", got ", strconv.Quote(got.String()+string(rest)))
	}
	if err != nil {
		return s.wrong(err.Error())
	}
	return nil
}

// closed checks that the server ended the connection and said no more.
func (r *runner) closed(s step) error {
	c := r.conns[r.current]
	delete(r.conns, r.current)
	defer c.Close()
	rest, err := io.ReadAll(c.in)
	if err != nil {
		return s.wrong("the connection is still open: ", err.Error())
	}
	if len(rest) > 0 {
		return s.wrong("nobody expected ", strconv.Quote(string(rest)))
	}
	return nil
}

// drop ends a connection from the side of the client, and waits until the server
// has noticed.
func (r *runner) drop(s step) error {
	if err := r.conns[r.current].CloseWrite(); err != nil {
		return s.wrong(err.Error())
	}
	return r.closed(s)
}

// abandon closes what a failed case left open.
func (r *runner) abandon() {
	for _, c := range r.conns {
		c.Close()
	}
}
