package forward

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
)

// anyName is the target that AllowAnyPublic opens: /bridge/any?host=HOST&port=PORT.
const anyName = "any"

// anyPorts are its ports, and how TLS comes about there (RFC 8314 section 3).
var anyPorts = map[string]TLSMode{"110": StartTLS, "995": Implicit}

// hostName is a name as DNS has it, with at least one dot: without one it could
// be a machine next door. What it resolves to is up to the guard.
var hostName = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$`)

// anyTarget makes a target of what a page asked for.
func anyTarget(query url.Values) (Target, bool) {
	host, port := query.Get("host"), query.Get("port")
	mode, ok := anyPorts[port]
	_, err := netip.ParseAddr(host)
	if !ok || len(host) > 253 || err != nil && !hostName.MatchString(host) {
		return Target{}, false
	}
	return Target{Name: anyName, Address: net.JoinHostPort(host, port), TLS: mode, stranger: true}, true
}

// find gives the target that a request names: one of the list, or any.
func (b *Bridge) find(name string, query url.Values) (Target, bool) {
	if t, ok := b.Targets().Find(name); ok {
		return t, true
	}
	if name != anyName || !b.AllowAnyPublic {
		return Target{}, false
	}
	return anyTarget(query)
}

// hasPort says whether a port is the target's own.
func (t *Target) hasPort(port uint16) bool {
	_, own, _ := net.SplitHostPort(t.Address)
	return own == strconv.Itoa(int(port))
}
