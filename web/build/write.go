package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// encodings are the compressed forms, by the suffix of their files. Browsers
// offer brotli only on https and localhost, so plain http elsewhere needs gzip.
var encodings = []struct {
	suffix string
	writer func(io.Writer) (io.WriteCloser, error)
}{
	{".gz", func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzip.BestCompression) }},
	{".br", func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterLevel(w, brotli.BestCompression), nil
	}},
}

// compressible says whether a file is worth compressing. Pictures and fonts
// other than SVG are compressed by their own format, and what no host sends by itself
// needs no form to be sent in.
func compressible(name string) bool {
	if name == single {
		return false
	}
	switch path.Ext(name) {
	case ".wasm", ".js", ".css", ".svg", ".json", ".webmanifest", ".html", ".txt":
		return true
	}
	return false
}

func writeAll(files map[string][]byte) error {
	for name, content := range files {
		if err := write(name, content); err != nil {
			return err
		}
	}
	return nil
}

// write brings one file and its compressed forms up to date. Brotli at its best
// takes seconds for the WebAssembly, so a file that did not change is left as
// it is. The plain file comes last: as long as it is old, its forms are too.
func write(name string, content []byte) error {
	target := filepath.Join(dist, name)
	if unchanged(target, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.Remove(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range encodings {
		if !compressible(name) {
			break
		}
		packed, err := compress(content, e.writer)
		if err != nil {
			return err
		}
		if err := os.WriteFile(target+e.suffix, packed, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(target, content, 0o644)
}

// unchanged says whether the file holds that content already, which means that
// its compressed forms are those of that content too.
func unchanged(target string, content []byte) bool {
	old, err := os.ReadFile(target)
	return err == nil && bytes.Equal(old, content)
}

func compress(content []byte, writer func(io.Writer) (io.WriteCloser, error)) ([]byte, error) {
	var packed bytes.Buffer
	w, err := writer(&packed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
