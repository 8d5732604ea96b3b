package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// content is one thing to send, in up to three encodings.
type content struct {
	mime  string
	cache string                   // Cache-Control
	tag   string                   // the start of its ETag; "" leaves the ETag out
	forms map[string]func() []byte // by encoding; "" is the plain one
}

// encodings are those that content may have, the smallest first.
var encodings = []string{"br", "gzip"}

// send writes c in the smallest form that the client takes.
func (c *content) send(w http.ResponseWriter, r *http.Request, status int) {
	encoding := c.choose(r.Header.Get("Accept-Encoding"))
	h := w.Header()
	h.Set("Content-Type", c.mime)
	h.Set("Cache-Control", c.cache)
	h.Set("Vary", "Accept-Encoding")
	if c.tag != "" {
		// Two encodings are two representations, so they need two tags.
		h.Set("ETag", `"`+c.tag+encoding+`"`)
		if status == http.StatusOK && r.Header.Get("If-None-Match") == h.Get("ETag") {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	octets := c.forms[encoding]()
	h.Set("Content-Length", strconv.Itoa(len(octets)))
	w.WriteHeader(status)
	w.Write(octets) // net/http drops them for HEAD
}

// choose picks the first of encodings that there is and that the client takes.
func (c *content) choose(accept string) string {
	for _, e := range encodings {
		if c.forms[e] != nil && accepts(accept, e) {
			return e
		}
	}
	return ""
}

// accepts reads an Accept-Encoding header such as "gzip;q=0.5, br".
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, q, weighted := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) != encoding {
			continue
		}
		weight, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(q), "q="), 64)
		return !weighted || err == nil && weight > 0
	}
	return false
}

func (c *content) plain() []byte { return c.forms[""]() }

// as gives octets that are there already, as a form.
func as(octets []byte) func() []byte { return func() []byte { return octets } }

// compressed makes content of a text that is known at start only, with its tag. Each form is
// packed when it is asked for first: all pages at once would keep a start waiting for a second,
// for pages that nobody may open. Brotli stays below its best, which takes ten times as long for 3 %.
func compressed(mime, cache, tag string, plain []byte) *content {
	pack := func(writer func(io.Writer) io.WriteCloser) func() []byte {
		return sync.OnceValue(func() []byte {
			var packed bytes.Buffer
			w := writer(&packed)
			w.Write(plain) // a bytes.Buffer cannot fail
			w.Close()
			return packed.Bytes()
		})
	}
	return &content{mime: mime, cache: cache, tag: tag, forms: map[string]func() []byte{
		"":     as(plain),
		"br":   pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 9) }),
		"gzip": pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }),
	}}
}
