package site

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"testing"
	"time"
)

// gone says whether the other side has closed a connection on which it says nothing.
func gone(c net.Conn) bool {
	c.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	_, err := c.Read(make([]byte, 1))
	c.SetReadDeadline(time.Time{})
	timeout, ok := err.(net.Error)
	return err != nil && !(ok && timeout.Timeout())
}

// One address has so many connections, and another as soon as one of them ends;
// proxies have more. Threat 15.
func TestCrowd(t *testing.T) {
	for _, proxy := range []bool{false, true} {
		s := newSite(t)
		if proxy {
			s.options.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
		}
		server := Server(s, slog.New(slog.DiscardHandler))
		server.ReadHeaderTimeout = time.Minute
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go server.Serve(l)
		open := func() net.Conn {
			c, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { c.Close() })
			return c
		}
		first := open()
		for range maxConnections - 1 {
			open()
		}
		if got := gone(open()); got == proxy {
			t.Errorf("proxy %v: one more is gone: %v", proxy, got)
		}
		if gone(first) {
			t.Errorf("proxy %v: the first is gone", proxy)
		}
		first.Close()
		time.Sleep(100 * time.Millisecond)
		last := open()
		io.WriteString(last, "GET /healthz HTTP/1.0\r\nHost: poplab.test\r\n\r\n")
		if text, err := io.ReadAll(last); err != nil || len(text) == 0 {
			t.Errorf("proxy %v: in the place of the first: %q, %v", proxy, text, err)
		}
		server.Close()
	}
}

// Nothing is remembered of an address without connections.
func TestCrowdForgets(t *testing.T) {
	c := new(crowd)
	server, client := net.Pipe()
	defer client.Close()
	for _, state := range []http.ConnState{http.StateNew, http.StateActive, http.StateIdle, http.StateHijacked} {
		c.state(at{server, "192.0.2.1:5"}, state)
		c.state(at{server, "[2001:db8::1]:5"}, state)
		c.state(server, state) // which has no address
	}
	if len(c.from) != 0 {
		t.Errorf("%v", c.from)
	}
}

// at is a connection from somewhere.
type at struct {
	net.Conn
	from string
}

func (a at) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(a.from)) }
