package forward

import (
	"context"
	"encoding/binary"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// Threat 1. Addresses of the machine, of networks behind it and of the clouds it
// may run in, in all the ways in which they can be written.
func TestGuardRefuses(t *testing.T) {
	g := guard{target: &Target{Address: "mail.example.org:110"}}
	for _, address := range []string{
		"127.0.0.1:110", "127.8.9.10:110", "0.0.0.0:110", "10.1.2.3:110", "172.16.0.1:110", "172.31.255.255:110",
		"192.168.1.1:110", "169.254.169.254:110", "100.100.100.200:110", "192.0.0.192:110", "198.18.0.1:110",
		"192.0.2.1:110", "198.51.100.1:110", "203.0.113.1:110", "224.0.0.1:110", "240.0.0.1:110", "255.255.255.255:110",
		"[::]:110", "[::1]:110", "[::ffff:127.0.0.1]:110", "[::ffff:169.254.169.254]:110", "[::ffff:10.0.0.1]:110",
		"[64:ff9b::7f00:1]:110", "[64:ff9b:1::1]:110", "[fd00:ec2::254]:110", "[fe80::1]:110", "[fe80::1%eth0]:110",
		"[fec0::1]:110", "[ff02::1]:110", "[2001::1]:110", "[2001:db8::1]:110", "[2002:7f00:1::]:110",
		"[100::1]:110", "[::7f00:1]:110", "[2606:4700::1%1]:110",
	} {
		if why := g.check(netip.MustParseAddrPort(address)); why != notPublic && why != notAddressed {
			t.Errorf("%s: %q", address, why)
		}
		if err := g.control(t.Context(), "tcp", address, nil); err == nil {
			t.Errorf("%s: dialled", address)
		}
	}
	for _, address := range []string{"8.8.8.8:110", "[2606:4700::1111]:110", "[::ffff:9.9.9.9]:110"} {
		if err := g.control(t.Context(), "tcp", address, nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, broken := range []string{"", "localhost:110", "/tmp/socket"} {
		if err := g.control(t.Context(), "unix", broken, nil); err == nil {
			t.Errorf("%q: dialled", broken)
		}
	}
}

// Threat 1. What whoever runs the bridge has written down may be reached, and
// nothing beside it.
func TestGuardKnowsItsTarget(t *testing.T) {
	lan := []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}
	for _, tc := range []struct {
		address  string
		networks []netip.Prefix
		dialled  string
		why      string
	}{
		{"127.0.0.1:1110", nil, "127.0.0.1:1110", ""},
		{"127.0.0.1:1110", nil, "127.0.0.2:1110", notPublic},
		{"[::1]:1110", nil, "[::1]:1110", ""},
		{"192.168.7.7:110", nil, "192.168.7.7:110", ""},
		{"169.254.169.254:110", nil, "169.254.169.254:110", notPublic},
		{"0.0.0.0:110", nil, "0.0.0.0:110", notPublic},
		{"localhost:1110", nil, "127.0.0.1:1110", ""},
		{"LocalHost:1110", nil, "[::1]:1110", ""},
		{"localhost:1110", nil, "10.0.0.1:1110", notPublic},
		{"pop.localhost:1110", nil, "127.0.0.1:1110", ""},
		{"pop.LocalHost.:1110", nil, "[::1]:1110", ""},
		{"poplocalhost:1110", nil, "127.0.0.1:1110", notPublic},
		{"localhost.example:1110", nil, "127.0.0.1:1110", notPublic},
		{"mail.school.example:110", nil, "10.1.2.3:110", notPublic},
		{"mail.school.example:110", lan, "10.1.2.3:110", ""},
		{"mail.school.example:110", lan, "[::ffff:10.1.2.3]:110", ""},
		{"mail.school.example:110", lan, "10.2.0.1:110", notListed},
		{"mail.school.example:110", lan, "127.0.0.1:110", notListed},
		{"mail.school.example:110", lan, "8.8.8.8:110", notListed},
		{"10.1.2.3:110", []netip.Prefix{}, "10.1.2.3:110", notListed},
	} {
		g := guard{target: &Target{Address: tc.address, Networks: tc.networks}}
		if why := g.check(netip.MustParseAddrPort(tc.dialled)); why != tc.why {
			t.Errorf("%s with %v dials %s: %q, want %q", tc.address, tc.networks, tc.dialled, why, tc.why)
		}
	}
}

// Threat 3. A target has one port; what a page asks for has one of two.
func TestGuardOfPorts(t *testing.T) {
	g := guard{target: &Target{Address: "mail.example.org:110"}}
	for _, port := range []uint16{0, 22, 25, 80, 109, 111, 143, 587, 995, 6379} {
		if why := g.check(netip.AddrPortFrom(netip.MustParseAddr("8.8.8.8"), port)); why != wrongPort {
			t.Errorf("port %d: %q", port, why)
		}
	}
	for query, mode := range map[string]TLSMode{
		"host=pop.example.org&port=110":  StartTLS,
		"host=pop.example.org&port=995":  Implicit,
		"host=pop.example.org.&port=995": Implicit,
		"host=9.9.9.9&port=110":          StartTLS,
		"host=2606:4700::1111&port=995":  Implicit,
	} {
		values, _ := url.ParseQuery(query)
		if target, no := anyTarget(values); no != nil || target.TLS != mode || !target.stranger {
			t.Errorf("%s: %+v, %v", query, target, no)
		}
	}
	for why, queries := range map[*refusal][]string{
		refusePort: {"host=pop.example.org", "host=pop.example.org&port=25", "host=pop.example.org&port=0110",
			"host=pop.example.org&port=110%20", "host=9.9.9.9&port=80"},
		refuseNoDot: {"host=intranet&port=110", "host=localhost&port=110", "host=intranet.&port=25"},
		refuseNoName: {"", "port=110", "host=&port=110", "host=.&port=110", "host=pop.example.org:25&port=110", "host=a..b&port=110", "host=2606:4700::1111%25x%0A&port=110",
			"host=user@pop.example.org&port=110", "host=pop.example.org%0d%0a&port=110", "host=https://pop.example.org&port=110",
			"host=[::1]&port=110", "host=pop.example.org/&port=110", "host=" + strings.Repeat("a.", 127) + "com&port=110"},
	} {
		for _, query := range queries {
			values, _ := url.ParseQuery(query)
			if target, no := anyTarget(values); no != why {
				t.Errorf("%s: %+v, refused with %+v", query, target, no)
			}
		}
	}
}

// Threats 1 and 3. Nothing but public addresses, even where a page may name the
// host itself; and not even that where nobody allowed it.
func TestAnyPublic(t *testing.T) {
	b := newBridge(t, "127.0.0.1:1", func(b *Bridge) { b.Tickets = onceTickets{} })
	host := strings.TrimPrefix(b.http.URL, "http://")
	request := strings.Replace(handshake(host, b.http.URL), "/bridge/lab", "/bridge/any?host=127.0.0.1&port=110", 1)
	if got := roundTrip(t, host, request); got.StatusCode != http.StatusNotFound {
		t.Errorf("status %d where it is not allowed", got.StatusCode)
	}
	if status, text := b.ask("any&host=pop.example.org&port=110"); status != http.StatusNotFound || text != refuseAny.text+"\n" {
		t.Errorf("a ticket where it is not allowed: %d %s", status, text)
	}
	b.AllowAnyPublic = true
	for query, want := range map[string]*refusal{
		"any": refuseNoName, "any&host=intranet&port=110": refuseNoDot, "any&host=pop.example.org&port=25": refusePort,
		"any&host=9.9.9.9&port=995": {status: http.StatusOK}, "bal&host=pop.example.org&port=995": refuseTarget,
	} {
		status, text := b.ask(query)
		if status != want.status || !strings.HasPrefix(text, want.text) {
			t.Errorf("ticket for %s: %d %s", query, status, text)
		}
		if want.status == http.StatusOK {
			continue // nobody is to be dialled
		}
		named := strings.Replace(query, "&", "?", 1)
		request := strings.Replace(handshake(host, b.http.URL), "/bridge/lab", "/bridge/"+named, 1)
		if got := roundTrip(t, host, request).StatusCode; got != want.status {
			t.Errorf("handshake for %s: %d", query, got)
		}
	}
	for query, want := range map[string]int{"host=127.0.0.1&port=110": http.StatusSwitchingProtocols, "host=127.0.0.1&port=995": http.StatusForbidden, "host=127.0.0.2&port=110": http.StatusForbidden} {
		request := strings.Replace(handshake(host, b.http.URL), "/bridge/lab", "/bridge/any?"+query, 1)
		request = strings.Replace(request, "\r\nUpgrade:", "\r\nSec-WebSocket-Protocol: "+b.ticket("any&host=127.0.0.1&port=110")+"\r\nUpgrade:", 1)
		if got := roundTrip(t, host, request).StatusCode; got != want {
			t.Errorf("a ticket for one server at %s: %d, want %d", query, got, want)
		}
	}
	for _, address := range []string{"host=127.0.0.1&port=110", "host=10.0.0.1&port=995", "host=::1&port=110"} {
		b.openTo(t, "any?"+address).ends(&ending{code: 1008, reason: onlyPublic})
	}
	if log := b.log.String(); !strings.Contains(log, "address denied") || !strings.Contains(log, "address=127.0.0.1:110") {
		t.Errorf("log: %s", log)
	}
}

// Threat 7. The bridge does not call itself.
func TestNoLoop(t *testing.T) {
	b := newBridge(t, "127.0.0.1:1", nil)
	own := netip.MustParseAddrPort(strings.TrimPrefix(b.http.URL, "http://"))
	b.Targets = only(Target{Name: "lab", Address: own.String()})
	for _, listening := range []netip.AddrPort{
		own,
		netip.AddrPortFrom(netip.IPv4Unspecified(), own.Port()),
		netip.AddrPortFrom(netip.IPv6Unspecified(), own.Port()),
	} {
		b.Listening = []netip.AddrPort{listening}
		b.open(t).ends(&ending{code: 1008, reason: ownAddress})
	}
	// The gate is behind it, where a bridge does not know all its addresses.
	b.Listening = nil
	b.GreetingTimeout = 100 * 1e6
	b.open(t).ends(&ending{code: 4003, reason: "The server says nothing. A POP3 server speaks first; is this port one for TLS?"})
	if isOwn([]netip.AddrPort{netip.MustParseAddrPort("0.0.0.0:80")}, netip.MustParseAddrPort("8.8.8.8:80")) {
		t.Error("a stranger's port 80 is taken for our own")
	}
}

// Threat 2. A name that is public for whoever looks it up first, and our own
// machine for whoever connects: the guard sees the address that is dialled.
func TestRebinding(t *testing.T) {
	server := newPOP3(t, greet)
	port := server.Addr().(*net.TCPAddr).Port
	dns := newNameServer(t, "8.8.8.8", "127.0.0.1")
	first, err := dns.resolver().LookupHost(t.Context(), "rebound.example")
	if err != nil || first[0] != "8.8.8.8" {
		t.Fatalf("the first look-up: %v, %v", first, err)
	}
	address := net.JoinHostPort("rebound.example", strconv.Itoa(port))
	b := newBridge(t, address, func(b *Bridge) { b.Resolver = dns.resolver() })
	b.open(t).ends(&ending{code: 1008, reason: notPublic})
	if dns.asked() < 2 {
		t.Errorf("the bridge did not ask again: %d questions", dns.asked())
	}
	// The same name is let in by whoever says that this network is meant.
	b.Targets = only(Target{Name: "lab", Address: address, Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	b.connected(t)
	if log := b.log.String(); !strings.Contains(log, "127.0.0.1") {
		t.Errorf("log: %s", log)
	}
}

// Names of localhost lead to this machine, and nobody is asked where that is.
func TestLocalhost(t *testing.T) {
	server := newPOP3(t, greet)
	_, port, _ := net.SplitHostPort(server.Addr().String())
	dns := newNameServer(t, "8.8.8.8")
	for _, host := range []string{"localhost", "pop.localhost", "LOCALHOST."} {
		b := newBridge(t, net.JoinHostPort(host, port), func(b *Bridge) { b.Resolver = dns.resolver() })
		b.connected(t)
	}
	if dns.asked() > 0 {
		t.Errorf("the network was asked %d times", dns.asked())
	}
	b := newBridge(t, "pop.localhost:1", nil)
	b.open(t).ends(&ending{code: 1014, reason: "No connection to pop.localhost:1: nothing listens on that port."})
	b.AllowAnyPublic = true
	b.openTo(t, "any?host=pop.localhost&port=110").ends(&ending{code: 1008, reason: onlyPublic})
}

// nameServer answers every question for an IPv4 address with the next of its list,
// and from then on with the last.
type nameServer struct {
	net.PacketConn
	answers   []string
	questions chan struct{}
}

func newNameServer(t *testing.T, answers ...string) *nameServer {
	t.Helper()
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &nameServer{c, answers, make(chan struct{}, 100)}
	t.Cleanup(func() { c.Close() })
	go n.serve()
	return n
}

func (n *nameServer) asked() int { return len(n.questions) }

func (n *nameServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", n.LocalAddr().String())
	}}
}

func (n *nameServer) serve() {
	buf := make([]byte, 512)
	for {
		m, from, err := n.ReadFrom(buf)
		if err != nil {
			return
		}
		n.WriteTo(n.answer(buf[:m]), from)
	}
}

// answer gives the response to a question with one name, type and class, behind
// a header of 12 octets (RFC 1035 section 4.1.1).
func (n *nameServer) answer(question []byte) []byte {
	end := 12
	for question[end] != 0 {
		end += 1 + int(question[end])
	}
	kind := binary.BigEndian.Uint16(question[end+1:])
	response := append([]byte(nil), question[:end+5]...)
	copy(response[2:], []byte{0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0})
	if kind != 1 {
		return response
	}
	n.questions <- struct{}{}
	next := n.answers[0]
	if len(n.answers) > 1 {
		n.answers = n.answers[1:]
	}
	response[7] = 1
	response = append(response, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
	return append(response, netip.MustParseAddr(next).AsSlice()...)
}
