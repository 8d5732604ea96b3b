package site

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"poplab/lessons"
	"poplab/web"
)

// first and second are lessons to show.
var (
	first  = lessons.Lesson{ID: "L1", Title: "First", Goal: "Do it."}
	second = lessons.Lesson{ID: "L2", Title: "Second", Goal: "Do more."}
)

func show(t *testing.T, s *Site, remarks Remarks, list ...lessons.Lesson) {
	t.Helper()
	if err := s.Show(lessons.Course{Lessons: list}, remarks); err != nil {
		t.Fatal(err)
	}
}

// What is shown is exchanged as a whole, and a page that did not change is not
// sent again.
func TestShow(t *testing.T) {
	s := siteWith(t, true)
	old := ask(s, "GET", "/lessons/L1/").Header().Get("ETag")
	show(t, s, Remarks{}, first, second)
	if w := ask(s, "GET", "/lessons/L2/"); w.Code != 200 || !strings.Contains(w.Body.String(), "Second") {
		t.Errorf("the new lesson: %d", w.Code)
	}
	if w := ask(s, "GET", "/practice/", "If-None-Match", ask(s, "GET", "/practice/").Header().Get("ETag")); w.Code != 304 {
		t.Errorf("a page that did not change: %d", w.Code)
	}
	if w := ask(s, "GET", "/lessons/L1/", "If-None-Match", old); w.Code != 200 {
		t.Errorf("a page with another neighbour: %d", w.Code)
	}
	show(t, s, Remarks{}, second)
	if w := ask(s, "GET", "/lessons/L1/"); w.Code != 404 {
		t.Errorf("the lesson that is gone: %d", w.Code)
	}
}

// Files of a lesson lie below its page, as they are.
func TestFilesOfLessons(t *testing.T) {
	s := newSite(t)
	l := first
	l.Files = []lessons.File{{Name: "a.png", Octets: []byte("png")}, {Name: "b/c.xyz", Octets: []byte("<script>")}}
	show(t, s, Remarks{}, l)
	for path, mime := range map[string]string{"/lessons/L1/a.png": "image/png", "/lessons/L1/b/c.xyz": "application/octet-stream"} {
		if w := ask(s, "GET", path, "Accept-Encoding", "br, gzip"); w.Code != 200 || w.Header().Get("Content-Type") != mime || w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: %d, %v", path, w.Code, w.Header())
		}
	}
	if w := ask(s, "GET", "/lessons/L1/secret.txt"); w.Code != 404 {
		t.Errorf("another file: %d", w.Code)
	}
}

// An author sees mistakes in the page of their lesson; text of the file stays text.
func TestRemarks(t *testing.T) {
	s := siteWith(t, true)
	wrong := web.Mistake{
		Problem: lessons.Problem{File: "a/L1.md", Line: 7, Column: 3, Message: "<b> is wrong"},
		Excerpt: []lessons.SourceLine{{Number: 6, Before: "before"}, {Number: 7, Before: "  ", Marked: "<i>", After: " x"}},
	}
	remarks := Remarks{
		Mistakes: map[string][]web.Mistake{"/lessons/L1/": {wrong}, "/lessons/L3/": {wrong, wrong}},
		Broken:   []string{"/lessons/L3/"},
		Moved:    map[string]string{"/lessons/old/": "/lessons/L1/"},
	}
	show(t, s, remarks, first)
	for path, want := range map[string][]string{
		"/lessons/L1/": {"First", "One problem in this lesson", "a/L1.md:7:3", "&lt;b&gt; is wrong", "<mark>&lt;i&gt;</mark> x", "mistakes.css"},
		"/lessons/L3/": {"cannot be shown yet", "2 problems in this lesson", "a/L1.md:7:3"},
	} {
		w := ask(s, "GET", path)
		for _, text := range want {
			if w.Code != 200 || !strings.Contains(w.Body.String(), text) {
				t.Errorf("%s: %d, no %q", path, w.Code, text)
			}
		}
	}
	if w := ask(s, "GET", "/lessons/OLD"); w.Code != 307 || w.Header().Get("Location") != "/lessons/L1/" {
		t.Errorf("a lesson with another id: %d to %q", w.Code, w.Header().Get("Location"))
	}
	if page := ask(s, "GET", "/practice/").Body.String(); strings.Contains(page, "mistakes") {
		t.Error("a page without mistakes speaks of some")
	}
}

