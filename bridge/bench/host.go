package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"time"

	"github.com/andybalholm/brotli"
)

//go:embed page/empty.js
var emptyEntry []byte

// passed passes a site on under another address. The site answers for its own alone, so
// its name is asked for.
func passed(upstream *url.URL) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(upstream) }}
}

// files are packed by brotli, by their names.
type files map[string]file

type file struct {
	kind   string // media type
	packed []byte
}

// pack adds a file.
func (list files) pack(name, kind string, octets []byte) {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(octets) // a buffer takes all
	w.Close()
	list[name] = file{kind, b.Bytes()}
}

// instead passes a site on, with files of the list in the place of its own. They are to
// be kept as those are. Its policy is left out, which knows its own scripts only.
func (list files) instead(upstream *url.URL) http.Handler {
	site := passed(upstream)
	site.ModifyResponse = func(r *http.Response) error {
		r.Header.Del("Content-Security-Policy")
		return nil
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := list[path.Base(r.URL.Path)]
		if !ok {
			site.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", f.kind)
		w.Header().Set("Content-Encoding", "br")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Write(f.packed) // a browser that went away needs nothing
	})
}

// buildEmpty compiles the empty program as ./web/build compiles that of the page, and
// gives it and the module that starts it, by the names of those of the page.
func buildEmpty(ctx context.Context, dir string) (files, error) {
	out := filepath.Join(dir, "empty.wasm")
	build := exec.CommandContext(ctx, "go", "run", "./web/build", "-only", "./bridge/bench/page/empty", "-o", out)
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the empty program: %w\n%s", err, said)
	}
	program, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	name, err := wasmExec(ctx)
	if err != nil {
		return nil, err
	}
	start, err := os.ReadFile(name)
	list := files{}
	list.pack("poplab.wasm", "application/wasm", program)
	list.pack("main.js", "text/javascript", append(start, emptyEntry...))
	return list, err
}

// startSite starts the web server of the program, and gives its address.
func startSite(ctx context.Context, program string) (*url.URL, *exec.Cmd, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.CommandContext(ctx, program, "serve", "-http", address.String(), "-pop3", "", "-pop3s", "")
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	site := &url.URL{Scheme: "http", Host: address.String()}
	for range 200 {
		if r, err := http.Get(site.String()); err == nil {
			r.Body.Close()
			return site, cmd, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil, cmd, fmt.Errorf("%s does not answer on %s", program, site)
}

// serveSite serves a site at an address of its own until the context ends, so that all that are
// compared take the same way through this program.
func serveSite(ctx context.Context, site http.Handler) (address string, err error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	s := &http.Server{Handler: site, ReadHeaderTimeout: time.Minute}
	go s.Serve(l) // until it is closed
	context.AfterFunc(ctx, func() { s.Close() })
	return "http://" + l.Addr().String() + "/", nil
}
