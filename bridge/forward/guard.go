package forward

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
)

// special are the addresses that stand for something else than one host of the
// public Internet: this machine, a private network, everybody, or an IPv4 address
// behind a translator, which could be any of these.
var special = parsePrefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// globalIPv6 is the only part of IPv6 from which addresses of hosts are given out.
// What lies outside is ::1, fc00::/7, fe80::/10, 64:ff9b::/96 and the like.
var globalIPv6 = netip.MustParsePrefix("2000::/3")

func parsePrefixes(list ...string) []netip.Prefix {
	prefixes := make([]netip.Prefix, len(list))
	for i, s := range list {
		prefixes[i] = netip.MustParsePrefix(s)
	}
	return prefixes
}

// guard says which addresses may be dialled for a target. It is asked after the
// resolver, once for each address that a packet would go to: a name that resolves
// differently a moment later meets the same guard.
type guard struct {
	target    *Target
	listening []netip.AddrPort
}

// control is net.Dialer.ControlContext.
func (g guard) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &denied{address, notAddressed}
	}
	if why := g.check(to); why != "" {
		return &denied{address, why}
	}
	return nil
}

// denied is the guard's error. It stays in the log: a page learns the reason, but
// not what a name resolves to in the bridge's network.
type denied struct{ address, reason string }

func (d *denied) Error() string { return d.address + ": " + d.reason }

const (
	notAddressed = "The bridge cannot tell which address that is."
	wrongPort    = "The bridge does not connect to that port."
	ownAddress   = "That is the bridge itself."
	notListed    = "The host is at an address outside the networks of this target (its setting network)."
	notPublic    = "The host is at an address that is not public. Whoever runs the bridge can allow it by the setting network."
	onlyPublic   = "The bridge connects to public addresses only, and the host has none."
)

// check gives the reason why an address may not be dialled, or "".
func (g guard) check(to netip.AddrPort) string {
	addr := to.Addr().Unmap()
	switch {
	case to.Addr().Zone() != "":
		return notAddressed
	case !g.target.hasPort(to.Port()):
		return wrongPort
	case isOwn(g.listening, netip.AddrPortFrom(addr, to.Port())):
		return ownAddress
	case g.target.Networks != nil:
		return unlessIn(g.target.Networks, addr)
	case isPublic(addr), g.target.spells(addr):
		return ""
	case g.target.stranger:
		return onlyPublic
	}
	return notPublic
}

func unlessIn(networks []netip.Prefix, addr netip.Addr) string {
	if contains(networks, addr) {
		return ""
	}
	return notListed
}

func isPublic(addr netip.Addr) bool {
	return (addr.Is4() || globalIPv6.Contains(addr)) && !contains(special, addr)
}

func contains(networks []netip.Prefix, addr netip.Addr) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(addr) })
}

// spells says whether the address is the very one that whoever named the target
// wrote down: loopback or private, or a name of localhost. Another name is no such
// promise, for others may decide what it resolves to.
func (t *Target) spells(addr netip.Addr) bool {
	host, _, _ := net.SplitHostPort(t.Address)
	if t.stranger {
		return false
	}
	if IsLocalhost(host) {
		return addr.IsLoopback()
	}
	written, err := netip.ParseAddr(host)
	return err == nil && written.Unmap() == addr && (addr.IsLoopback() || addr.IsPrivate())
}

// IsLocalhost says whether a name means this machine, and nothing else whatever DNS says
// (RFC 6761 section 6.3): localhost, and all that ends with .localhost.
func IsLocalhost(host string) bool {
	host = "." + strings.ToLower(strings.TrimSuffix(host, "."))
	return strings.HasSuffix(host, ".localhost")
}

// isOwn says whether the bridge would call itself, round and round.
func isOwn(listening []netip.AddrPort, to netip.AddrPort) bool {
	return slices.ContainsFunc(listening, func(own netip.AddrPort) bool {
		at := own.Addr().Unmap()
		return own.Port() == to.Port() && (at == to.Addr() || at.IsUnspecified() && isHere(to.Addr()))
	})
}

// isHere says whether an address belongs to this machine. Where the system does not
// tell, every address might.
func isHere(addr netip.Addr) bool {
	list, err := net.InterfaceAddrs()
	if err != nil || addr.IsLoopback() || addr.IsUnspecified() {
		return true
	}
	return slices.ContainsFunc(list, func(a net.Addr) bool {
		here, err := netip.ParsePrefix(a.String())
		return err == nil && here.Addr() == addr
	})
}
