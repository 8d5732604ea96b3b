package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"poplab/web"
)

// assets serves the built files under a prefix that changes when any of them
// does, so that browsers may keep them for ever and never mix two builds.
type assets struct {
	prefix string
	files  map[string]*content
	worker []byte // the service worker, which stands at the top of the site
}

// forever lets a browser keep an asset for a year without asking again.
const forever = "public, max-age=31536000, immutable"

// mimes are the types of the files that a build may hold. The table of the
// operating system is left out of it, since it differs between machines.
var mimes = map[string]string{
	".wasm":        "application/wasm", // compiled while it loads only under this type
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".txt":         "text/plain; charset=utf-8",
}

// suffixes of the files that hold the compressed forms, by encoding.
var suffixes = map[string]string{".br": "br", ".gz": "gzip"}

func loadAssets(dist fs.FS) (*assets, error) {
	a := &assets{files: map[string]*content{}}
	if _, err := fs.Stat(dist, "poplab.wasm"); errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	sum := sha256.New()
	err := fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if name == "single" {
			return fs.SkipDir // for sites in a single file
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		return a.add(dist, name, sum)
	})
	a.prefix = "/assets/" + hex.EncodeToString(sum.Sum(nil)[:8]) + "/"
	if worker, ok := a.files[workerFile]; ok {
		a.worker = worker.plain()
		delete(a.files, workerFile)
	}
	return a, err
}

// texts are those of the assets that stand in the pages.
func (a *assets) texts() map[string]string {
	list := map[string]string{}
	for _, name := range web.Within {
		if c, ok := a.files[name]; ok {
			list[name] = string(c.plain())
		}
	}
	return list
}

// add adds one file: a plain one, or a compressed form of one. Of what nobody asks for, the
// plain program above all, there is no copy beside the one in dist.
func (a *assets) add(dist fs.FS, name string, sum hash.Hash) error {
	octets, err := fs.ReadFile(dist, name)
	if err != nil {
		return err
	}
	file := name
	encoding := suffixes[path.Ext(name)]
	if encoding != "" {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	mime, ok := mimes[path.Ext(name)]
	if !ok {
		return fmt.Errorf("%s: bridge/site knows no type for such a file; add it to mimes", name)
	}
	if a.files[name] == nil {
		a.files[name] = &content{mime: mime, cache: forever, forms: map[string]func() []byte{}}
	}
	a.files[name].forms[encoding] = sync.OnceValue(func() []byte { return read(dist, file) })
	fmt.Fprintf(sum, "%s %s %d\n", name, encoding, len(octets))
	sum.Write(octets)
	return nil
}

// read gives a file that could be read before, and is built in.
func read(dist fs.FS, name string) []byte {
	octets, err := fs.ReadFile(dist, name)
	if err != nil {
		panic("site: " + err.Error())
	}
	return octets
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, ok := a.files[strings.TrimPrefix(r.URL.Path, a.prefix)]
	if !ok || c.forms[""] == nil {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "There is no such file in this version. Reload the page.", http.StatusNotFound)
		return
	}
	c.send(w, r, http.StatusOK)
}
