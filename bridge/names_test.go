package main

import (
	"net"
	"slices"
	"strings"
	"testing"
)

func TestAllowedNames(t *testing.T) {
	for _, tc := range []struct {
		flag, at string
		extra    []string
		yes, no  string // hosts
	}{
		{"127.0.0.1:8080", "127.0.0.1:8080", nil, "127.0.0.1:8080 localhost:8080 [::1]:8080", "127.0.0.1 localhost 127.0.0.1:80 example.org:8080"},
		{"127.0.0.1:0", "127.0.0.1:4711", nil, "127.0.0.1:4711", "127.0.0.1:0"},
		{"127.0.0.1:80", "127.0.0.1:80", nil, "127.0.0.1 localhost [::1]", "127.0.0.1:80"},
		{"Lab.test:8080", "127.0.1.1:8080", nil, "lab.test:8080 127.0.1.1:8080 localhost:8080", "Lab.test:8080"},
		{"192.0.2.7:8080", "192.0.2.7:8080", nil, "192.0.2.7:8080", "localhost:8080 127.0.0.1:8080"},
		{":8080", "[::]:8080", nil, "127.0.0.1:8080 localhost:8080 [::1]:8080", ":8080 [::]:8080 0.0.0.0:8080"},
		{"127.0.0.1:8080", "127.0.0.1:8080", []string{"https://lab.example"}, "lab.example 127.0.0.1:8080", "lab.example:8080"},
	} {
		at, err := net.ResolveTCPAddr("tcp", tc.at)
		if err != nil {
			t.Fatal(err)
		}
		n := allowedNames("http", tc.flag, at, tc.extra)
		for _, host := range strings.Fields(tc.yes) {
			if !slices.Contains(n.hosts, host) {
				t.Errorf("%s: %s is not in %q", tc.flag, host, n.hosts)
			}
		}
		for _, host := range strings.Fields(tc.no) {
			if slices.Contains(n.hosts, host) {
				t.Errorf("%s: %s is in %q", tc.flag, host, n.hosts)
			}
		}
		if len(n.hosts) != len(n.origins) {
			t.Errorf("%s: hosts %q, origins %q", tc.flag, n.hosts, n.origins)
		}
	}
}

// With a certificate the names that it is for come first, since the others make browsers
// warn; what others open with https stays there.
func TestNamesOfHTTPS(t *testing.T) {
	o := options{http: ":443", origins: origins{"https://lab.example", "http://old.example"}}
	o.public.autocert = hostnames{"poplab.example"}
	n := o.names(&net.TCPAddr{IP: net.IPv6unspecified, Port: 443})
	if want := []string{"https://lab.example", "http://old.example", "https://poplab.example", "https://127.0.0.1"}; !slices.Equal(n.origins[:4], want) {
		t.Errorf("origins %q", n.origins)
	}
	secure := n.secure()
	if !slices.Contains(secure, "lab.example") || !slices.Contains(secure, "poplab.example") ||
		slices.Contains(secure, "old.example") || slices.Contains(secure, "localhost") || slices.Contains(secure, "127.0.0.1") {
		t.Errorf("secure %q", secure)
	}
}

// Who opens a name of localhost is on this machine.
func TestNamesElsewhere(t *testing.T) {
	n := names{origins: []string{"http://localhost:1", "http://lab.localhost", "http://127.0.0.1:1", "http://[::1]", "http://lab.example", "http://localhost.example"}}
	if got := n.elsewhere(); !slices.Equal(got, n.origins[4:]) {
		t.Errorf("%q", got)
	}
}

// Proxies may be named as IPv6 has addresses of IPv4.
func TestPrefixes(t *testing.T) {
	var list prefixes
	if err := list.Set("::ffff:10.0.0.0/104,::ffff:192.0.2.7,2001:db8::/32"); err != nil || list.String() != "[10.0.0.0/8 192.0.2.7/32 2001:db8::/32]" {
		t.Errorf("%v, %v", list, err)
	}
}

// Behind a proxy the page is at https, and its host is what the proxy passes on.
func TestOrigins(t *testing.T) {
	var list origins
	for _, s := range []string{"https://Lab.Example/", "http://lab.example:80", "https://lab.example:8443", "http://[::1]:80"} {
		if err := list.Set(s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	want := "https://lab.example http://lab.example https://lab.example:8443 http://[::1]"
	if got := list.String(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, s := range []string{"", "lab.example", "//lab.example", "https://", "https://u@lab.example", "https://lab.example?x", "null", "*",
		"https://*.lab.example", "https://lab.example:", "https://lab.example:0", "https://lab.example:0443", "https://lab.example:65536"} {
		if list.Set(s) == nil {
			t.Errorf("%q is let in", s)
		}
	}
}
