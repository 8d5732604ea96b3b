package site

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// content is one thing to send, in up to three encodings.
type content struct {
	mime  string
	cache string            // Cache-Control
	tag   string            // the start of its ETag; "" leaves the ETag out
	forms map[string][]byte // by encoding; "" is the plain form and always there
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
	h.Set("Content-Length", strconv.Itoa(len(c.forms[encoding])))
	w.WriteHeader(status)
	w.Write(c.forms[encoding]) // net/http drops it for HEAD
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

// compressed makes content of a text that is known at start only, with its tag. Brotli stays
// below its best here, which would make a start ten times slower for 3 %.
func compressed(mime, cache, tag string, plain []byte) *content {
	var br, gz bytes.Buffer
	b := brotli.NewWriterLevel(&br, 9)
	b.Write(plain) // a bytes.Buffer cannot fail
	b.Close()
	g := gzip.NewWriter(&gz)
	g.Write(plain)
	g.Close()
	return &content{
		mime: mime, cache: cache, tag: tag,
		forms: map[string][]byte{"": plain, "br": br.Bytes(), "gzip": gz.Bytes()},
	}
}
