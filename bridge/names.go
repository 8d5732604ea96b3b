package main

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"poplab/bridge/forward"
)

// names are those under which the site answers.
type names struct {
	hosts   []string // values of the Host header
	origins []string // values of the Origin header
}

// allowedNames lists the names for a site that listens at address, which was asked for
// as flag, and speaks the scheme there. Other addresses of this machine count where it
// listens on all of them: an IP address in a URL cannot be rebound as a domain name can.
func allowedNames(scheme, flag string, address net.Addr, extra []string) names {
	at := netip.MustParseAddrPort(address.String())
	host, _, _ := net.SplitHostPort(flag)
	ips := []string{at.Addr().Unmap().String()}
	switch {
	case at.Addr().IsUnspecified():
		ips = append([]string{"127.0.0.1", "localhost", "::1"}, machineAddresses()...)
	case at.Addr().IsLoopback():
		ips = []string{at.Addr().String(), "127.0.0.1", "localhost", "::1", strings.ToLower(host)}
	case host != "":
		ips = append(ips, strings.ToLower(host))
	}
	var own []string
	for _, ip := range ips {
		own = append(own, originOf(scheme, net.JoinHostPort(ip, strconv.Itoa(int(at.Port())))))
	}
	list := slices.Concat(own, extra)
	if scheme == "https" { // the certificate is for the names that people use
		list = slices.Concat(extra, own)
	}
	var n names
	for _, origin := range list {
		n.add(origin)
	}
	return n
}

// add allows an origin and the host in it.
func (n *names) add(origin string) {
	_, host, _ := strings.Cut(origin, "://")
	if !slices.Contains(n.origins, origin) {
		n.origins = append(n.origins, origin)
	}
	if !slices.Contains(n.hosts, host) {
		n.hosts = append(n.hosts, host)
	}
}

// secure are the hosts that other machines open with https.
func (n *names) secure() (hosts []string) {
	for _, origin := range n.elsewhere() {
		if host, ok := strings.CutPrefix(origin, "https://"); ok {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// elsewhere are the origins that other machines may open.
func (n *names) elsewhere() []string {
	return slices.DeleteFunc(slices.Clone(n.origins), func(origin string) bool {
		u, err := url.Parse(origin)
		if err != nil || forward.IsLocalhost(u.Hostname()) {
			return true
		}
		ip, err := netip.ParseAddr(u.Hostname())
		return err == nil && ip.IsLoopback()
	})
}

// machineAddresses are those of all network interfaces. Link-local ones are left
// out: their URLs need a zone, which browsers do not take.
func machineAddresses() []string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var list []string
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLinkLocalUnicast() {
			list = append(list, n.IP.String())
		}
	}
	return list
}
