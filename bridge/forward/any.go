package forward

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// AnyName is the target that AllowAnyPublic opens: /bridge/any?host=HOST&port=PORT.
const AnyName = "any"

// anyPorts are its ports, and how TLS comes about there (RFC 8314 section 3).
var anyPorts = map[string]TLSMode{"110": StartTLS, "995": Implicit}

// hostName is a name as DNS has it. What it resolves to is up to the guard.
var hostName = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{2,63}$`)

var (
	refuseAny = &refusal{http.StatusNotFound, "target", "This bridge connects to its own targets only. " +
		"Whoever runs it can allow every public server with -allow-any-public."}
	refusePort = &refusal{http.StatusBadRequest, "target", "Choose port 110, or 995 for TLS from the first octet. " +
		"The bridge connects to no other port of a server that is no target."}
	refuseNoName = &refusal{http.StatusBadRequest, "target", "That is no host. " +
		"Write its name or IP address alone, such as pop.example.org."}
	refuseNoDot = &refusal{http.StatusBadRequest, "target", "A host on the internet has a dot in its name. " +
		"Write all of it, such as pop.example.org."}
)

// anyTarget makes a target of what a page asked for.
func anyTarget(query url.Values) (Target, *refusal) {
	host, port := strings.TrimSuffix(query.Get("host"), "."), query.Get("port")
	mode, ok := anyPorts[port]
	address, err := netip.ParseAddr(host)
	switch {
	case len(host) > 253 || err != nil && !hostName.MatchString(host), address.Zone() != "":
		return Target{}, refuseNoName
	case err != nil && !strings.Contains(host, "."): // it could be a machine next door
		return Target{}, refuseNoDot
	case !ok:
		return Target{}, refusePort
	}
	return Target{Name: AnyName, Address: net.JoinHostPort(host, port), TLS: mode, stranger: true}, nil
}

// find gives the target that a request names: one of the list, or any.
func (b *Bridge) find(name string, query url.Values) (Target, *refusal) {
	t, ok := b.Targets().Find(name)
	switch {
	case ok:
		return t, nil
	case name != AnyName:
		return Target{}, refuseTarget
	case !b.AllowAnyPublic:
		return Target{}, refuseAny
	}
	return anyTarget(query)
}

// hasPort says whether a port is the target's own.
func (t *Target) hasPort(port uint16) bool {
	_, own, _ := net.SplitHostPort(t.Address)
	return own == strconv.Itoa(int(port))
}
