package main

import (
	"cmp"
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// tap stands between a client and a server and keeps what both say, in the order
// in which it comes. It changes nothing, so it sees what a cable would carry.
type tap struct {
	address string
	server  string

	running  sync.WaitGroup // one for each connection
	mu       sync.Mutex
	sessions []*recording
}

// recording is the wire of one connection.
type recording struct {
	mu     sync.Mutex
	pieces []piece
}

// piece is what came from one side at a time.
type piece struct {
	from   byte // 'C' or 'S'
	octets string
}

func newTap(t *testing.T, server string) *tap {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	w := &tap{address: l.Addr().String(), server: server}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			r := new(recording)
			w.mu.Lock()
			w.sessions = append(w.sessions, r)
			w.running.Add(1)
			w.mu.Unlock()
			go w.connect(client, r)
		}
	}()
	return w
}

// connect carries octets until both sides have ended.
func (w *tap) connect(client net.Conn, r *recording) {
	defer w.running.Done()
	defer client.Close()
	server, err := net.DialTimeout("tcp", w.server, 5*time.Second)
	if err != nil {
		return
	}
	defer server.Close()
	var both sync.WaitGroup
	both.Go(func() { r.carry('C', server, client) })
	both.Go(func() { r.carry('S', client, server) })
	both.Wait()
}

// carry copies one direction. Each piece is kept before it is passed on, so that
// a reply never stands before its command.
func (r *recording) carry(from byte, to, side net.Conn) {
	octets := make([]byte, 64<<10)
	for {
		n, err := side.Read(octets)
		if n > 0 {
			r.mu.Lock()
			r.pieces = append(r.pieces, piece{from, string(octets[:n])})
			r.mu.Unlock()
			_, failed := to.Write(octets[:n])
			err = cmp.Or(err, failed)
		}
		switch err {
		case nil:
		case io.EOF:
			to.(*net.TCPConn).CloseWrite()
			return
		default: // whoever is gone, the other side must hear of it
			to.Close()
			side.Close()
			return
		}
	}
}

// take gives the sessions since the last call, when all have ended.
func (w *tap) take() []*recording {
	w.running.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	sessions := w.sessions
	w.sessions = nil
	return sessions
}
