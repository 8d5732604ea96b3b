package main

import (
	"bytes"
	"context"
	"io"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// typist is a person before a program such as telnet: it types a line, waits for
// the reply, and types the next.
type typist struct {
	t     *testing.T
	name  string
	cmd   *exec.Cmd
	keys  io.WriteCloser
	mu    sync.Mutex
	shown strings.Builder // all that the program has written
	read  int             // how much of it the person has looked at
}

// sit starts a program.
func (o *office) sit(name string, arguments ...string) *typist {
	o.t.Helper()
	findProgram(o.t, name)
	ctx, cancel := context.WithTimeout(o.t.Context(), 30*time.Second)
	o.t.Cleanup(cancel)
	p := &typist{t: o.t, name: name, cmd: exec.CommandContext(ctx, name, arguments...)}
	p.cmd.Dir, p.cmd.Env = o.home, o.environment()
	p.cmd.Stdout, p.cmd.Stderr = p, p
	keys, err := p.cmd.StdinPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	p.keys = keys
	if err := p.cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	return p
}

// Write is the screen of the program, on which no CR can be seen.
func (p *typist) Write(octets []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shown.Write(bytes.ReplaceAll(octets, []byte("\r"), nil))
	return len(octets), nil
}

// see waits until a text is on the screen, behind what was seen before, and gives
// the lines up to its end.
func (p *typist) see(text string) string {
	p.t.Helper()
	for range 1000 {
		if seen, ok := p.look(text); ok {
			return seen
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.t.Fatalf("%s does not show %q, but:\n%s", p.name, text, p.shown.String())
	return ""
}

func (p *typist) look(text string) (seen string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fresh := p.shown.String()[p.read:]
	before, _, found := strings.Cut(fresh, text)
	if !found {
		return "", false
	}
	seen = fresh[:len(before)+len(text)]
	p.read += len(seen)
	return seen, true
}

// say types a line and waits for a text.
func (p *typist) say(line, text string) string {
	p.t.Helper()
	if _, err := io.WriteString(p.keys, line+"\n"); err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	return p.see(text)
}
