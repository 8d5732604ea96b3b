package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// inEmptyModule moves the test to a directory with nothing in it.
func inEmptyModule(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(dist, 0o755); err != nil {
		t.Fatal(err)
	}
}

func built(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dist, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestWriteCompresses(t *testing.T) {
	inEmptyModule(t)
	content := []byte(strings.Repeat("let octets = 120\n", 100))
	if err := writeAll(map[string][]byte{"sub/main.js": content, "logo.png": content}); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(built(t, "sub/main.js.gz")))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{
		"plain":  bytes.NewReader(built(t, "sub/main.js")),
		"gzip":   z,
		"brotli": brotli.NewReader(bytes.NewReader(built(t, "sub/main.js.br"))),
	} {
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s: %d octets, %v", name, len(got), err)
		}
	}
	if _, err := os.Stat(filepath.Join(dist, "logo.png.br")); err == nil {
		t.Error("a picture was compressed again")
	}
}

// A file that is as it was keeps its compressed forms, which are slow to make.
func TestWriteSkipsTheUnchanged(t *testing.T) {
	inEmptyModule(t)
	form := filepath.Join(dist, "style.css.br")
	for _, tc := range []struct {
		content string
		kept    bool
	}{{"a{}", false}, {"a{}", true}, {"b{}", false}} {
		if err := os.WriteFile(form, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := write("style.css", []byte(tc.content)); err != nil {
			t.Fatal(err)
		}
		if kept := string(built(t, "style.css.br")) == "old"; kept != tc.kept {
			t.Errorf("%s: kept %v, want %v", tc.content, kept, tc.kept)
		}
	}
}

func TestRemoveStale(t *testing.T) {
	inEmptyModule(t)
	if err := writeAll(map[string][]byte{".gitignore": nil, "main.js": []byte("1"), "old.js": []byte("2")}); err != nil {
		t.Fatal(err)
	}
	if err := removeStale(map[string][]byte{"main.js": nil}); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(dist + "/*")
	if err != nil {
		t.Fatal(err)
	}
	want := "web/dist/.gitignore web/dist/main.js web/dist/main.js.br web/dist/main.js.gz"
	if got := strings.Join(left, " "); got != want {
		t.Errorf("left: %s, want %s", got, want)
	}
}

func TestPrintSizes(t *testing.T) {
	inEmptyModule(t)
	files := map[string][]byte{wasm: bytes.Repeat([]byte("w"), 4096), "main.js": bytes.Repeat([]byte("j"), 1024)}
	if err := writeAll(files); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := printSizes(&out, files); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"poplab.wasm                4.0", "all but the WASM           1.0", "all                        5.0"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}
