package forward

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func prefixes(list ...string) (out []netip.Prefix) {
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// Threat 36.
func TestClientBehindProxies(t *testing.T) {
	many := strings.Repeat("6.6.6.6, ", 100)
	for _, tc := range []struct {
		name, peer string
		headers    []string
		want       string
	}{
		{"nothing in front", "198.51.100.1:1", nil, "198.51.100.1"},
		{"a client that forges", "198.51.100.1:1", []string{"6.6.6.6"}, "198.51.100.1"},
		{"IPv4 of a socket for both", "[::ffff:198.51.100.1]:1", nil, "198.51.100.1"},
		{"one proxy", "10.0.0.1:1", []string{"203.0.113.5"}, "203.0.113.5"},
		{"one proxy of a socket for both", "[::ffff:10.0.0.1]:1", []string{"::ffff:203.0.113.5"}, "203.0.113.5"},
		{"one proxy that tells nothing", "10.0.0.1:1", nil, "10.0.0.1"},
		{"forged before a proxy", "10.0.0.1:1", []string{"6.6.6.6, 203.0.113.5"}, "203.0.113.5"},
		{"forged as if by a proxy", "10.0.0.1:1", []string{"6.6.6.6, 10.0.0.9, 203.0.113.5"}, "203.0.113.5"},
		{"two proxies", "10.0.0.1:1", []string{"6.6.6.6, 203.0.113.5, 10.0.0.2"}, "203.0.113.5"},
		{"two headers", "10.0.0.1:1", []string{"6.6.6.6", "203.0.113.5, 10.0.0.2"}, "203.0.113.5"},
		{"two headers, the last forged no more", "10.0.0.1:1", []string{"203.0.113.5", "6.6.6.6"}, "6.6.6.6"},
		{"a hundred entries", "10.0.0.1:1", []string{many + "203.0.113.5"}, "203.0.113.5"},
		{"a hundred proxies", "10.0.0.1:1", []string{strings.Repeat("10.0.0.2,", 100) + "10.0.0.3"}, "10.0.0.2"},
		{"only proxies", "10.0.0.1:1", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"IPv6", "[fd00::1]:1", []string{"2001:db8::5"}, "2001:db8::5"},
		{"IPv6 in brackets", "10.0.0.1:1", []string{"[2001:db8::5]"}, "2001:db8::5"},
		{"with ports", "10.0.0.1:1", []string{"[2001:db8::5]:443, 10.0.0.2:99"}, "2001:db8::5"},
		{"IPv4 with a port", "10.0.0.1:1", []string{"203.0.113.5:443"}, "203.0.113.5"},
		{"a name", "10.0.0.1:1", []string{"203.0.113.5, unknown"}, "10.0.0.1"},
		{"a name that is not reached", "10.0.0.1:1", []string{"unknown, 203.0.113.5"}, "203.0.113.5"},
		{"empty", "10.0.0.1:1", []string{""}, "10.0.0.1"},
		{"an empty entry", "10.0.0.1:1", []string{"203.0.113.5,"}, "10.0.0.1"},
		{"half a bracket", "10.0.0.1:1", []string{"[2001:db8::5"}, "10.0.0.1"},
		{"a zone", "10.0.0.1:1", []string{"fe80::1%eth0"}, "10.0.0.1"},
		{"a zone and a port", "10.0.0.1:1", []string{"[fe80::1%eth0]:1"}, "10.0.0.1"},
		{"no address at all", "pipe", []string{"203.0.113.5"}, "invalid IP"},
	} {
		r := &http.Request{RemoteAddr: tc.peer, Header: http.Header{"X-Forwarded-For": tc.headers, "X-Real-Ip": {"6.6.6.6"}}}
		if got := Behind(prefixes("10.0.0.0/8", "fd00::/8"))(r).String(); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
		if got := Behind(nil)(r); got != remote(r) {
			t.Errorf("%s, and nobody is trusted: %s", tc.name, got)
		}
	}
}

func TestHousehold(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "2001:db8:1:2:3::4": "2001:db8:1:2::", "::1": "::",
	} {
		if got := Household(netip.MustParseAddr(in)); got.String() != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	if Household(netip.Addr{}).IsValid() {
		t.Error("no address")
	}
}
