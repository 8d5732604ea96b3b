package practice

import (
	"bytes"
	"crypto/tls"
	"net"
	"strings"
	"sync"
	"testing"
)

// tap is a Stream that keeps what goes by.
type tap struct {
	net.Conn
	mu           sync.Mutex
	heard        bytes.Buffer
	said         []string // one for each Write
	within       int      // octets that came inside TLS
	tls, closing int
}

func (p *tap) Secured(conn net.Conn) { p.Conn, p.tls = conn, p.tls+1 }

func (p *tap) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard.Write(b[:n])
	if p.tls > 0 {
		p.within += n
	}
	return n, err
}

func (p *tap) Write(b []byte) (int, error) {
	p.mu.Lock()
	p.said = append(p.said, string(b))
	p.mu.Unlock()
	return p.Conn.Write(b)
}

func (p *tap) Close() error {
	p.mu.Lock()
	p.closing++
	p.mu.Unlock()
	return p.Conn.Close()
}

func (p *tap) closed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closing == 1
}

// A stream sees all that the engine sees and says, cut as it would leave.
func TestStreamIsBetween(t *testing.T) {
	accounts, _ := alice()
	p := new(tap)
	c := logIn(t, start(t, &Server{Accounts: accounts, Through: func(conn net.Conn) Stream { p.Conn = conn; return p }}))
	c.want("RETR 1", "+OK 120 octets")
	for c.line() != "." {
	}
	c.want("QUIT", "+OK dewey POP3 server signing off (2 messages left)")
	c.ends()
	c.Close()
	eventually(t, "Close was not called once", p.closed)
	if got, want := p.heard.String(), "USER alice\r\nPASS secret\r\nRETR 1\r\nQUIT\r\n"; got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
	if len(p.said) != 6 || p.said[3] != "+OK 120 octets\r\n" || !strings.HasSuffix(p.said[4], "\r\n.\r\n") {
		t.Errorf("said %q, want six pieces with the status line of the message alone", p.said)
	}
}

// After STLS a stream reads and writes inside TLS, and TLS ends properly.
func TestStreamGoesOnInsideTLS(t *testing.T) {
	accounts, _ := alice()
	certificate, err := SelfSigned("localhost")
	if err != nil {
		t.Fatal(err)
	}
	p := new(tap)
	address := start(t, &Server{Accounts: accounts, TLS: TLSConfig(certificate),
		Through: func(conn net.Conn) Stream { p.Conn = conn; return p }})
	c, _ := connect(t, address)
	c.want("STLS", "+OK Begin TLS negotiation")
	secured := tls.Client(c.Conn, &tls.Config{InsecureSkipVerify: true})
	c.Conn = secured
	c.in.Reset(secured)
	c.logIn()
	c.want("QUIT", "+OK dewey POP3 server signing off (2 messages left)")
	c.ends()
	c.Close()
	eventually(t, "Close was not called once", p.closed)
	if p.tls != 1 || p.within != len("USER alice\r\nPASS secret\r\nQUIT\r\n") {
		t.Errorf("TLS began %d times, with %d octets inside", p.tls, p.within)
	}
}
