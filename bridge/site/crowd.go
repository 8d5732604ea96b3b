package site

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"

	"poplab/bridge/forward"
)

// maxConnections is how many connections one address may have that are no sessions of
// the bridge. A browser has six; a class may share an address.
const maxConnections = 512

// crowd counts connections by address, so that nobody takes all descriptors of the
// program by connections that ask for little or nothing. Those that the bridge takes
// over it counts itself.
type crowd struct {
	proxies []netip.Prefix // have as many as they want: all come through them

	mu   sync.Mutex
	from map[netip.Addr]int // by household
}

// state is http.Server.ConnState. It closes what is too much before anything of it
// is read.
func (c *crowd) state(conn net.Conn, state http.ConnState) {
	peer, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	from := peer.Addr().Unmap()
	if err != nil || slices.ContainsFunc(c.proxies, func(p netip.Prefix) bool { return p.Contains(from) }) {
		return
	}
	switch state {
	case http.StateNew:
		if c.change(from, 1) > maxConnections {
			conn.Close() // which net/http notices, and tells as StateClosed
		}
	case http.StateClosed, http.StateHijacked:
		c.change(from, -1)
	}
}

func (c *crowd) change(from netip.Addr, by int) int {
	from = forward.Household(from)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.from == nil {
		c.from = map[netip.Addr]int{}
	}
	n := c.from[from] + by
	if c.from[from] = n; n == 0 {
		delete(c.from, from)
	}
	return n
}
