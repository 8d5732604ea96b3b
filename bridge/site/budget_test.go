package site

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"poplab/web"
)

// The network decides how soon the first page is up: on a slow mobile line a
// KiB more is about 5 ms more.
const (
	wasmBudget    = 480 << 10 // octets, brotli
	requestBudget = 12        // with the page itself and the WASM
)

// pageBudgets are octets, brotli: all that the home page of a language loads but the WASM. In
// German the notes are longer, and the page has the words of its modules besides.
var pageBudgets = map[string]int{"/": 40 << 10, "/de/": 44 << 10}

// TestFirstPage loads the home page of each language as a browser does: the page, what it
// names, and what those modules import.
func TestFirstPage(t *testing.T) {
	h, err := New(Options{Hosts: []string{"poplab.test"}, Targets: []web.Target{{Name: "practice", Address: "127.0.0.1:1110"}}})
	if err == ErrNotBuilt && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for home := range pageBudgets {
		t.Run(home, func(t *testing.T) { testFirstPage(t, h, home) })
	}
}

func testFirstPage(t *testing.T, h http.Handler, home string) {
	prefix := strings.TrimSuffix(assetURL(t, h, ""), "/")
	found := map[string]bool{}
	page := ask(h, "GET", home)
	for _, m := range regexp.MustCompile(`"(?:\.\./)?`+prefix[1:]+`/([^"]+)"`).FindAllStringSubmatch(page.Body.String(), -1) {
		follow(t, h, prefix, m[1], found)
	}
	if !found["poplab.wasm"] || !found["bench.js"] {
		t.Fatalf("the home page does not lead to the WASM and its script: %v", found)
	}
	total := octets(h, home)
	t.Logf("%-14s %7d octets", home, total)
	for name := range found {
		n := octets(h, prefix+"/"+name)
		t.Logf("%-14s %7d octets", name, n)
		if name != "poplab.wasm" {
			total += n
		} else if n > wasmBudget {
			t.Errorf("poplab.wasm has %d octets, more than %d", n, wasmBudget)
		}
	}
	t.Logf("without the WASM: %d octets, %d requests", total, 1+len(found))
	if budget := pageBudgets[home]; total > budget {
		t.Errorf("the first page has %d octets without the WASM, more than %d", total, budget)
	}
	if 1+len(found) > requestBudget {
		t.Errorf("the first page needs %d requests, more than %d", 1+len(found), requestBudget)
	}
}

var imported = regexp.MustCompile(`(?m)^\s*(?:import|export)\b[^'"]*['"]\./([^'"]+)['"]`)

// follow notes a file and, where it is a module, those that it imports.
func follow(t *testing.T, h http.Handler, prefix, name string, found map[string]bool) {
	if found[name] {
		return
	}
	found[name] = true
	w := ask(h, "GET", prefix+"/"+name)
	if w.Code != 200 {
		t.Errorf("%s: status %d", name, w.Code)
	}
	if !strings.HasSuffix(name, ".js") {
		return
	}
	for _, m := range imported.FindAllStringSubmatch(w.Body.String(), -1) {
		follow(t, h, prefix, m[1], found)
	}
}

// octets is the size of a file as browsers get it.
func octets(h http.Handler, path string) int {
	return ask(h, "GET", path, "Accept-Encoding", "br").Body.Len()
}
