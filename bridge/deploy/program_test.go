package deploy

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binary is the program, as the Dockerfile builds it.
var binary string

func TestMain(m *testing.M) {
	os.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin:/sbin") // Debian keeps proxies there
	dir, err := os.MkdirTemp("", "poplab")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "poplab")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", binary, "./bridge")
	build.Dir, build.Env = "../..", append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Printf("%s: %v\n%s", build, err, out)
		os.Exit(1)
	}
	status := m.Run()
	os.RemoveAll(dir)
	os.Exit(status)
}

// process is a program that runs until the test ends.
type process struct {
	*exec.Cmd
	t     *testing.T
	said  saying
	ended chan struct{}
}

// saying is what a program has written until now.
type saying struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *saying) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *saying) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// run starts a program; prepare may change how.
func run(t *testing.T, command []string, prepare func(*exec.Cmd)) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(command[0], command[1:]...), t: t, ended: make(chan struct{})}
	p.Stdout, p.Stderr, p.WaitDelay = &p.said, &p.said, time.Second
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a proxy has workers, which go with it
	if prepare != nil {
		prepare(p.Cmd)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		syscall.Kill(-p.Process.Pid, syscall.SIGKILL)
		<-p.ended
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(command[0]), &p.said)
		}
	})
	return p
}

// says waits until the program has said something, and gives the groups.
func (p *process) says(what string) []string {
	p.t.Helper()
	want := regexp.MustCompile(what)
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found := want.FindStringSubmatch(p.said.String()); found != nil {
			return found
		}
		select {
		case <-p.ended:
			p.t.Fatalf("%s ended; want %q in:\n%s", p.Path, what, &p.said)
		default:
		}
	}
	p.t.Fatalf("%s: want %q in:\n%s", p.Path, what, &p.said)
	return nil
}

// signal sends one.
func (p *process) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// ends waits for the end and gives the exit status.
func (p *process) ends(within time.Duration) int {
	p.t.Helper()
	select {
	case <-p.ended:
		return p.ProcessState.ExitCode()
	case <-time.After(within):
		p.t.Fatalf("%s does not end; it said:\n%s", p.Path, &p.said)
		return -1
	}
}

// poplab is a program of ours that serves.
type poplab struct {
	*process
	at    string // address of the site
	admin string // of the admin listener, if there is one
}

// serve starts the program with these flags of serve, and free ports for the rest.
func serve(t *testing.T, args ...string) *poplab {
	t.Helper()
	args = append([]string{binary, "serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", ""}, args...)
	return ready(run(t, args, nil))
}

// ready waits until it serves.
func ready(p *process) *poplab {
	p.t.Helper()
	p.says(`(?m)^Press Ctrl-C`)
	served := &poplab{process: p}
	served.at = p.says(`(?:http://|HTTPS +)(127\.0\.0\.1:\d+)/?\n`)[1]
	if found := regexp.MustCompile(`Admin +http://(\S+)/metrics`).FindStringSubmatch(p.said.String()); found != nil {
		served.admin = strings.Replace(found[1], "[::]", "127.0.0.1", 1)
	}
	return served
}

// read gives a file of this folder.
func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// write makes a file and gives its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// with replaces what only holds on the machine that a text was written for. All of
// it has to be there: else the test would try something else than people copy.
func with(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("there is no %q to replace in\n%s", pairs[i], text)
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}
