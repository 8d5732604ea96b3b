package forward

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// refusal is an HTTP answer to a request that is not let in. Browsers hide it
// from the page, so it is written for whoever looks with developer tools or curl.
type refusal struct {
	status int
	check  string // which check failed, for the log
	text   string
}

var (
	refuseDraining = &refusal{http.StatusServiceUnavailable, "shutdown", "The bridge is shutting down."}
	refuseFull     = &refusal{http.StatusServiceUnavailable, "seats", "The bridge is full. Try again in a minute."}
	refuseHost     = &refusal{http.StatusMisdirectedRequest, "host", "The bridge does not answer under this host name. " +
		"Start poplab with -origin and the URL that you use."}
	refuseOrigin = &refusal{http.StatusForbidden, "origin", "Only the console on poplab's own pages may connect. " +
		"If this is one of them, start poplab with -origin and its URL."}
	refuseTarget = &refusal{http.StatusNotFound, "target", "There is no such target. " +
		"Targets are named when poplab is started, with -target."}
)

// check applies the rules about Host, Origin and target. The library's own
// check of the Origin compares it with Host, which an attacker with a domain
// name controls both of; hence exact lists.
func (b *Bridge) check(r *http.Request) (Target, *refusal) {
	if !slices.Contains(b.Hosts, strings.ToLower(r.Host)) {
		return Target{}, refuseHost
	}
	origins := r.Header.Values("Origin")
	if len(origins) != 1 || !slices.Contains(b.Origins, origins[0]) {
		return Target{}, refuseOrigin
	}
	target, ok := b.Targets().Find(r.PathValue("target"))
	if !ok {
		return Target{}, refuseTarget
	}
	return target, nil
}

// refuse answers and leaves a line in the log. What the client sent is cut and
// quoted there: it comes from anywhere.
func (b *Bridge) refuse(w http.ResponseWriter, r *http.Request, why *refusal) {
	cut := func(s string) string { return fmt.Sprintf("%.100q", s) }
	b.Log.Warn("bridge: refused", "check", why.check, "from", remote(r),
		"host", cut(r.Host), "origin", cut(r.Header.Get("Origin")))
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, why.text, why.status)
}
