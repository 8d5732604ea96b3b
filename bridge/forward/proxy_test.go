package forward

import (
	"bytes"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestProxyHeader(t *testing.T) {
	for _, tc := range []struct{ from, to, want string }{
		{"192.0.2.7", "198.51.100.9:110", "21 11 000c c0000207 c6336409 0000 006e"},
		{"::ffff:192.0.2.7", "198.51.100.9:110", "21 11 000c c0000207 c6336409 0000 006e"},
		{"2001:db8::7", "[2001:db8::9]:995",
			"21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000009 0000 03e3"},
		{"2001:db8::7", "198.51.100.9:110",
			"21 21 0024 20010db8000000000000000000000007 00000000000000000000ffffc6336409 0000 006e"},
		{"", "198.51.100.9:110", "20 00 0000"},
	} {
		from, _ := netip.ParseAddr(tc.from)
		to, err := net.ResolveTCPAddr("tcp", tc.to)
		if err != nil {
			t.Fatal(err)
		}
		want, err := hex.DecodeString("0d0a0d0a000d0a515549540a" + strings.ReplaceAll(tc.want, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		if got := proxyHeader(from, to); !bytes.Equal(got, want) {
			t.Errorf("%s to %s: %x, want %x", tc.from, tc.to, got, want)
		}
	}
}

// The server hears who the page is before it greets, and before anything of the page.
func TestProxyHeaderIsSent(t *testing.T) {
	server := newPOP3(t, func(c net.Conn) {
		io.ReadFull(c, make([]byte, 28))
		greet(c)
	})
	b := newBridge(t, server.Addr().String(), func(b *Bridge) {
		b.Targets = only(Target{Name: "lab", Address: server.Addr().String(), Proxy: true})
		b.From = func(*http.Request) netip.Addr { return netip.MustParseAddr("192.0.2.7") }
	})
	p := b.connected(t)
	p.send("NOOP\r\n")
	p.octets(6)
	want := proxyHeader(netip.MustParseAddr("192.0.2.7"), server.Addr())
	if said := server.said(); said != string(want)+"NOOP\r\n" {
		t.Errorf("the server heard %q", said)
	}
}