var tagInPage = regexp.MustCompile(`<script type="module" src="/assets/[0-9a-f]+/reload\.js" data-tag="([0-9a-f]+)"></script></head>`)

func tagIn(t *testing.T, s *Site, path string) string {
	t.Helper()
	found := tagInPage.FindStringSubmatch(ask(s, "GET", path).Body.String())
	if found == nil {
		t.Fatalf("%s has no script that reloads it", path)
	}
	return found[1]
}

// stream opens the news of a page; what comes through the channel are tags, until
// the stream ends.
func stream(t *testing.T, url, page string) <-chan string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), "GET", url+"/reload?page="+page, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "poplab.test"
	response, err := http.DefaultClient.Do(request)
	if err != nil || response.StatusCode != 200 || response.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%v: %v", err, response)
	}
	tags := make(chan string)
	go func() {
		defer close(tags)
		defer response.Body.Close()
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if tag, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				tags <- tag
			}
		}
	}()
	return tags
}

func next(t *testing.T, tags <-chan string) string {
	t.Helper()
	select {
	case tag := <-tags:
		return tag
	case <-time.After(10 * time.Second):
		t.Fatal("the stream is silent")
		return ""
	}
}

// A page hears its own tag until it changes, then the new one, and that of the page
// "No such page" once it is gone.
func TestNews(t *testing.T) {
	s := siteWith(t, true)
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	tags := stream(t, server.URL, "/lessons/L1/")
	if got, want := next(t, tags), tagIn(t, s, "/lessons/L1/"); got != want {
		t.Errorf("at first %s, want %s", got, want)
	}
	unchanged := tagIn(t, s, "/lessons/L1/")
	show(t, s, Remarks{}, first)
	if got := next(t, tags); got != unchanged {
		t.Errorf("a page that did not change: %s, want %s", got, unchanged)
	}
	show(t, s, Remarks{}, first, second)
	if got := next(t, tags); got == unchanged || got != tagIn(t, s, "/lessons/L1/") {
		t.Errorf("a page that changed: %s", got)
	}
	show(t, s, Remarks{}, second)
	if got := next(t, tags); got != tagIn(t, s, "/lessons/L1/") || got != tagIn(t, s, "/nothing/") {
		t.Errorf("a page that is gone: %s", got)
	}
}

// A stream stays open longer than any other answer may take, and ends with the
// server, which waits for all that is open.
func TestNewsEnd(t *testing.T) {
	s := siteWith(t, true)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := Server(s, slog.New(slog.NewTextHandler(io.Discard, nil)))
	server.ReadTimeout, server.WriteTimeout = 50*time.Millisecond, 50*time.Millisecond
	go server.Serve(l)
	tags := stream(t, "http://"+l.Addr().String(), "/lessons/L1/")
	old := next(t, tags)
	time.Sleep(150 * time.Millisecond)
	show(t, s, Remarks{}, first, second)
	if next(t, tags) == old {
		t.Error("an old stream hears of no change")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if _, open := <-tags; open {
		t.Error("the stream goes on")
	}
}

// Without authors there is nothing to reload, and no page asks for it.
func TestNoNewsForLearners(t *testing.T) {
	s := newSite(t)
	if w := ask(s, "GET", "/reload?page=/"); w.Code != 404 {
		t.Errorf("the stream: %d", w.Code)
	}
	for _, path := range []string{"/", "/lessons/L1/", "/nothing"} {
		if strings.Contains(ask(s, "GET", path).Body.String(), "reload.js") {
			t.Errorf("%s loads the script", path)
		}
	}
}

// A browser keeps a site, but none whose pages follow their author: there it forgets what
// an earlier one left.
func TestWorker(t *testing.T) {
	for _, c := range []struct {
		live bool
		want string
	}{{false, "const VERSION = "}, {true, "registration.unregister()"}} {
		w := ask(siteWith(t, c.live), "GET", "/sw.js")
		if w.Code != 200 || !strings.Contains(w.Body.String(), c.want) || w.Header().Get("Cache-Control") != revalidate {
			t.Errorf("live %v: %d, %v, %.200q", c.live, w.Code, w.Header(), w.Body)
		}
		if strings.Contains(w.Body.String(), `"bridge/"`) {
			t.Error("what the bridge reaches now is kept")
		}
	}
}
