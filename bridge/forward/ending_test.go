package forward

import (
	"context"
	"net"
	"strings"
	"testing"
	"unicode/utf8"
)

var errNoHost = &net.DNSError{IsNotFound: true}

func noHost(context.Context, *net.Dialer, string) (net.Conn, error) { return nil, errNoHost }

// A close frame takes 123 octets of a reason, whole characters of it; the event has all.
func TestLongReason(t *testing.T) {
	for front := range 4 {
		host := strings.Repeat("x", front) + strings.Repeat("ü", 70) + ".example"
		b := newBridge(t, host+":1", func(b *Bridge) { b.dial = noHost })
		s := &session{bridge: b.Bridge, target: Target{Address: host + ":1"}}
		why := s.unreachable(errNoHost)
		short := string(why.closeFrame()[headroom+2:])
		if len(short) > 123 || !utf8.ValidString(short) || !strings.HasSuffix(short, "ü…") || !strings.HasPrefix(why.reason, strings.TrimSuffix(short, "…")) {
			t.Errorf("%d octets: %q", len(short), short)
		}
		b.open(t).ends(why)
	}
	for text, want := range map[string]string{"": "", "yes": "yes", "yes, now": "ye…", "ab\xff": "ab?", "ü€ö": "ü…"} {
		if got := Shortened(text, 5); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
