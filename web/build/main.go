// Build makes everything that a browser gets, in web/dist:
//
//	poplab.wasm    ./wasm, compiled for GOOS=js GOARCH=wasm
//	notes.*.txt    the texts of the notes, of which the page hands one to poplab.wasm
//	world.*.txt    those of the simulated world, for pages that meet one of its lines
//	icon-*.png     the icon of the site, for those who install it
//	base.js ...    modules that go together, those of web/static without their comments
//	               and the wasm_exec.js of the compiler: see poplab/web/join
//	single/all.js  all modules, for a site in a single file
//	all else       a copy of web/static
//
// Beside each file that compresses well stand its .br and .gz forms, made once
// here rather than at each request, so that they can afford the best quality.
// The same sources and the same compiler give the same octets.
//
// Run it at the top of the module: go run ./web/build
//
// With -lines the WebAssembly keeps the names, lines and arguments of its stack
// traces, so that they can be read, and is a third larger.
//
// With -only and -o it compiles nothing but that package, as it does ./wasm, into that
// file.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"poplab/web/join"
)

const (
	static = "web/static"
	dist   = "web/dist"
	texts  = "wasm/*/*.??.txt" // of each language: notes, those of the world, and phrases
	wasm   = "poplab.wasm"
	single = "single/all.js"
)

func main() {
	lines := flag.Bool("lines", false, "keep what stack traces show of the WebAssembly")
	only := flag.String("only", "", "compile this package and do nothing else")
	out := flag.String("o", "", "the file for -only")
	flag.Parse()
	if *only != "" {
		if err := compileTo(*out, *only, *lines); err != nil {
			fmt.Fprintln(os.Stderr, "web/build:", err)
			os.Exit(1)
		}
		return
	}
	if err := build(*lines); err != nil {
		fmt.Fprintln(os.Stderr, "web/build:", err)
		os.Exit(1)
	}
}

func compileTo(out, pkg string, lines bool) error {
	file, err := compile(pkg, lines)
	if err != nil {
		return err
	}
	return os.WriteFile(out, file, 0o644)
}

// build compiles last, so that a page can be tried while the engine is broken.
func build(lines bool) error {
	files, err := readStatic()
	if err != nil {
		return err
	}
	if files["wasm_exec.js"], err = wasmExec(); err != nil {
		return err
	}
	if err := addTexts(files); err != nil {
		return err
	}
	if err := addIcons(files); err != nil {
		return err
	}
	if files, err = joined(files); err != nil {
		return err
	}
	if err := writeAll(files); err != nil {
		return err
	}
	if files[wasm], err = compile("./wasm", lines); err != nil {
		return err
	}
	if err := writeAll(files); err != nil {
		return err
	}
	if err := removeStale(files); err != nil {
		return err
	}
	return printSizes(os.Stdout, files)
}

// joined puts modules together: for sites of many files, and for those of one.
func joined(files map[string][]byte) (map[string][]byte, error) {
	inPage := maps.Clone(files)
	delete(inPage, "sw.js")
	all, err := join.All(inPage)
	if err != nil {
		return nil, err
	}
	delete(files, "single.js")
	made, err := join.Apply(files)
	if err == nil {
		made[single] = all
	}
	return made, err
}

// readStatic gives the files of web/static by name.
func readStatic() (map[string][]byte, error) {
	files := map[string][]byte{}
	tree := os.DirFS(static)
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		files[name] = strip(name, text)
		return err
	})
	return files, err
}

// addTexts adds what the program says: in each language the notes that every page needs,
// those of what a simulated world has besides, and but for English the phrases.
func addTexts(files map[string][]byte) error {
	names, err := filepath.Glob(texts)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text = forPeople.ReplaceAll(text, nil)
		if !strings.HasPrefix(filepath.Base(name), "phrases.") { // whose keys are sentences
			text = nameOfKey.ReplaceAll(text, []byte("-: "))
		}
		files[filepath.Base(name)] = text
	}
	return err
}

// What a file of texts has for people is left out: remarks, empty lines, and the names of
// notes, which the program knows by their place.
var (
	forPeople = regexp.MustCompile(`(?m)^(#.*)?\n`)
	nameOfKey = regexp.MustCompile(`(?m)^\w+: `)
)

// wasmExec is the script that starts a Go program in a browser.
func wasmExec() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js"))
}

// removeStale takes away what an earlier build left and this one does not make.
func removeStale(files map[string][]byte) error {
	keep := []string{".gitignore"}
	for name := range files {
		keep = append(keep, name)
		for _, e := range encodings {
			if compressible(name) {
				keep = append(keep, name+e.suffix)
			}
		}
	}
	return fs.WalkDir(os.DirFS(dist), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(keep, name) {
			return err
		}
		return os.Remove(filepath.Join(dist, name))
	})
}
