package grade

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"poplab/bridge/practice"
	"poplab/lessons"
	"poplab/wasm/check"
)

// folder has the lesson that the tests serve, and a client in Python.
const folder = "../testdata/grade"

// service is a lesson on real ports, for one test.
type service struct {
	*Grader
	t         *testing.T
	addresses map[string]string // of each host
	inside    map[string]string // of each host, inside TLS
}

func serve(t *testing.T) *service {
	t.Helper()
	list, err := lessons.Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := practice.SelfSigned("localhost")
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(Options{Lesson: list[0], Learner: "Ann", Files: t.TempDir(), Certificate: certificate})
	if err != nil {
		t.Fatal(err)
	}
	s := &service{g, t, map[string]string{}, map[string]string{}}
	var serving sync.WaitGroup
	for _, h := range g.Hosts() {
		plain, secure := listen(t), listen(t)
		s.addresses[h.Name], s.inside[h.Name] = plain.Addr().String(), secure.Addr().String()
		serving.Go(func() { h.Serve(plain) })
		serving.Go(func() { h.ServeTLS(secure) })
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		g.Shutdown(ctx)
		serving.Wait()
	})
	return s
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// client is one for that user, with a folder of its own.
func (s *service) client(user string) *client {
	s.t.Helper()
	for _, h := range s.hosts {
		if h.find(user) == nil {
			continue
		}
		into := filepath.Join(s.files, user)
		if err := os.MkdirAll(into, 0o700); err != nil {
			s.t.Fatal(err)
		}
		return &client{address: s.addresses[h.Name], inside: s.inside[h.Name], user: user, password: h.find(user).password, folder: into, stls: h.requires}
	}
	s.t.Fatalf("there is no user %s", user)
	return nil
}

func (s *service) users() (list []string) {
	for _, h := range s.hosts {
		for _, a := range h.users {
			list = append(list, a.name)
		}
	}
	return list
}

// report is that of the program at its end.
func (s *service) report() (open int, text string) {
	s.t.Helper()
	var b strings.Builder
	open, err := s.Report(&b)
	if err != nil {
		s.t.Error(err)
	}
	return open, b.String()
}

// says waits until the report says something: the servers need a moment to notice
// that a client is gone.
func (s *service) says(want string) {
	s.t.Helper()
	var text string
	for range 300 {
		if _, text = s.report(); strings.Contains(text, want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Errorf("want %q in\n%s", want, text)
}

// A client without faults does every task, whether it leaves mail on the server or
// takes it away, and in clear text as inside TLS.
func TestCorrectClient(t *testing.T) {
	for name, remove := range map[string]bool{"keeps, in clear text": false, "removes, inside TLS": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t)
			if open, text := s.report(); open != len(s.tasks) {
				t.Errorf("before anything happened:\n%s", text)
			}
			var all sync.WaitGroup
			for _, user := range s.users() {
				c := s.client(user)
				c.remove, c.secure = remove && user != "moved", remove
				all.Go(func() {
					err := c.run()
					if user == "moved" {
						err = c.run()
					}
					if (err != nil) != (user == "wrong") {
						t.Errorf("%s: %v", user, err)
					}
				})
			}
			all.Wait()
			if open, text := s.report(); open > 0 {
				t.Error(text)
			}
		})
	}
}

// broken are clients with a flaw, the user with whom it shows, and what its author
// has to be told.
var broken = []struct{ flaw, user, says string }{
	{"LF in commands", "plain", "task plain: line 2 ended with LF alone, and a line of POP3 ends with CR LF"},
	{"LF in files", "plain", "has LF where CR LF was sent: keep both octets, and open files in binary mode"},
	{"loses the last line", "plain", "lacks the last line, \""},
	{"no QUIT", "plain", "task plain: the session was cut by you, without QUIT,"},
	{"deletes first", "plain", "DELE 1 at line "},
	{"deletes first", "plain", "came before a file held that message: write the file first, then delete"},
	{"keeps the dot", "plain", "ends with the line \".\", which is the end of the reply and no part of the message"},
	{"whole status lines", "debian", "That was a good reply: of a status line only +OK and -ERR count, and the words behind are the server's own (RFC 1939 section 3)"},
	{"no un-stuffing", "dots", "has the line \"..\" where \".\" was sent: un-stuff once"},
	{"un-stuffs twice", "dots", "has the line \"\" where \".\" was sent: un-stuff only once"},
	{"un-stuffs before it looks", "dots", "ends before a line \".\" of the message, which came as \"..\": look for the end of the reply first, then un-stuff"},
	{"a read is a line", "octets", "what one read gives is no line; read on until CR LF"},
	{"a read is a line", "joined", "keep what stands behind the first CR LF for the next read"},
	{"gives up on a lock", "locked", "task locked: PASS was refused at line 5; wait 1 second, then send it again"},
	{"PASS again at once", "locked", "0 seconds later; this goal wants 1 second between them"},
	{"stops after a break", "broken", "connect again, and fetch what no file holds"},
	{"keeps what was cut", "broken", "what came before a break is thrown away"},
	{"remembers numbers", "moved", "was saved twice"},
	{"remembers nothing", "moved", "it was saved twice"},
	{"PASS in clear", "sealed", "before TLS, so everybody on the way could read it"},
}

func TestBrokenClients(t *testing.T) {
	for _, b := range broken {
		t.Run(b.flaw+" of "+b.user, func(t *testing.T) {
			t.Parallel()
			s := serve(t)
			c := s.client(b.user)
			c.flaw = b.flaw
			c.run()
			if b.user == "moved" {
				c.run()
			}
			s.says(b.says)
		})
	}
}

// Who saves elsewhere reads where the files were looked for.
func TestOtherFolder(t *testing.T) {
	s := serve(t)
	c := s.client("plain")
	c.folder = t.TempDir()
	if err := c.run(); err != nil {
		t.Fatal(err)
	}
	s.says("no file in " + filepath.Join(s.files, "plain") + " holds what was fetched: ")
	s.says(" by line 13 of connection 1, ")
}

// What only a page has, such as its windows, no client is asked for.
func TestGoalsOfThePage(t *testing.T) {
	for source, page := range map[string]bool{
		"reply to PASS is -ERR in B":                        true,
		"session ended by quit in UPDATE on dewey in home":  true,
		"copies of Lunch kept in home are 1":                true,
		"answer count is 2":                                 true,
		"session ended by cable as mrose on dewey":          true,
		"event cable-out happened":                          true,
		"line USER: * typed":                                true,
		"session ended by quit in AUTHORIZATION":            false,
		"maildrop left with only messages 1 as a on dewey":  false,
		"commands STAT LIST sent at once as mrose on dewey": false,
	} {
		goal, err := check.ParseGoal(source)
		if err != nil || pageOnly(goal) != page {
			t.Errorf("%s: %v, for the page alone: %v", source, err, pageOnly(goal))
		}
	}
}

// The lesson proves itself, as every lesson does: its goals can be met by hand, but
// for the files.
func TestLessonOfTheTests(t *testing.T) {
	list, err := lessons.Load(os.DirFS(folder))
	if err == nil {
		err = lessons.Replay(list[0])
	}
	if err != nil {
		t.Error(err)
	}
}
