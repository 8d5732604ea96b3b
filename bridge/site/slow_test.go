package site

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a net.Listener of connections in memory, so that a test can move its clock.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "memory"} }
func (p pipes) Close() error   { return nil }

// A client that takes its time holds a connection only so long. Threat 15.
func TestSlowClients(t *testing.T) {
	s := newSite(t)
	const get, post = "GET / HTTP/1.1\r\nHost: poplab.test\r\n", "POST /api/ticket HTTP/1.1\r\nHost: poplab.test\r\n"
	for name, tc := range map[string]struct {
		begin, drip string // drip goes out each second
		within      time.Duration
	}{
		"says nothing":           {"", "", 5 * time.Second},
		"an octet of a header":   {get, "x", 5 * time.Second},
		"a line of a header":     {get, "X-Slow: 1\r\n", 5 * time.Second},
		"an octet of a body":     {post + "Content-Length: 100\r\n\r\n", "x", 10 * time.Second},
		"nothing after a page":   {get + "\r\n", "", time.Minute},
		"a request after a page": {get + "\r\n" + get, "x", 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := Server(s, slog.New(slog.DiscardHandler))
				listener := make(pipes)
				go server.Serve(listener)
				client, theirs := net.Pipe()
				listener <- theirs
				began := time.Now()
				ended := make(chan time.Duration)
				go func() {
					io.Copy(io.Discard, client)
					client.Close()
					ended <- time.Since(began)
				}()
				go func() {
					io.WriteString(client, tc.begin)
					for tc.drip != "" {
						time.Sleep(time.Second)
						if _, err := io.WriteString(client, tc.drip); err != nil {
							return
						}
					}
				}()
				if took := <-ended; took > tc.within+2*time.Second {
					t.Errorf("held for %v", took)
				}
				close(listener)
				server.Close()
				time.Sleep(2 * time.Second) // until what drips has noticed
			})
		})
	}
}

// Headers have a limit, all together. Threat 15.
func TestLongHeaders(t *testing.T) {
	server := Server(newSite(t), slog.New(slog.DiscardHandler))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(l)
	defer server.Close()
	for octets, want := range map[int]string{10_000: "200 OK", 40_000: "431 Request Header Fields Too Large"} {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "GET /healthz HTTP/1.1\r\nHost: poplab.test\r\nConnection: close\r\nX-Long: %s\r\n\r\n", strings.Repeat("x", octets))
		answer, _ := io.ReadAll(c)
		c.Close()
		if !strings.HasPrefix(string(answer), "HTTP/1.1 "+want) {
			t.Errorf("%d octets: %.80q", octets, answer)
		}
	}
}
