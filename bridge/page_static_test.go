package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// bareHost is a web host that knows nothing: it serves a folder below a path, packs
// nothing, and has a wrong type for what it does not know.
type bareHost struct {
	url    string // of the site, with a "/" at its end
	server *http.Server
	mu     sync.Mutex
	asked  []string
}

// newBareHost starts one. Some hosts say of a packed file that it is packed on its way,
// so that browsers unpack it.
func newBareHost(t *testing.T, dir string, unpacks bool) *bareHost {
	t.Helper()
	const below = "/courses/pop3/"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h := &bareHost{url: fmt.Sprintf("http://%s%s", l.Addr(), below)}
	files := http.StripPrefix(below, http.FileServer(http.Dir(dir)))
	h.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.Path)
		h.mu.Unlock()
		if ext := path.Ext(r.URL.Path); ext == ".gz" || ext == ".webmanifest" {
			w.Header().Set("Content-Type", "text/plain")
			if unpacks && ext == ".gz" {
				w.Header().Set("Content-Encoding", "gzip")
			}
		}
		name := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, below)))
		if _, err := os.Stat(name); err != nil || !strings.HasPrefix(r.URL.Path, below) {
			lost, _ := os.ReadFile(filepath.Join(dir, "404.html"))
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusNotFound)
			w.Write(lost)
			return
		}
		files.ServeHTTP(w, r)
	})}
	go h.server.Serve(l)
	t.Cleanup(h.stop)
	return h
}

// stop cuts the network.
func (h *bareHost) stop() { h.server.Close() }

// value evaluates an expression in the page; "" when it fails.
func (p *tab) value(expression string) string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		return ""
	}
	return text
}

// firstTask does the first task of lesson L1 or L2 on its page.
func (p *tab) firstTask(lines ...string) {
	p.t.Helper()
	p.type_(lines...)
	p.until("the first task done", func() bool {
		return strings.Contains(strings.Join(p.items("list", "Tasks"), "\n"), "done")
	})
}

// The same pages work in a folder of a host that does nothing for them, and without it
// once they were there.
func TestStaticSite(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	host := newBareHost(t, published(t, t.TempDir()), false)
	p := visit(t, newBrowser(t), host.url+"lessons/L1/")
	p.firstTask("telnet dewey 110")
	p.quiet()
	p.kept()
	if strings.Contains(strings.Join(host.asked, " "), "/de/lessons/") {
		t.Error("pages in a language that is not in use were fetched")
	}
	host.stop()
	p.do(chromedp.Reload())
	p.until("the task still done, without a network", func() bool {
		return strings.Contains(strings.Join(p.items("list", "Tasks"), "\n"), "done")
	})
	p.do(chromedp.Navigate(host.url + "practice/index.html"))
	p.find("textbox", "Command")
	p.do(chromedp.Navigate(host.url + "practice"))
	p.type_("telnet dewey 110", "USER mrose", "PASS secret")
	p.status("TRANSACTION")
	p.do(chromedp.Navigate(host.url + "annotate/"))
	p.press("telnet, with mistakes")
	p.shows("Session", "+OK POP3 server ready")
}

// kept waits until the browser has all of the site.
func (p *tab) kept() {
	p.t.Helper()
	p.value(`navigator.serviceWorker.ready.then(() => { document.body.dataset.kept = 'yes' }), ''`)
	p.until("a service worker at work", func() bool { return p.value(`document.body.dataset.kept ?? ''`) == "yes" })
}

// Keys of what a browser keeps for two sites of a host differ.
func TestStaticSitesKeepApart(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	host := newBareHost(t, published(t, t.TempDir()), true)
	p := visit(t, newBrowser(t), host.url+"lessons/L1/")
	p.firstTask("telnet dewey 110")
	keys := strings.Split(p.value(`Object.keys(localStorage).join('\n')`), "\n")
	for _, key := range keys {
		if !strings.HasPrefix(key, "poplab /courses/pop3/.") {
			t.Errorf("the browser keeps %q", key)
		}
	}
}

// The page for an address without one finds the way home, however deep it is shown.
func TestStaticLost(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	host := newBareHost(t, published(t, t.TempDir()), false)
	p := visit(t, newBrowser(t), host.url+"lessons/L1/no/such/")
	p.until("links that lead into the site", func() bool {
		return p.value(`document.querySelector('main a').href`) == host.url
	})
	p.follow("Go to the first page")
	p.shows("Session", "+OK dewey POP3 server ready")
}

