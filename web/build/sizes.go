package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// sizes are octets of one file, plain and compressed.
type sizes struct{ raw, gzip, brotli int64 }

func (s *sizes) add(o sizes) {
	s.raw += o.raw
	s.gzip += o.gzip
	s.brotli += o.brotli
}

// printSizes prints what a browser loads, in KiB. The network decides how soon
// the first page is up, so every build shows what it costs.
func printSizes(w io.Writer, files map[string][]byte) error {
	var page, all sizes
	fmt.Fprintf(w, "%-20s %9s %9s %9s\n", "web/dist, in KiB", "raw", "gzip", "brotli")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name == single {
			continue // part of another site
		}
		s, err := measure(name)
		if err != nil {
			return err
		}
		all.add(s)
		if name != wasm {
			page.add(s)
		}
		printRow(w, name, s)
	}
	printRow(w, "all but the WASM", page)
	printRow(w, "all", all)
	return nil
}

func printRow(w io.Writer, name string, s sizes) {
	kib := func(octets int64) float64 { return float64(octets) / 1024 }
	fmt.Fprintf(w, "%-20s %9.1f %9.1f %9.1f\n", name, kib(s.raw), kib(s.gzip), kib(s.brotli))
}

// measure reads the sizes of one built file. A file without a compressed form
// is sent as it is.
func measure(name string) (sizes, error) {
	info, err := os.Stat(filepath.Join(dist, name))
	if err != nil {
		return sizes{}, err
	}
	s := sizes{info.Size(), info.Size(), info.Size()}
	for suffix, octets := range map[string]*int64{".gz": &s.gzip, ".br": &s.brotli} {
		info, err := os.Stat(filepath.Join(dist, name+suffix))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return sizes{}, err
		}
		*octets = info.Size()
	}
	return s, nil
}
