package forward

import (
	"cmp"
	"context"
	"log/slog"
	"net"
	"sync"
	"time"
)

// Bridge is the handler of GET /bridge/{target}. Set its fields before the first
// request; those left at zero have the values named here.
type Bridge struct {
	Targets Targets
	// Hosts are the values of the Host header that are let in, in lower case
	// and with the port unless it is the scheme's own: "127.0.0.1:8080".
	Hosts []string
	// Origins are the pages that are let in, as browsers write them:
	// "http://127.0.0.1:8080", "https://poplab.example".
	Origins []string

	MaxSessions   int // at the same time; 1000
	MaxPerAddress int // of those, from one address; 64, since a class may share one

	DialTimeout     time.Duration // to connect to the server; 5 s
	GreetingTimeout time.Duration // for its first line; 10 s
	IdleTimeout     time.Duration // without an octet either way; 10 min (RFC 1939 section 3)
	PingInterval    time.Duration // between pings, which keep proxies from cutting the line; 25 s
	WriteTimeout    time.Duration // for one write to be taken; 20 s
	FrameTimeout    time.Duration // from a frame's first octet to its last; 15 s
	CloseTimeout    time.Duration // for the other side to answer a close; 2 s

	// Dial connects to a server; nil stands for net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	Log  *slog.Logger // nil stands for slog.Default()

	once  sync.Once
	seats seats
}

// setDefaults fills in what was left at zero.
func (b *Bridge) setDefaults() {
	b.once.Do(func() {
		b.MaxSessions = cmp.Or(b.MaxSessions, 1000)
		b.MaxPerAddress = cmp.Or(b.MaxPerAddress, 64)
		b.DialTimeout = cmp.Or(b.DialTimeout, 5*time.Second)
		b.GreetingTimeout = cmp.Or(b.GreetingTimeout, 10*time.Second)
		b.IdleTimeout = cmp.Or(b.IdleTimeout, 10*time.Minute)
		b.PingInterval = cmp.Or(b.PingInterval, 25*time.Second)
		b.WriteTimeout = cmp.Or(b.WriteTimeout, 20*time.Second)
		b.FrameTimeout = cmp.Or(b.FrameTimeout, 15*time.Second)
		b.CloseTimeout = cmp.Or(b.CloseTimeout, 2*time.Second)
		b.Log = cmp.Or(b.Log, slog.Default())
		if b.Dial == nil {
			b.Dial = new(net.Dialer).DialContext
		}
	})
}
