package operate

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"strings"
	"time"
)

// Admin is the listener for those who run the program.
type Admin struct {
	Metrics *Metrics
	Health  *Health
	Targets func() []string // names of what the bridge may reach now
	Name    string          // a host name under which it answers besides localhost and IP addresses
	Profile bool            // show what the program is busy with, below /debug/pprof/
}

// Server is an HTTP server for it, with the limits of the public one: also who may ask can
// do it slowly. A profile takes 30 s unless it is asked for another time.
func (a Admin) Server() *http.Server {
	return &http.Server{
		Handler:           a.onlyNames(a.mux()),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

func (a Admin) mux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.Metrics.Handler())
	mux.HandleFunc("GET /readyz", a.ready)
	if a.Profile { // without cmdline, which may hold passwords
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	}
	return mux
}

// ready answers with all that is known.
func (a Admin) ready(w http.ResponseWriter, _ *http.Request) {
	condition := a.Health.Condition()
	condition.Targets = a.Targets()
	text, err := json.Marshal(condition)
	if err != nil {
		panic(err) // numbers and names always marshal
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status(condition.Ready))
	w.Write(append(text, '\n'))
}

// Public answers /readyz where everybody may ask: yes or no.
func (h *Health) Public(w http.ResponseWriter, _ *http.Request) {
	ready := h.Ready()
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status(ready))
	if ready {
		w.Write([]byte("ready\n"))
	} else {
		w.Write([]byte("not ready\n"))
	}
}

func status(ready bool) int {
	if ready {
		return http.StatusOK
	}
	return http.StatusServiceUnavailable
}

// onlyNames answers under IP addresses, localhost and the name: under any other
// name a hostile page could have its own domain lead here, and read along.
func (a Admin) onlyNames(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := strings.ToLower(hostOf(r.Host))
		_, err := netip.ParseAddr(host)
		if err == nil || host == "localhost" || host == strings.ToLower(a.Name) {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "Ask by IP address, or start poplab with -admin and this name.", http.StatusMisdirectedRequest)
	})
}

// hostOf is a Host header without its port.
func hostOf(header string) string {
	if host, _, err := net.SplitHostPort(header); err == nil {
		return host
	}
	return strings.Trim(header, "[]")
}
