package forward

import (
	"cmp"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Bridge is the handler of GET /bridge/{target}. Set its fields before the first
// request; those left at zero have the values named here.
type Bridge struct {
	// Targets gives the targets of now. It is asked once for each request, so it
	// may give others later: sessions keep what they began with. nil stands for
	// no targets.
	Targets func() Targets
	// AllowAnyPublic opens GET /bridge/any?host=HOST&port=PORT to every server
	// with a public address, on the ports 110 and 995.
	AllowAnyPublic bool
	// Listening are the addresses at which this program takes connections of
	// pages. It never connects to them.
	Listening []netip.AddrPort
	// Hosts are the values of the Host header that are let in, in lower case
	// and with the port unless it is the scheme's own: "127.0.0.1:8080".
	Hosts []string
	// Origins are the pages that are let in, as browsers write them:
	// "http://127.0.0.1:8080", "https://poplab.example".
	Origins []string
	// AllowNoOrigin lets in who sends none, which browsers always do: scripts.
	AllowNoOrigin bool
	// Tickets are issued by ServeTicket and taken with the handshake; nil stands
	// for none. NeedTicket refuses whoever has none, and belongs to every bridge
	// that others than this machine can reach.
	Tickets    Tickets
	NeedTicket bool

	MaxSessions   int   // at the same time; 10,000, or what Slots(2) has room for
	MaxPerAddress int   // of those, from one address; 64, since a class may share one
	MaxDown       int64 // octets of one session to the page; 512 MiB
	MaxUp         int64 // octets of one session from the page, with their frames; 1 MiB
	MaxPerHour    int64 // octets both ways for one address in an hour; 4 GiB
	Begins        Rate  // of sessions from one address; 20 a second, 64 at once
	Frames        Rate  // of frames of one page, pings too; 50 a second, 200 at once
	MaxFailures   int   // sessions with a failed login from one address to one target in 10 min; 200

	// From gives the address that limits count by, and that servers are told;
	// nil stands for the other end of the TCP connection.
	From func(*http.Request) netip.Addr

	DialTimeout     time.Duration // to connect to the server; 5 s
	TLSTimeout      time.Duration // for the handshake of TLS with it; 5 s
	GreetingTimeout time.Duration // for its first line; 10 s
	LoginTimeout    time.Duration // from the greeting to a login; 3 min
	TotalTimeout    time.Duration // for a whole session; 2 h
	IdleTimeout     time.Duration // without an octet either way; 10 min (RFC 1939 section 3)
	PingInterval    time.Duration // between pings, which keep proxies from cutting the line; 25 s
	PongTimeout     time.Duration // for the page to answer one; 10 s
	WriteTimeout    time.Duration // for one write to be taken; 20 s
	FrameTimeout    time.Duration // from a frame's first octet to its last; 15 s
	CloseTimeout    time.Duration // for the other side to answer a close; 2 s

	// Resolver looks up names of servers; nil stands for the system's.
	Resolver *net.Resolver

	Log   *slog.Logger // nil stands for slog.Default()
	Meter Meter        // nil counts nothing

	// Spread is the time over which Shutdown ends the sessions, so that not all
	// pages connect elsewhere in the same moment; 0
	Spread time.Duration

	once       sync.Once
	dial       func(context.Context, *net.Dialer, string) (net.Conn, error) // tests have others
	seats      seats
	failures   failures
	complained bucket // guarded by seats.mu
}

// setDefaults fills in what was left at zero.
func (b *Bridge) setDefaults() {
	b.once.Do(func() {
		b.setLimits()
		b.DialTimeout = cmp.Or(b.DialTimeout, 5*time.Second)
		b.MaxFailures = cmp.Or(b.MaxFailures, 200)
		b.TLSTimeout = cmp.Or(b.TLSTimeout, 5*time.Second)
		b.LoginTimeout = cmp.Or(b.LoginTimeout, 3*time.Minute)
		b.TotalTimeout = cmp.Or(b.TotalTimeout, 2*time.Hour)
		b.PongTimeout = cmp.Or(b.PongTimeout, 10*time.Second)
		b.GreetingTimeout = cmp.Or(b.GreetingTimeout, 10*time.Second)
		b.IdleTimeout = cmp.Or(b.IdleTimeout, 10*time.Minute)
		b.PingInterval = cmp.Or(b.PingInterval, 25*time.Second)
		b.PongTimeout = min(b.PongTimeout, b.PingInterval)
		b.WriteTimeout = cmp.Or(b.WriteTimeout, 20*time.Second)
		b.FrameTimeout = cmp.Or(b.FrameTimeout, 15*time.Second)
		b.CloseTimeout = cmp.Or(b.CloseTimeout, 2*time.Second)
		b.Log = cmp.Or(b.Log, slog.Default())
		if b.Meter == nil {
			b.Meter = unmetered{}
		}
		if b.Targets == nil {
			b.Targets = func() Targets { return nil }
		}
		if b.From == nil {
			b.From = remote
		}
		if b.dial == nil {
			b.dial = dialTCP
		}
	})
}
