// Package site answers HTTP: the pages, the assets that they load, and the
// bridge. Everything it sends is made once at start and kept in memory, so a
// request costs a look-up and a write.
//
//	/  /practice/  /lessons/L1/ ...   pages, rendered and compressed at start
//	/assets/HASH/FILE                 web.Dist, for ever cacheable under the hash of all of it
//	/bridge/TARGET                    handed to the bridge
//	/healthz                          "ok" while the process answers
//
// Every request must name a host that the site answers for. Without that check
// a hostile page can point its own domain name at the loopback interface and
// read the site as its own (DNS rebinding).
package site

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"poplab/lessons"
	"poplab/web"
)

// Options say what the site shows and to whom.
type Options struct {
	Lessons []lessons.Lesson
	Targets []web.Target
	// Hosts are the values of the Host header that are answered, such as
	// "127.0.0.1:8080"; every other one gets 421.
	Hosts []string
	// Address is a URL that works, for the sentence that goes with a 421.
	Address string
	// Bridge answers /bridge/{target}.
	Bridge http.Handler
	// Dist are the built assets; nil stands for web.Dist.
	Dist fs.FS
}

// ErrNotBuilt says that the program was compiled before its assets were made.
var ErrNotBuilt = errors.New(`the pages are not built; run "make"`)

// New makes the handler of the whole site.
func New(o Options) (http.Handler, error) {
	if o.Dist == nil {
		o.Dist = web.Dist()
	}
	assets, err := loadAssets(o.Dist)
	if err != nil {
		return nil, err
	}
	pages, err := renderPages(web.Options{Assets: assets.prefix, Lessons: o.Lessons, Targets: o.Targets})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", pages)
	mux.Handle("GET "+assets.prefix, assets)
	mux.HandleFunc("GET /healthz", healthy)
	if o.Bridge != nil {
		mux.Handle("GET /bridge/{target}", o.Bridge)
	}
	return onlyHosts(o.Hosts, o.Address, withHeaders(mux)), nil
}

func healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, "ok\n")
}

// Server is an HTTP server for h that does not wait for slow clients: a header
// sent one octet at a time ends after 5 seconds. The bridge takes its
// connections over and sets deadlines of its own.
func Server(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute, // the WebAssembly on a very slow line
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}
