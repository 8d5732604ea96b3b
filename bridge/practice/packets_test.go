package practice

import (
	"bytes"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"poplab/wasm/pop3"
)

// writes is a listener that keeps what is written to its connections, write by
// write. TCP puts each into packets of its own as long as the client keeps up.
type writes struct {
	net.Listener
	mu   sync.Mutex
	list []string
}

type writesConn struct {
	net.Conn
	to *writes
}

func (w *writes) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	return writesConn{conn, w}, err
}

func (c writesConn) Write(p []byte) (int, error) {
	c.to.mu.Lock()
	c.to.list = append(c.to.list, string(p))
	c.to.mu.Unlock()
	return c.Conn.Write(p)
}

// since gives what was written since it was asked last.
func (w *writes) since() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := w.list
	w.list = nil
	return list
}

func observed(t *testing.T, octets int) (*client, *writes) {
	accounts, drop := alice()
	drop.Deliver(pop3.Message{Octets: bytes.Repeat([]byte("a line of a message\r\n"), octets/21)})
	w := &writes{Listener: listen(t)}
	c := logIn(t, startOn(t, &Server{Accounts: accounts}, w))
	w.since()
	return c, w
}

// TestR121RepliesLeaveTogether: many commands in one packet get their replies in
// one (RFC 2449 section 6.6).
func TestR121RepliesLeaveTogether(t *testing.T) {
	c, w := observed(t, 0)
	io.WriteString(c, strings.Repeat("NOOP\r\n", 100))
	for range 100 {
		c.line()
	}
	if got := w.since(); len(got) != 1 {
		t.Errorf("100 replies left in %d writes", len(got))
	}
}

// TestListingInOnePacket: with its status line.
func TestListingInOnePacket(t *testing.T) {
	for _, command := range []string{"LIST", "UIDL", "CAPA"} {
		c, w := observed(t, 0)
		c.say(command)
		for c.line() != "." {
		}
		if got := w.since(); len(got) != 1 {
			t.Errorf("%s left in %d writes: %q", command, len(got), got)
		}
	}
}

// TestStatusLineOfAMessageAlone: and behind it no write that holds only the
// terminator, whatever the length of the message.
func TestStatusLineOfAMessageAlone(t *testing.T) {
	for _, octets := range []int{21, room - 30, room - 10, room, room + 30, chunk, 2*chunk + 100, 1 << 20} {
		for _, command := range []string{"RETR 3", "TOP 3 99999999"} {
			c, w := observed(t, octets)
			status := c.say(command)
			for c.line() != "." {
			}
			got := w.since()
			if got[0] != status+"\r\n" {
				t.Errorf("%s of %d octets: the first write is %.100q", command, octets, got[0])
			}
			if last := got[len(got)-1]; !strings.HasSuffix(last, "message\r\n.\r\n") {
				t.Errorf("%s of %d octets: the last write is %.100q", command, octets, last)
			}
		}
	}
}

// sink is a connection that takes everything.
type sink struct {
	net.Conn
	to *bytes.Buffer
}

func (s sink) Write(p []byte) (int, error)      { return s.to.Write(p) }
func (s sink) SetWriteDeadline(time.Time) error { return nil }

// TestOutputKeepsOctets: in order and all, however they are cut.
func TestOutputKeepsOctets(t *testing.T) {
	var sent bytes.Buffer
	o := output{conn: sink{to: &sent}}
	var want []byte
	for i, size := range []int{0, 1, 700, room - 1, room, room + 1, 3, tail, chunk, 10 * chunk, 5, room - tail, room, 2} {
		piece := bytes.Repeat([]byte{byte(i)}, size)
		want = append(want, piece...)
		o.Write(piece)
	}
	if err := o.flush(); err != nil || !bytes.Equal(sent.Bytes(), want) {
		t.Errorf("%d octets went in and %d came out, %v", len(want), sent.Len(), err)
	}
	if o.waits() {
		t.Error("the buffer is kept")
	}
}

// TestOutputStopsAtAnError: nothing is sent behind a gap.
func TestOutputStopsAtAnError(t *testing.T) {
	client, server := net.Pipe()
	client.Close()
	o := output{conn: server}
	o.Write([]byte("a"))
	first := o.flush()
	o.Write(slices.Repeat([]byte("b"), 2*room))
	if err := o.flush(); err == nil || err != first {
		t.Errorf("got %v and then %v, want one error", first, err)
	}
}
