package forward

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// remote is the address at the other end of the connection. An IPv4 client of a
// socket that also takes IPv6 is the same client. It is the zero Addr where the
// connection has none.
func remote(r *http.Request) netip.Addr {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr().Unmap()
}

// Behind gives the function that tells a client's address behind proxies, for
// Bridge.From. Each proxy adds to the header X-Forwarded-For, on the right, whom it
// was connected by. So the entries are believed from right to left, for as long as a
// trusted one made them; what a client wrote itself stands to the left of the first
// address that nobody vouches for, and is never looked at. An entry that is no
// address makes the whole header worthless: then the proxy is the client.
func Behind(trusted []netip.Prefix) func(*http.Request) netip.Addr {
	isTrusted := func(a netip.Addr) bool {
		return slices.ContainsFunc(trusted, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	return func(r *http.Request) netip.Addr {
		peer := remote(r)
		from := peer
		// Several headers are one list (RFC 9110 section 5.3).
		entries := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for _, entry := range slices.Backward(entries) {
			if !isTrusted(from) {
				break
			}
			var ok bool
			if from, ok = parseForwarded(strings.TrimSpace(entry)); !ok {
				return peer
			}
		}
		return from
	}
}

// parseForwarded reads an address as proxies write it: bare, in brackets, or with the
// port of the client.
func parseForwarded(entry string) (netip.Addr, bool) {
	if withPort, err := netip.ParseAddrPort(entry); err == nil {
		return withPort.Addr().Unmap(), withPort.Addr().Zone() == ""
	}
	inner, open := strings.CutPrefix(entry, "[")
	inner, shut := strings.CutSuffix(inner, "]")
	a, err := netip.ParseAddr(inner)
	return a.Unmap(), err == nil && open == shut && a.Zone() == ""
}

// Network reads a network such as 10.0.0.0/8. One of IPv4 that is written as IPv6 has it,
// ::ffff:10.0.0.0/104, is the same network: addresses are compared as IPv4.
func Network(s string) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(s)
	if mapped := p.Bits() - 96; err == nil && p.Addr().Is4In6() && mapped >= 0 {
		p = netip.PrefixFrom(p.Addr().Unmap(), mapped)
	}
	return p, err
}

// Household is the part of an address that limits count by. Whoever has one IPv6
// address has the 2^64 of its network, so those are one.
func Household(a netip.Addr) netip.Addr {
	if a.Is4() || !a.IsValid() {
		return a
	}
	return netip.PrefixFrom(a, 64).Masked().Addr()
}
