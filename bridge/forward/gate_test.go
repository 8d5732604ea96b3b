package forward

import (
	"io"
	"net"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func TestReadGreeting(t *testing.T) {
	long := "+OK " + strings.Repeat("x", 600)
	for _, tc := range []struct{ said, reason string }{
		{"+OK\r\n", ""},
		{"+OK POP3 ready <1@x>\r\n", ""},
		{"+OK bare line feed\n", ""},
		{"+OK one\r\n+OK two\r\n", ""},
		{long[:510] + "\r\n", ""},
		{long[:511] + "\r\n", "longer than 512 octets"},
		{long, "longer than 512 octets"},
		{"220 mx ESMTP\r\n", "SMTP"},
		{"* OK IMAP4rev1\r\n", "IMAP"},
		{"HTTP/1.1 400 Bad Request\r\n", "HTTP"},
		{"SSH-2.0-x\r\n", "SSH"},
		{"-ERR busy\r\n", "-ERR"},
		{"+OKAY\r\n", "behind +OK its greeting has neither a space"},
		{"+OKx ready\r\n", "behind +OK"},
		{"+OK<1@x>\r\n", "behind +OK"},
		{"+OK\tready\r\n", "behind +OK"},
		{"+OK\x00\r\n", "behind +OK"},
		{"+ok\r\n", "does not begin with +OK"},
		{" +OK\r\n", "does not begin with +OK"},
		{"\r\n", "does not begin with +OK"},
		{"+O", "without a greeting"},
		{"+OK no line end", "without a greeting"},
		{"", "without a greeting"},
	} {
		for name, r := range map[string]io.Reader{
			"whole":     strings.NewReader(tc.said),
			"octetwise": iotest.OneByteReader(strings.NewReader(tc.said)),
		} {
			n, why := readGreeting(r, make([]byte, maxGreeting))
			switch {
			case tc.reason == "":
				if why != nil || !strings.HasPrefix(tc.said, "+OK") || n == 0 {
					t.Errorf("%s %q: refused: %v", name, tc.said, why)
				}
			case why == nil:
				t.Errorf("%s %q: let through", name, tc.said)
			case name == "whole" && !strings.Contains(why.reason, tc.reason):
				t.Errorf("%q: %q, want %q", tc.said, why.reason, tc.reason)
			}
		}
	}
}

// TestGateHoldsBack: a page that talks at once is not heard by a server that is
// not known to speak POP3. Threat 4.
func TestGateHoldsBack(t *testing.T) {
	for _, greeting := range []string{"220 mx\r\n", "* OK\r\n", "HTTP/1.1 400\r\n", "-ERR no\r\n", "+OKAY\r\n", "+O", ""} {
		t.Run(greeting, func(t *testing.T) {
			server := newPOP3(t, func(c net.Conn) {
				io.WriteString(c, greeting)
				io.Copy(io.Discard, c)
			})
			b := newBridge(t, server.Addr().String(), func(b *Bridge) {
				b.GreetingTimeout = 150 * time.Millisecond
			})
			p := b.open(t)
			p.send("HELO evil.example\r\n")
			if e := p.event(); e.Event != "connected" {
				t.Errorf("event %+v", e)
			}
			e := p.event()
			p.Read(p.ctx)
			eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
			if e.Event != "closed" || e.Reason == "" || !strings.Contains(b.log.String(), "code=4003") {
				t.Errorf("event %+v, log %s", e, b.log)
			}
			if said := server.said(); said != "" {
				t.Errorf("the server heard %q", said)
			}
		})
	}
}

// What the page sent before the greeting arrives after it.
func TestGateOpens(t *testing.T) {
	server := newPOP3(t, func(c net.Conn) {
		time.Sleep(50 * time.Millisecond)
		greet(c)
	})
	p := newBridge(t, server.Addr().String(), nil).open(t)
	p.send("USER early\r\n")
	if e := p.event(); e.Event != "connected" {
		t.Errorf("event %+v", e)
	}
	if got := p.octets(23); got != "+OK hello\r\nUSER early\r\n" {
		t.Errorf("%q", got)
	}
}
