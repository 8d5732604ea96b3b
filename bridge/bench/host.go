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
func passed(upstream *url.URL) http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(upstream) }}
}

// emptied passes a site on, with the empty program in the place of its own.
func emptied(upstream *url.URL, program, entry []byte) http.Handler {
	site := passed(upstream)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path.Base(r.URL.Path) {
		case "poplab.wasm":
			answer(w, "application/wasm", program)
		case "main.js":
			answer(w, "text/javascript; charset=utf-8", entry)
		default:
			site.ServeHTTP(w, r)
		}
	})
}

// answer sends what brotli has packed, to be kept as the site's own assets are.
func answer(w http.ResponseWriter, kind string, packed []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Encoding", "br")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(packed) // a browser that went away needs nothing
}

func pack(octets []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(octets) // a buffer takes all
	w.Close()
	return b.Bytes()
}

// buildEmpty compiles the empty program as ./web/build compiles that of the page, and
// gives it and the module that starts it.
func buildEmpty(ctx context.Context, dir string) (program, entry []byte, err error) {
	out := filepath.Join(dir, "empty.wasm")
	build := exec.CommandContext(ctx, "go", "run", "./web/build", "-only", "./bridge/bench/page/empty", "-o", out)
	if said, err := build.CombinedOutput(); err != nil {
		return nil, nil, fmt.Errorf("build the empty program: %w\n%s", err, said)
	}
	if program, err = os.ReadFile(out); err != nil {
		return nil, nil, err
	}
	name, err := wasmExec(ctx)
	if err != nil {
		return nil, nil, err
	}
	start, err := os.ReadFile(name)
	return pack(program), pack(append(start, emptyEntry...)), err
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

// serveBeside serves two sites that take the same way through this program: the one
// upstream as it is, and the one with the empty program.
func serveBeside(ctx context.Context, upstream *url.URL, program, entry []byte) (addresses []string, err error) {
	for _, h := range []http.Handler{passed(upstream), emptied(upstream, program, entry)} {
		l, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		s := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
		go s.Serve(l) // until it is closed
		context.AfterFunc(ctx, func() { s.Close() })
		addresses = append(addresses, "http://"+l.Addr().String()+"/")
	}
	return addresses, nil
}
