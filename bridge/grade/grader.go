package grade

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"poplab/lessons"
	"poplab/wasm/check"
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
)

// Options say which lesson is served, and to whom.
type Options struct {
	Lesson lessons.Lesson
	// Class, Learner and Attempt make the mailboxes, as in the page (sandbox.Seed).
	Class, Learner string
	Attempt        int
	// Files is the folder into which the learner's program writes, or "".
	Files string
	// Certificate is that of all hosts.
	Certificate tls.Certificate
	// Log gets a line per session. nil means no log.
	Log *slog.Logger
}

// Grader serves a lesson and judges who talks to it. It is safe for concurrent use.
type Grader struct {
	lesson  lessons.Lesson
	learner string
	files   string
	log     *slog.Logger
	hosts   []*Host
	facts   map[string]string
	tasks   []task
	begun   time.Time

	mu          sync.Mutex
	connections []*connection // the newest mostConnections
	count       int           // of all there ever were
}

// mostConnections is how many connections are kept to be judged and shown. A lesson
// needs a few dozen; a program that runs wild gets no more memory than that.
const mostConnections = 300

// New makes the world of the lesson for one learner.
func New(o Options) (*Grader, error) {
	scenario, err := sandbox.ParseScenario(o.Lesson.Scenario)
	if err != nil {
		return nil, err
	}
	g := &Grader{lesson: o.Lesson, learner: o.Learner, files: o.Files, log: o.Log, begun: time.Now()}
	g.tasks = tasksOf(o.Lesson)
	if len(g.tasks) == 0 {
		return nil, errors.New("the lesson has no task")
	}
	seed := sandbox.Seed{Class: o.Class, Learner: o.Learner, Lesson: o.Lesson.ID, Attempt: o.Attempt}
	clock := func() int { return int(time.Since(g.begun) / time.Second) }
	for _, s := range scenario.Servers(seed.String(), clock) {
		g.facts = s.Facts
		g.hosts = append(g.hosts, newHost(g, s, o.Certificate))
	}
	return g, nil
}

func (g *Grader) now() time.Time { return time.Now() }

// connect begins a connection to a host.
func (g *Grader) connect(h *Host) *connection {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.count++
	c := &connection{grader: g, host: h, name: strconv.Itoa(g.count)}
	c.annotator.Masked = true
	c.transcript.Now = g.now().UnixMicro()
	c.transcript.Open(h.Name)
	if len(g.connections) == mostConnections {
		g.connections = append(g.connections[:0:0], g.connections[1:]...)
	}
	g.connections = append(g.connections, c)
	return c
}

// accountsOf are the accounts of that name, on all hosts.
func (g *Grader) accountsOf(user string) (list []*account) {
	for _, h := range g.hosts {
		if a := h.find(user); a != nil {
			list = append(list, a)
		}
	}
	return list
}

// maildrop is check.Evidence.Maildrop.
func (g *Grader) maildrop(host, user string) *mailbox.Maildrop {
	for _, h := range g.hosts {
		if a := h.find(user); a != nil && pop3.EqualFold(h.Name, host) {
			return a.drop
		}
	}
	return nil
}

// evidence is all that was seen. The caller holds mu.
func (g *Grader) evidence() check.Evidence {
	e := check.Evidence{Maildrop: g.maildrop, Facts: g.facts, Saved: g.saved}
	for _, c := range g.connections {
		e.Windows = append(e.Windows, check.Window{Name: c.title(), Transcript: &c.transcript})
	}
	return e
}

// Hosts are the hosts of the lesson that have users, in the order of its world.
func (g *Grader) Hosts() []*Host { return g.hosts }

// Shutdown ends all sessions, as practice.Server does.
func (g *Grader) Shutdown(ctx context.Context) {
	var all sync.WaitGroup
	for _, h := range g.hosts {
		all.Go(func() { h.plain.Shutdown(ctx) })
		all.Go(func() { h.secure.Shutdown(ctx) })
	}
	all.Wait()
}
