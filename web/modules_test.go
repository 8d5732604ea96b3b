package web

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"poplab/web/join"
)

var imported = regexp.MustCompile(`(?m)^import (?:.* from )?'\./([^']+)';`)

// A module that is imported and not preloaded costs a round trip, and one that is
// preloaded and not imported costs its octets.
func TestModulesArePreloaded(t *testing.T) {
	for _, d := range allPages(t) {
		preloaded := map[string]bool{}
		for _, l := range d.elements("link") {
			if attr(l, "rel") == "modulepreload" {
				preloaded[strings.TrimPrefix(d.resolve(attr(l, "href")), options.Assets)] = true
			}
		}
		modules := map[string]bool{}
		for _, entry := range d.entries() {
			walkImports(t, entry, modules)
		}
		needed := map[string]bool{}
		for _, file := range join.Files(slices.Sorted(maps.Keys(modules))) {
			needed[file] = true
		}
		if got, want := fmt.Sprint(preloaded), fmt.Sprint(needed); got != want {
			t.Errorf("%s preloads %s, its modules import %s", d.path, got, want)
		}
	}
}

// entries are the modules that begin the page.
func (d document) entries() []string {
	var list []string
	for _, s := range d.elements("script") {
		if attr(s, "type") == "module" {
			list = append(list, strings.TrimPrefix(d.resolve(attr(s, "src")), options.Assets))
		}
	}
	return list
}

func walkImports(t *testing.T, module string, needed map[string]bool) {
	t.Helper()
	if slices.Contains(made, module) {
		return
	}
	code, err := os.ReadFile("static/" + module)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range imported.FindAllSubmatch(code, -1) {
		if name := string(m[1]); !needed[name] {
			needed[name] = true
			walkImports(t, name, needed)
		}
	}
}

// Text enters the document as text, whatever a server says.
func TestModulesWriteNoHTML(t *testing.T) {
	err := fs.WalkDir(os.DirFS("static"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".js") {
			return err
		}
		code, err := os.ReadFile("static/" + name)
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://"} {
			if bytes.Contains(code, []byte(bad)) {
				t.Errorf("%s uses %s", name, bad)
			}
		}
		if !bytes.HasPrefix(code, []byte("// @ts-check\n")) {
			t.Errorf("%s is not type-checked", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
