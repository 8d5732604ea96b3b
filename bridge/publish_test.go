package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// published writes a site and gives where it is.
func published(t *testing.T, out string, args ...string) string {
	t.Helper()
	status, _, stderr := call(append([]string{"site", "-out", out}, args...)...)
	if status != 0 {
		if strings.Contains(stderr, "not built") {
			missing(t, "the built site (make)")
		}
		t.Fatalf("poplab site: status %d, %s", status, stderr)
	}
	return out
}

// What poplab wrote it replaces, and takes away what is not part of the site any more. What
// others wrote stays.
func TestPublishAgain(t *testing.T) {
	dir := published(t, filepath.Join(t.TempDir(), "public"))
	if _, err := os.Stat(filepath.Join(dir, "de", "lessons", "L1", "index.html")); err != nil {
		t.Error(err)
	}
	added := filepath.Join(dir, "robots.txt")
	if err := os.WriteFile(added, []byte("User-agent: *\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	published(t, dir, "-lang", "en")
	if _, err := os.Stat(filepath.Join(dir, "de")); !os.IsNotExist(err) {
		t.Errorf("the pages in German are still there (%v)", err)
	}
	if _, err := os.Stat(added); err != nil {
		t.Error(err)
	}
}

// The list of files may have been changed: nothing outside of the folder is touched.
func TestPublishStaysInside(t *testing.T) {
	above := t.TempDir()
	dir, outside := filepath.Join(above, "public"), filepath.Join(above, "mine.txt")
	for name, text := range map[string]string{outside: "mine", filepath.Join(dir, listFile): listHead + "../mine.txt\n" + outside + "\n"} {
		if err := putFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	published(t, dir)
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

func TestPublishSingle(t *testing.T) {
	file := filepath.Join(t.TempDir(), "course.html")
	published(t, file, "-single")
	published(t, file, "-single", "-lang", "de")
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `data-page="/" data-title="Sprich POP3 - poplab" data-language="de"`) {
		t.Errorf("the first page is not that in German (%v)", err)
	}
	if err := os.WriteFile(file, []byte("<p>mine</p>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := call("site", "-single", "-out", file); status != 1 || !strings.Contains(stderr, "did not write this file") {
		t.Errorf("status %d, %q", status, stderr)
	}
}

// Lessons with mistakes are told, and nothing is written.
func TestPublishChecksLessons(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	if err := os.WriteFile(filepath.Join(dir, "tea.md"), []byte("# Tea\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	status, _, stderr := call("site", "-out", out, "-lessons", dir)
	if status != 1 || !strings.Contains(stderr, "tea.md:") || !strings.Contains(stderr, "nothing is written") {
		t.Errorf("status %d, %q", status, stderr)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Errorf("something was written (%v)", err)
	}
}
