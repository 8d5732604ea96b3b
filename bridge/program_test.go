package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// program is a running poplab.
type program struct {
	url         string // of the home page, without the slash at its end
	pop3        string // address of the practice server
	pop3s       string // the same inside TLS
	fingerprint string // of its certificate
	text        string // all that it prints at the start
}

// startProgram runs "poplab serve" on free ports until the test ends, and reads
// from what it prints where it listens. Its log stands with what the test says.
func startProgram(t *testing.T, args ...string) program {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	args = append([]string{"serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "127.0.0.1:0"}, args...)
	ended := make(chan int, 1)
	go func() {
		status := run(ctx, args, in, t.Output())
		in.Close()
		ended <- status
	}()
	t.Cleanup(func() {
		stop()
		select {
		case status := <-ended:
			if status != 0 {
				t.Errorf("poplab ended with status %d", status)
			}
		case <-time.After(patience):
			t.Error("poplab does not end")
		}
	})
	return readAnnouncement(t, out)
}

var announced = regexp.MustCompile(`(?m)^ *Home +(\S+)/$(?s:.*)^ *POP3 +([^, ]+),.*\n` +
	` *POP3S +([^, ]+),.*\n *Certificate +SHA-256 (\S+)$(?s:.*)^Press `)

func readAnnouncement(t *testing.T, out io.Reader) program {
	t.Helper()
	lines := bufio.NewScanner(out)
	var text strings.Builder
	for lines.Scan() {
		text.WriteString(lines.Text() + "\n")
		if found := announced.FindStringSubmatch(text.String()); found != nil {
			go io.Copy(io.Discard, out)
			return program{url: found[1], pop3: found[2], pop3s: found[3], fingerprint: found[4], text: text.String()}
		}
	}
	t.Fatalf("poplab did not start; it said:\n%s", text.String())
	return program{}
}

// fakeServer greets every client and then says nothing more.
type fakeServer struct {
	address string
	stop    func() // ends it and all its connections
}

func fakePOP3(t *testing.T, greeting string) fakeServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var open []net.Conn
	stop := func() {
		l.Close()
		mu.Lock()
		defer mu.Unlock()
		for _, c := range open {
			c.Close()
		}
	}
	t.Cleanup(stop)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open = append(open, c)
			mu.Unlock()
			io.WriteString(c, greeting)
		}
	}()
	return fakeServer{address: l.Addr().String(), stop: stop}
}
