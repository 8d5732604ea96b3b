package site

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// news lets many wait for the next change.
type news struct {
	mu      sync.Mutex
	changed chan struct{} // closed at the next change
	ended   chan struct{} // closed at the end of the site
	end     func()        // closes it, once
}

func newNews() news {
	ended := make(chan struct{})
	return news{changed: make(chan struct{}), ended: ended, end: sync.OnceFunc(func() { close(ended) })}
}

// spread tells all who wait.
func (n *news) spread() {
	n.mu.Lock()
	defer n.mu.Unlock()
	close(n.changed)
	n.changed = make(chan struct{})
}

// next is closed by the change that comes next.
func (n *news) next() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.changed
}

// repeat is how often an event comes at the latest: writing is how a server finds
// out that nobody reads any more.
const repeat = 20 * time.Second

// tellChanges is a stream of server-sent events with the tag of one page: at once,
// and at every change of any page. Those who see another tag than that of the page
// which they have load it again.
func (s *Site) tellChanges(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Time{}) // the stream stays open longer than other answers
	control.SetWriteDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	for path := r.URL.Query().Get("page"); ; {
		next := s.news.next()
		fmt.Fprintf(w, "data: %s\n\n", s.pages.Load().at(path).tag)
		if control.Flush() != nil {
			return
		}
		select {
		case <-next:
		case <-time.After(repeat):
		case <-r.Context().Done():
			return
		case <-s.news.ended:
			return
		}
	}
}