// follow clicks a link.
func (p *tab) follow(name string) {
	p.t.Helper()
	p.act("link", name, "function() { this.click() }")
}

// A whole course in one file, opened from a disk.
func TestSingleFile(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	file := published(t, filepath.Join(t.TempDir(), "course.html"), "-single")
	p := visit(t, newBrowser(t), "file://"+file)
	p.shows("Session", "+OK dewey POP3 server ready")
	p.follow("First contact")
	p.until("the lesson", func() bool { return strings.Contains(p.value("document.title"), "First contact") })
	p.firstTask("telnet dewey 110")
	p.do(chromedp.Reload())
	p.until("the task still done", func() bool {
		return strings.Contains(strings.Join(p.items("list", "Tasks"), "\n"), "done")
	})
	p.follow("Visit Harish") // a place in the page
	p.until("the place in the address", func() bool { return strings.HasSuffix(p.value("location.hash"), "#/lessons/L1/#task-alone") })
	p.follow("Real server")
	p.until("what to do about a real server", func() bool { return strings.Contains(p.value("document.title"), "Real server") })
	if room := p.value("String(document.querySelector('.reading > ol > li').offsetLeft - document.querySelector('.reading > ol').offsetLeft >= 20)"); room != "true" {
		t.Error("the numbers of the list have no room")
	}
	p.follow("Annotate a log")
	p.press("telnet, with mistakes") // read by a worker
	p.shows("Session", "+OK POP3 server ready")
	p.follow("Deutsch")
	p.until("the page in German", func() bool { return p.value("document.documentElement.lang") == "de" })
	p.value(`location.hash = '#/de/lessons/L1/', ''`)
	p.until("the lesson in German", func() bool { return strings.Contains(p.value("document.title"), "Erster Kontakt") })
	p.fill("Befehl", "telnet dewey 110\r")
	p.until("the first task done, in German", func() bool {
		return strings.Contains(strings.Join(p.items("list", "Aufgaben"), "\n"), "erledigt")
	})
	p.value(`location.hash = '#/de/lessons/L99/', ''`)
	p.until("no page, in German", func() bool { return strings.Contains(p.value("document.title"), "Keine solche Seite") })
	p.follow("Geh zur ersten Seite")
	p.until("the first page in German", func() bool { return p.value("location.hash") == "#/de/" })
	p.value(`history.go(-3), ''`)
	p.until("the page in German again", func() bool { return strings.Contains(p.value("document.title"), "erläutern") })
	p.value(`history.back(), ''`)
	p.until("the page before", func() bool { return p.value("document.documentElement.lang") == "en" })
	p.quiet()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, url := range p.requests {
		if !strings.HasPrefix(url, "file://"+file) && !strings.HasPrefix(url, "blob:") && !strings.HasPrefix(url, "data:") {
			t.Errorf("the file asks for %s", url)
		}
	}
}

// A newer version comes as a whole, waits, and never takes the place of an open one by itself.
func TestNewVersionWaits(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	const added = "A mailbox with one message"
	dir := published(t, t.TempDir())
	host := newBareHost(t, dir, false)
	p := visit(t, newBrowser(t), host.url+"practice/")
	p.find("textbox", "Command")
	p.kept()

	newer := filepath.Join(t.TempDir(), "tea")
	if status, _, stderr := call("new", "lesson", newer); status != 0 {
		t.Fatal(stderr)
	}
	published(t, dir, "-lessons", newer)
	p.do(chromedp.Navigate(host.url + "lessons/"))
	p.find("button", "Use it now")
	if text := p.everything(); !strings.Contains(text, "A new version is there.") || strings.Contains(text, added) {
		t.Errorf("the page shows\n%s", text)
	}
	p.do(chromedp.Navigate(host.url + "lessons/L1/"))
	p.firstTask("telnet dewey 110")
	if ids := p.nodes(0, "button", "Use it now"); len(ids) > 0 {
		t.Error("a lesson offers to swap it")
	}
	p.do(chromedp.Navigate(host.url + "lessons/"))
	p.press("Use it now")
	p.until("the new version", func() bool { return strings.Contains(p.everything(), added) })
	p.quiet()
}
