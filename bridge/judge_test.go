package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// judgedProgram is a running "poplab serve -lesson".
type judgedProgram struct {
	url   string
	users []judgedUser
	stop  func() (status int, report string)
}

// judgedUser is a row of the table that it prints.
type judgedUser struct{ pop3, tls, name, password, trouble string }

var judgedRow = regexp.MustCompile(`^  \S+ +(127\S+) +(none|STLS|STLS required) +127\S+ +(\S+) +(\S+) *(.*)\n$`)

// startJudged serves L16 on free ports.
func startJudged(t *testing.T, args ...string) judgedProgram {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	out, in := io.Pipe()
	args = append([]string{"serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "127.0.0.1:0",
		"-lesson", "l16", "-learner", "Ann"}, args...)
	ended := make(chan int, 1)
	go func() {
		status := run(ctx, args, in, io.Discard)
		in.Close()
		ended <- status
	}()
	p, lines := judgedProgram{}, bufio.NewReader(out)
	for line := ""; !strings.HasPrefix(line, "Press "); {
		var err error
		if line, err = lines.ReadString('\n'); err != nil {
			t.Fatalf("poplab did not start: %v", err)
		}
		if home, ok := strings.CutPrefix(line, "  Home         "); ok {
			p.url = strings.TrimSuffix(home, "/\n")
		}
		if u := judgedRow.FindStringSubmatch(line); u != nil {
			p.users = append(p.users, judgedUser{u[1], u[2], u[3], u[4], u[5]})
		}
	}
	var rest bytes.Buffer
	copied := make(chan error, 1)
	go func() { _, err := io.Copy(&rest, lines); copied <- err }()
	p.stop = func() (int, string) {
		cancel()
		<-copied
		return <-ended, rest.String()
	}
	return p
}

// TestPythonClient: somebody else's language does every task as well, through the
// whole program.
func TestPythonClient(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		missing(t, "python3")
	}
	files, report := t.TempDir(), filepath.Join(t.TempDir(), "report.txt")
	p := startJudged(t, "-files", files, "-report", report)
	if len(p.users) < 12 {
		t.Fatalf("%d users are announced: %q", len(p.users), p.users)
	}
	var all sync.WaitGroup
	for _, u := range p.users {
		all.Go(func() { pythonClient(t, python, files, u) })
	}
	all.Wait()
	status, said := p.stop()
	if status != 0 || !strings.Contains(said, "task plain: done") || !strings.Contains(said, " done, 0 open") {
		t.Errorf("status %d, %s", status, said)
	}
	kept, err := os.ReadFile(report)
	if err != nil || !strings.Contains(said, string(kept)) || len(kept) == 0 {
		t.Errorf("-report: %v, %q, and the screen has %q", err, kept, said)
	}
}

// pythonClient runs the client for a user, and a second time where the messages are
// in another order then.
func pythonClient(t *testing.T, python, files string, u judgedUser) {
	host, port, _ := net.SplitHostPort(u.pop3)
	args := []string{"testdata/grade/client.py", host, port, u.name, u.password, filepath.Join(files, u.name)}
	if u.tls == "STLS required" {
		args = append(args, "stls")
	}
	times := 1
	if u.trouble == "renumbered" {
		times = 2
	}
	for range times {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, python, args...)
		out, err := cmd.CombinedOutput()
		if (err != nil) != (u.trouble == "refused") {
			t.Errorf("%s: %v\n%s", u.name, err, out)
		}
	}
}

// A lesson may come from anybody, and names no folder outside of -files.
func TestFolderOutside(t *testing.T) {
	course, files := t.TempDir(), filepath.Join(t.TempDir(), "files")
	lesson, err := os.ReadFile("testdata/grade/lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, user := range []string{"../out", "..", "a/b"} {
		text := strings.ReplaceAll(string(lesson), "user empty *", "user "+user+" *")
		text = strings.NewReplacer("id: L16", "id: own", "files of empty", "files of "+user, "as empty", "as "+user).Replace(text)
		if err := os.WriteFile(filepath.Join(course, "own.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		status, _, stderr := call("serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "", "-lessons", course,
			"-lesson", "own", "-learner", "Ann", "-files", files)
		if status != 1 || !strings.Contains(stderr, "the user "+user+" of this lesson can have no folder") {
			t.Errorf("%s: status %d, %s", user, status, stderr)
		}
	}
}

// What is open at the end is told, and is the exit status.
func TestNothingDone(t *testing.T) {
	p := startJudged(t)
	status, said := p.stop()
	if status != 1 || !strings.Contains(said, "start poplab with -files DIR") || !strings.Contains(said, "\n0 done, ") {
		t.Errorf("status %d, %s", status, said)
	}
}

// The page shows what a client does while it does it.
func TestGradePage(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	browser := newBrowser(t)
	p := startJudged(t, "-files", t.TempDir())
	page := visit(t, browser, p.url+"/grade/")
	page.find("heading", "Connections")
	page.shows("Tasks", "nobody has logged in as plain yet")
	plain := p.users[slices.IndexFunc(p.users, func(u judgedUser) bool { return u.name == "plain" })]
	conn, err := net.Dial("tcp", plain.pop3)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "USER plain\r\nPASS "+plain.password+"\r\nDELE 1\r\n")
	page.shows("Connections", "plain on dewey, TRANSACTION")
	page.shows("Connections", "+OK plain")
	page.shows("Tasks", "DELE 1 at line 4 of connection 1 came before a file held that message")
	if all := page.text(page.find("main", "")); strings.Contains(all, "PASS "+plain.password) {
		t.Errorf("the password is on the screen:\n%s", all)
	}
	page.shoot("grade", 1280, 800)
	page.shoot("grade", 360, 2400)
	page.quiet()
}

// A further host goes behind the one before, over ports that are taken.
func TestNextFreePort(t *testing.T) {
	first, at, err := listenNext("-pop3", "127.0.0.1:0", false)
	if err != nil || at != "127.0.0.1:0" {
		t.Fatalf("first: %v, %s", err, at)
	}
	defer first.Close()
	taken := first.Addr().String()
	if l, _, err := listenNext("-pop3", taken, false); err == nil {
		l.Close()
		t.Error("the first host may not move")
	}
	next, at, err := listenNext("-pop3", taken, true)
	if err != nil || at == taken || next.Addr().String() != at {
		t.Fatalf("next: %v, %s behind %s", err, at, taken)
	}
	defer next.Close()
	third, where, err := listenNext("-pop3", taken, true)
	if err != nil || where == at {
		t.Fatalf("third: %v, %s", err, where)
	}
	third.Close()
	if l, at, err := listenNext("-pop3s", "", true); l != nil || at != "" || err != nil {
		t.Errorf("no address: %v, %s, %v", l, at, err)
	}
	if _, _, err := listenNext("-pop3", "127.0.0.1:65535", true); err == nil || !strings.Contains(err.Error(), "no port behind") {
		t.Errorf("behind the last port: %v", err)
	}
}
