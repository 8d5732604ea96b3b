package main

import (
	"bytes"
	"context"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"poplab/bridge/site"
	"poplab/lessons"
)

// folder is a folder of lessons and the site that follows it.
type folder struct {
	t     *testing.T
	dir   string
	class *classroom
	told  bytes.Buffer
}

// newFolder makes a site without assets, which shows an empty folder.
func newFolder(t *testing.T) *folder {
	t.Helper()
	s, err := site.New(site.Options{
		Course: lessons.Course{Lessons: []lessons.Lesson{{ID: "L1", Title: "Built in", File: "L1/lesson.md"}}},
		Hosts:  []string{"example.com"}, // as httptest asks
		Live:   true,
		Dist:   fstest.MapFS{"poplab.wasm": {}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f := &folder{t: t, dir: filepath.Join(t.TempDir(), "course")}
	if f.class, err = newClassroom("", &f.told); err != nil {
		t.Fatal(err)
	}
	f.class.dir = f.dir
	f.class.builtin = lessons.Course{}
	f.class.site = s
	return f
}

// write saves a file as a simple editor does.
func (f *folder) write(name, text string) {
	f.t.Helper()
	file := filepath.Join(f.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		f.t.Fatal(err)
	}
	writeFile(f.t, file, text)
}

// remove takes a file away, or all of them.
func (f *folder) remove(name string) {
	f.t.Helper()
	if err := os.RemoveAll(filepath.Join(f.dir, name)); err != nil {
		f.t.Fatal(err)
	}
}

// page asks for a page after the folder was read again.
func (f *folder) page(path string) *httptest.ResponseRecorder {
	f.t.Helper()
	f.class.renew(f.t.Context())
	w := httptest.NewRecorder()
	f.class.site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w
}

// shows says whether a page has all these texts.
func (f *folder) shows(path string, texts ...string) {
	f.t.Helper()
	w := f.page(path)
	for _, text := range texts {
		if w.Code != 200 || !strings.Contains(w.Body.String(), text) {
			f.t.Errorf("%s has status %d and no %q", path, w.Code, text)
		}
	}
}

// lacks says whether a page is free of a text.
func (f *folder) lacks(path, text string) {
	f.t.Helper()
	if w := f.page(path); w.Code != 200 || strings.Contains(w.Body.String(), text) {
		f.t.Errorf("%s has status %d, and %q in it", path, w.Code, text)
	}
}

// tells says whether the last thing that was told begins so, and forgets it.
func (f *folder) tells(want string) {
	f.t.Helper()
	if got := f.told.String(); !strings.HasPrefix(got, want) || want == "" && got != "" {
		f.t.Errorf("told %q, want %q", got, want)
	}
	f.told.Reset()
}

var titleLine = regexp.MustCompile(`(?m)^title: .*$`)

// titled is a lesson that works, with an id and a title.
func titled(id, title string) string {
	done := false
	return titleLine.ReplaceAllStringFunc(lessons.Skeleton(id), func(line string) string {
		if done {
			return line
		}
		done = true
		return "title: " + title
	})
}

// wrong is the lesson with a mistake in line 3.
func wrong(id, title string) string {
	return strings.Replace(titled(id, title), "\ntitle: ", "\ntitel: ", 1)
}

// A lesson that breaks says so on its own page and stays in the list, and is there
// again when it is right.
func TestLessonBreaksAndIsRepaired(t *testing.T) {
	f := newFolder(t)
	f.write("tea/lesson.md", titled("tea", "Five o'clock"))
	f.shows("/lessons/tea/", "<h1>Five o&#39;clock</h1>")
	f.shows("/lessons/", "Five o&#39;clock", "/lessons/tea/")
	f.tells("")

	f.write("tea/lesson.md", wrong("tea", "Five o'clock"))
	place := filepath.Join(f.dir, "tea", "lesson.md") + ":3:1"
	f.shows("/lessons/tea/", "cannot be shown yet", place, "unknown key", "<mark>titel: Five o&#39;clock</mark>")
	f.lacks("/lessons/tea/", "<h1>Five")
	f.shows("/lessons/", "Five o&#39;clock")
	f.lacks("/lessons/", "unknown key")
	f.tells(place)
	f.shows("/lessons/tea/", place)
	f.tells("") // once is enough

	f.write("tea/lesson.md", titled("tea", "Six o'clock"))
	f.shows("/lessons/tea/", "<h1>Six o&#39;clock</h1>")
	f.lacks("/lessons/tea/", "problem")
	f.tells("The lessons in " + f.dir + " are right again.\n")
}

// What Load takes and playing does not is shown with the lesson.
func TestLessonWithWrongTranscript(t *testing.T) {
	f := newFolder(t)
	f.write("tea.md", strings.Replace(titled("tea", "Tea"), "\nS: +OK ", "\nS: +OK, ", 1))
	f.shows("/lessons/tea/", "<h1>Tea</h1>", "in this lesson</h2>", "S: +OK, ")
	f.tells(filepath.Join(f.dir, "tea.md") + ":")
}

func TestLessonThatWasNeverRight(t *testing.T) {
	f := newFolder(t)
	f.write("tea/lesson.md", wrong("tea", "Tea"))
	f.write("coffee.md", "Just text.\n")
	f.write("milk/lesson.md", "\xff\xfe")
	for path, line := range map[string]string{"/lessons/tea/": ":3:1", "/lessons/coffee/": ":1:1", "/lessons/milk/": ":1:1"} {
		f.shows(path, "cannot be shown yet", line)
		f.shows("/lessons/", path)
	}
}

func TestFilesComeAndGo(t *testing.T) {
	f := newFolder(t)
	f.write("a.md", titled("tea", "Tea"))
	f.shows("/lessons/tea/", "Tea")
	f.write("b/lesson.md", titled("milk", "Milk"))
	f.shows("/lessons/milk/", "Milk")
	f.remove("b")
	if w := f.page("/lessons/milk/"); w.Code != 404 {
		t.Errorf("a lesson that is gone has status %d", w.Code)
	}
	f.shows("/lessons/tea/", "Tea")
	f.write("b.md", titled("tea", "Another"))
	f.shows("/lessons/tea/", "<h1>Tea</h1>", "is in a.md already")
}

func TestIDIsChanged(t *testing.T) {
	f := newFolder(t)
	f.write("a.md", titled("tea", "Tea"))
	f.shows("/lessons/tea/", "Tea")
	f.write("a.md", titled("chai", "Tea"))
	if w := f.page("/lessons/tea/"); w.Code != 307 || w.Header().Get("Location") != "/lessons/chai/" {
		t.Errorf("the old path: %d to %q", w.Code, w.Header().Get("Location"))
	}
	f.write("b.md", titled("tea", "Really tea"))
	f.shows("/lessons/tea/", "Really tea")
}

// A folder that is gone, as while a branch is checked out, leaves its lessons on the
// site.
// unnoted is a line of a transcript: a translation has a note below each.
var unnoted = regexp.MustCompile(`(?m)^[CSL]: .*\n`)

// A translation is followed as its lesson is; with a mistake in it the original takes its
// place, below the mistake.
func TestTranslationIsFollowed(t *testing.T) {
	f := newFolder(t)
	f.write("L1/lesson.md", titled("L1", "Tea"))
	german := unnoted.ReplaceAllString(titled("L1", "Tee"), "$0# Eine Erläuterung.\n")
	f.write("de/L1/lesson.md", german)
	f.shows("/de/lessons/L1/", "<h1>Tee</h1>", `<html lang="de">`)
	f.shows("/lessons/L1/", "<h1>Tea</h1>")
	f.write("de/L1/lesson.md", strings.Replace(german, "minutes: ", "minutes: 1", 1))
	f.shows("/de/lessons/L1/", "<h1>Tea</h1>", "the number of minutes differs", "noch nicht übersetzt")
	f.remove("de")
	f.shows("/de/lessons/L1/", "<h1>Tea</h1>", `<article class="lesson" id="lesson" data-lesson="L1" lang="en">`)
}

func TestFolderComesBack(t *testing.T) {
	f := newFolder(t)
	f.shows("/lessons/", "no lesson here")
	f.write("a.md", titled("tea", "Tea"))
	f.shows("/lessons/tea/", "Tea")
	f.told.Reset()
	f.remove("")
	f.shows("/lessons/tea/", "<h1>Tea</h1>", "no lesson here")
	f.tells(f.dir + ": no lesson here")
	f.write("a.md", titled("tea", "Tea again"))
	f.shows("/lessons/tea/", "<h1>Tea again</h1>")
	f.lacks("/lessons/tea/", "no lesson here")
}

// One look differs from the next when anything changed that a lesson may use, and
// only then.
func TestLook(t *testing.T) {
	f := newFolder(t)
	before := look(f.dir)
	for _, change := range []func(){
		func() { f.write("a.md", "a") },
		func() { f.write("a.md", "ab") },
		func() { f.write("b/mail.eml", "a") },
		func() { f.remove("b/mail.eml") },
		func() { // an editor writes a new file and renames it
			f.write("b/.tmp", "xy")
			before = look(f.dir)
			os.Rename(filepath.Join(f.dir, "b/.tmp"), filepath.Join(f.dir, "a.md"))
		},
		func() { f.remove("") },
	} {
		change()
		after := look(f.dir)
		if after == before || after != look(f.dir) {
			t.Errorf("before\n%safter\n%s", before, after)
		}
		before = after
	}
	f.write(".swap", "a")
	f.write(".git/HEAD", "a")
	if look(f.dir) != before {
		t.Error("what begins with a dot counts")
	}
}

// tap is a writer for two goroutines.
type sink struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *sink) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *sink) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// However a file is written, in the end the site has what is in it.
func TestFollow(t *testing.T) {
	f := newFolder(t)
	f.write("a.md", titled("tea", "Tea 0"))
	f.class.out = new(sink)
	f.class.renew(t.Context())
	ctx, stop := context.WithCancel(t.Context())
	var following sync.WaitGroup
	following.Go(func() { f.class.follow(ctx) })
	defer following.Wait()
	defer stop()
	file := filepath.Join(f.dir, "a.md")
	for title, save := range map[string]func(text string){
		"Tea 1": func(text string) { writeFile(t, file, text) },
		"Tea 2": func(text string) { // renamed, as many editors do
			writeFile(t, file+"~", text)
			if err := os.Rename(file+"~", file); err != nil {
				t.Error(err)
			}
		},
		"Tea 3": func(text string) { // in pieces
			out, err := os.Create(file)
			if err != nil {
				t.Fatal(err)
			}
			for piece := range strings.Lines(text) {
				io.WriteString(out, piece)
				time.Sleep(3 * time.Millisecond)
			}
			out.Close()
		},
		"Tea 4": func(text string) { // away for a while
			f.remove("")
			time.Sleep(2 * glance)
			f.write("a.md", text)
		},
	} {
		save(titled("tea", title))
		for end := time.Now().Add(patience); !strings.Contains(f.get("/lessons/tea/"), "<h1>"+title); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s was not shown; told: %s", title, f.class.out)
			}
		}
	}
}

// get is what a page shows at the moment.
func (f *folder) get(path string) string {
	w := httptest.NewRecorder()
	f.class.site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Body.String()
}
