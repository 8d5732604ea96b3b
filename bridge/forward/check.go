package forward

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// refusal is an HTTP answer to a request that is not let in. Browsers hide it
// from a page that opens a WebSocket, but not from one that asks for a ticket.
type refusal struct {
	status int
	check  string // which check failed, for log and Meter
	text   string
}

var (
	refuseDraining = &refusal{http.StatusServiceUnavailable, "draining", "The bridge is shutting down."}
	refuseFull     = &refusal{http.StatusServiceUnavailable, "global_limit", "The bridge is full. Try again in a minute."}
	refuseCrowd    = &refusal{http.StatusServiceUnavailable, "ip_limit", "Too many sessions are open from your network. Try again in a minute."}
	refuseHaste    = &refusal{http.StatusServiceUnavailable, "rate", "Too many sessions begin from your network. Try again in a few seconds."}
	refuseGreed    = &refusal{http.StatusServiceUnavailable, "ip_limit", "Your network has moved as much as it may in an hour. Try again later."}
	refuseHost     = &refusal{http.StatusMisdirectedRequest, "host", "The bridge does not answer under this host name. " +
		"Start poplab with -origin and the URL that you use."}
	refuseOrigin = &refusal{http.StatusForbidden, "origin", "Only the console on poplab's own pages may connect. " +
		"If this is one of them, start poplab with -origin and its URL."}
	refuseNoTicket = &refusal{http.StatusForbidden, "ticket", "A ticket is needed. " +
		"Ask for one with POST /api/ticket?target=NAME."}
	refuseTarget = &refusal{http.StatusNotFound, "target", "There is no such target. " +
		"Targets are named when poplab is started, with -target or -targets."}
)

// check applies the rules about Host, Origin, ticket and target, in this order.
func (b *Bridge) check(r *http.Request) (Target, *refusal) {
	if no := b.checkSite(r); no != nil {
		return Target{}, no
	}
	name := r.PathValue("target")
	if no := b.checkTicket(r, name); no != nil {
		return Target{}, no
	}
	target, no := b.find(name, r.URL.Query())
	if no != nil {
		return Target{}, no
	}
	target.exposed = !target.Open && isExposed(r.Header.Get("Origin"))
	return target, nil
}

// isExposed says whether a page came over a network without TLS, as its commands will.
// An Origin of the list is a URL; a page on this machine crosses no network.
func isExposed(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" {
		return false
	}
	host := u.Hostname()
	address, err := netip.ParseAddr(host)
	return !IsLocalhost(host) && (err != nil || !address.Unmap().IsLoopback())
}

// checkSite compares Host and Origin with exact lists. The library's own check of
// the Origin compares it with Host, which an attacker with a domain name controls
// both of. Every browser writes an Origin here; what has none is a program.
func (b *Bridge) checkSite(r *http.Request) *refusal {
	if !slices.Contains(b.Hosts, strings.ToLower(r.Host)) {
		return refuseHost
	}
	origins := r.Header.Values("Origin")
	switch {
	case len(origins) == 0 && b.AllowNoOrigin:
	case len(origins) != 1 || !slices.Contains(b.Origins, origins[0]):
		return refuseOrigin
	}
	return nil
}

// refuse answers, and notes it.
func (b *Bridge) refuse(w http.ResponseWriter, r *http.Request, why *refusal) {
	b.noteRefusal(r, why.check)
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, why.text, why.status)
}

// noteRefusal leaves a line in the log. What the client sent is cut and quoted there: it
// comes from anywhere.
func (b *Bridge) noteRefusal(r *http.Request, check string) {
	b.Meter.Rejected(check)
	cut := func(s string) string { return fmt.Sprintf("%.100q", s) }
	b.Log.Log(r.Context(), b.complaint(), "bridge: refused", "check", check, "from", b.From(r),
		"host", cut(r.Host), "origin", cut(r.Header.Get("Origin")))
}

// complaints are the refusals that are warnings in the log; a flood of more must not
// fill a disk.
var complaints = Rate{PerSecond: 1, AtOnce: 100}.measure()

func (b *Bridge) complaint() slog.Level {
	b.seats.mu.Lock()
	defer b.seats.mu.Unlock()
	if b.complained.take(1, time.Now().UnixNano(), complaints) {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}
