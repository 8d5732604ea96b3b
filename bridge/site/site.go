// Package site answers HTTP: the pages, the assets that they load, and the
// bridge. Everything it sends is made beforehand and kept in memory, and packed when it
// is asked for first, so a request costs a look-up and a write.
//
//	/  /practice/  /lessons/L1/ ...   pages, rendered at start
//	/lessons/L1/FILE                  what lies beside a lesson and belongs to it
//	/assets/HASH/FILE                 web.Dist, for ever cacheable under the hash of all of it
//	/sw.js  /manifest.webmanifest     for browsers that keep the site, or install it
//	/bridge/TARGET                    handed to the bridge
//	/api/ticket?target=TARGET         POST: a ticket for it, from the bridge too
//	/reload?page=PATH                 for authors: a line whenever that page changes
//	/healthz                          "ok" while the process answers
//	/readyz                           whether new sessions are welcome
//
// Every request must name a host that the site answers for. Without that check
// a hostile page can point its own domain name at the loopback interface and
// read the site as its own (DNS rebinding).
//
// Lessons and targets may change while the site serves: Show and ShowTargets make the
// pages anew and put them in the place of the old ones at one stroke.
package site

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"poplab/lessons"
	"poplab/web"
)

// Options say what the site shows and to whom.
type Options struct {
	Course lessons.Course
	// Languages are those of the pages, as web.Options has them.
	Languages []string
	Targets   []web.Target
	// AnyPublic is what web.Options has of that name.
	AnyPublic bool
	// Hosts are the values of the Host header that are answered, such as
	// "127.0.0.1:8080"; every other one gets 421.
	Hosts []string
	// Secure are those of them that people open with https. Browsers are told not to
	// open them without it any more.
	Secure []string
	// Address is a URL that works, for the sentence that goes with a 421.
	Address string
	// Bridge answers /bridge/{target}, and Ticket POST /api/ticket; nil leaves them out.
	Bridge http.Handler
	Ticket http.HandlerFunc
	// Proxies are those through which many may come; everybody else may have
	// maxConnections at the same time.
	Proxies []netip.Prefix
	// Ready answers /readyz; nil leaves it out.
	Ready http.HandlerFunc
	// Graded is a lesson on real ports, and Standing answers how it stands; nil
	// without one.
	Graded   *web.Graded
	Standing http.HandlerFunc
	// Live keeps open pages up to date with Show, for authors.
	Live bool
	// Dist are the built assets; nil stands for web.Dist.
	Dist fs.FS
}

// ErrNotBuilt says that the program was compiled before its assets were made.
var ErrNotBuilt = errors.New(`the pages are not built; run "make"`)

// Site is the handler of the whole site.
type Site struct {
	http.Handler
	options Options
	assets  *assets
	pages   atomic.Pointer[pages]
	news    news

	showing sync.Mutex // held while pages are made; guards what they are made of
	course  lessons.Course
	remarks Remarks
}

// New makes the site, which shows the course of the options until Show.
func New(o Options) (*Site, error) {
	assets, err := loadAssets(o.dist())
	if err != nil {
		return nil, err
	}
	s := &Site{options: o, assets: assets, news: newNews()}
	s.Handler = withHeaders(strings.Join(assets.policy(), "; "), o.Secure, onlyHosts(o.Hosts, o.Address, s.mux()))
	return s, s.Show(o.Course, Remarks{})
}

func (o Options) dist() fs.FS {
	if o.Dist == nil {
		return web.Dist()
	}
	return o.Dist
}

func (s *Site) mux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { s.pages.Load().ServeHTTP(w, r) })
	mux.Handle("GET "+s.assets.prefix, s.assets)
	mux.HandleFunc("GET /healthz", healthy)
	if s.options.Bridge != nil {
		mux.Handle("GET /bridge/{target}", s.options.Bridge)
	}
	if s.options.Ticket != nil {
		mux.HandleFunc("POST /api/ticket", s.options.Ticket)
	}
	if s.options.Ready != nil {
		mux.HandleFunc("GET /readyz", s.options.Ready)
	}
	if s.options.Graded != nil {
		mux.HandleFunc("GET "+web.GradePath+"state", s.options.Standing)
	}
	if s.options.Live {
		mux.HandleFunc("GET /reload", s.tellChanges)
	}
	return mux
}

// Show puts a course on the site, and what there is to say about it. On an error the
// site stays as it was.
func (s *Site) Show(course lessons.Course, remarks Remarks) error {
	s.showing.Lock()
	defer s.showing.Unlock()
	s.course, s.remarks = course, remarks
	return s.show()
}

// ShowTargets puts other targets on the site, as Show does with a course.
func (s *Site) ShowTargets(targets []web.Target) error {
	s.showing.Lock()
	defer s.showing.Unlock()
	s.options.Targets = targets
	return s.show()
}

func (s *Site) show() error {
	r := renderer{assets: s.assets, old: s.pages.Load()}
	if s.options.Live {
		r.decoration = &decoration{s.assets.prefix, s.remarks}
	}
	made, err := r.pages(web.Options{Assets: s.assets.prefix, Texts: s.assets.texts(), Course: s.course, Languages: s.options.Languages, Targets: s.options.Targets, AnyPublic: s.options.AnyPublic, Graded: s.options.Graded}, s.remarks)
	if err != nil {
		return err
	}
	s.pages.Store(made)
	s.news.spread()
	return nil
}

// Close ends the streams that tell of changes; nothing else of a site stays open.
func (s *Site) Close() { s.news.end() }

func healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, "ok\n")
}

// Server is an HTTP server for s that does not wait for slow clients: a header
// sent one octet at a time ends after 5 seconds. The bridge takes its
// connections over and sets deadlines of its own.
func Server(s *Site, log *slog.Logger) *http.Server {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute, // the WebAssembly on a very slow line
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ConnState:         (&crowd{proxies: s.options.Proxies}).state,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	server.RegisterOnShutdown(s.Close)
	return server
}
