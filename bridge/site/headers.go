package site

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// policy is the Content-Security-Policy: nothing is loaded but the site's own files, and the one
// script and style that stand in a page are known by their text. 'wasm-unsafe-eval' lets
// WebAssembly compile, and nothing else.
func (a *assets) policy() []string {
	texts := a.texts()
	return []string{
		"default-src 'none'",
		"script-src 'self' " + sumOf(texts["early.js"]) + " 'wasm-unsafe-eval'",
		"style-src 'self' " + sumOf(texts["style.css"]),
		"img-src 'self' data:",
		"connect-src 'self'",
		"worker-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'", // the last: a page cannot ask for it, only its host
	}
}

// headers go out with every response, after the policy.
var headers = [...]struct{ name, value string }{
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}

// onlySecure goes out with every response to a host that people open with https
// (RFC 6797 section 6.1). Half a year; other names of the same domain are not ours.
const onlySecure = "max-age=15552000"

func withHeaders(policy string, secure []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		for _, h := range headers {
			w.Header().Set(h.name, h.value)
		}
		if slices.Contains(secure, strings.ToLower(r.Host)) {
			w.Header().Set("Strict-Transport-Security", onlySecure)
		}
		next.ServeHTTP(w, r)
	})
}

// onlyHosts answers 421 (Misdirected Request) to a request for any other host.
// The names are compared whole: a pattern would let look-alikes in.
func onlyHosts(hosts []string, address string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(hosts, strings.ToLower(r.Host)) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, fmt.Sprintf("poplab does not answer under this name. Open %s instead, "+
			"or start it with -origin and the URL that you use.", address), http.StatusMisdirectedRequest)
	})
}
