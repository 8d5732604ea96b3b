package grade

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
)

// pieces is a connection that keeps what is written to it, write by write.
type pieces struct {
	net.Conn
	mu   sync.Mutex
	list []string
}

func (p *pieces) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = append(p.list, string(b))
	return len(b), nil
}

func (p *pieces) written() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.list...)
}

// troubled is a stream behind which that account has logged in.
func troubled(trouble sandbox.Trouble) (*stream, *pieces) {
	g := &Grader{}
	h := &Host{grader: g, Name: "dewey"}
	a := &account{grader: g, host: h, name: "ann", trouble: trouble, drop: mailbox.NewMaildrop()}
	h.users, h.newest = []*account{a}, a
	p := &pieces{}
	s := &stream{Conn: p, raw: p, seen: g.connect(h)}
	s.seen.server([]byte("+OK ready\r\n"))
	s.seen.client([]byte("USER ann\r\nPASS tea\r\n"))
	s.seen.server([]byte("+OK\r\n+OK\r\n"))
	return s, p
}

func TestOneOctet(t *testing.T) {
	s, p := troubled(sandbox.Trouble{OneOctet: true})
	s.seen.client([]byte("STAT\r\n"))
	if n, err := s.Write([]byte("+OK 2 320\r\n")); n != 11 || err != nil {
		t.Fatalf("Write: %d, %v", n, err)
	}
	if got := strings.Join(p.written(), "|"); got != "+|O|K| |2| |3|2|0|\r|\n" {
		t.Errorf("written %q", got)
	}
	long := bytes.Repeat([]byte("x"), 100_000)
	before := len(p.written())
	s.Write(long)
	if n := len(p.written()) - before; n != head+tail+1 {
		t.Errorf("100,000 octets leave in %d writes, want %d", n, head+tail+1)
	}
}

func TestJoined(t *testing.T) {
	s, p := troubled(sandbox.Trouble{Joined: true})
	s.seen.client([]byte("NOOP\r\nSTAT\r\n"))
	s.Write([]byte("+OK\r\n"))
	if got := p.written(); len(got) > 0 {
		t.Errorf("the first reply left alone: %q", got)
	}
	s.Write([]byte("+OK 2 320\r\n"))
	if got := strings.Join(p.written(), "|"); got != "+OK\r\n+OK 2 320\r\n" {
		t.Errorf("written %q", got)
	}
	s.seen.client([]byte("NOOP\r\n"))
	s.Write([]byte("+OK alone\r\n"))
	for deadline := time.Now().Add(10 * time.Second); len(p.written()) < 2 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if got := p.written(); len(got) != 2 || got[1] != "+OK alone\r\n" {
		t.Errorf("a client that waits has got %q", got)
	}
	s.seen.client([]byte("QUIT\r\n"))
	s.Write([]byte("+OK bye\r\n"))
	if got := p.written(); len(got) != 3 {
		t.Errorf("the last reply waits: %q", got)
	}
}

// The maildrop behind the door: the engine's own, in another order, and each mark
// still finds its message.
func TestRenumbered(t *testing.T) {
	g := &Grader{}
	mail := []pop3.Message{{UID: "a", Octets: []byte("a\r\n")}, {UID: "b", Octets: []byte("b\r\n")}, {UID: "c", Octets: []byte("b\r\n")}}
	a := &account{
		grader: g, host: &Host{}, name: "ann", drop: mailbox.NewMaildrop(mail...),
		trouble: sandbox.Trouble{Renumbered: true, SharedUID: true}, arrivals: []pop3.Message{{UID: "d", Octets: []byte("d\r\n")}},
	}
	uids := func(d pop3.Maildrop) (list string) {
		for i := range d.Len() {
			list += d.Message(i).UID
		}
		return list
	}
	first, err := a.Open()
	if err != nil || uids(first) != "abb" {
		t.Fatalf("first session: %v, %s", err, uids(first))
	}
	if _, err := a.Open(); err != pop3.ErrInUse {
		t.Errorf("a second session at the same time: %v", err)
	}
	first.Release()
	second, err := a.Open()
	if err != nil || uids(second) != "dcca" {
		t.Fatalf("second session: %v, %s", err, uids(second))
	}
	if err := second.Commit([]bool{false, true, false, false}); err != nil {
		t.Fatal(err)
	}
	second.Release()
	if left := a.drop.Messages(); len(left) != 3 || left[1].UID != "b" || left[2].UID != "d" {
		t.Errorf("left %v, want a, b and d", left)
	}
	if len(a.mail) != 4 {
		t.Errorf("%d messages are remembered, want 4", len(a.mail))
	}
}

// plainResponse is the response of AUTH PLAIN (RFC 4616 section 2).
func plainResponse(name, password string) string {
	return base64.StdEncoding.EncodeToString([]byte("\x00" + name + "\x00" + password))
}

// Whoever logs in with AUTH meets the trouble of that account as well.
func TestLoginWithoutUser(t *testing.T) {
	s := serve(t)
	c := s.client("octets")
	conn, err := net.Dial("tcp", c.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "AUTH PLAIN "+plainResponse("octets", c.password)+"\r\nQUIT\r\n")
	io.Copy(io.Discard, conn)
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.connections[0].account; a == nil || a.name != "octets" {
		t.Errorf("the account is %+v", a)
	}
}

// A client that never stops is stopped, and the oldest connections are forgotten.
func TestWildClients(t *testing.T) {
	s, _ := troubled(sandbox.Trouble{})
	for !s.seen.wild() {
		s.seen.client(bytes.Repeat([]byte("NOOP\r\n"), 1000))
	}
	if n, err := s.Read(make([]byte, 10)); n != 0 || err != errWild {
		t.Errorf("Read: %d, %v", n, err)
	}
	g := s.seen.grader
	for range mostConnections + 5 {
		g.connect(s.seen.host)
	}
	if len(g.connections) != mostConnections || g.count != mostConnections+6 {
		t.Errorf("%d connections of %d are kept", len(g.connections), g.count)
	}
}

// The page gets tasks, connections, and the notes of one of them, without secrets.
func TestState(t *testing.T) {
	s := serve(t)
	c := s.client("plain")
	if err := c.run(); err != nil {
		t.Fatal(err)
	}
	if err := s.client("empty").run(); err != nil {
		t.Fatal(err)
	}
	state := func(query string) (l live) {
		w := httptest.NewRecorder()
		s.State(w, httptest.NewRequest("GET", "/grade/state"+query, nil))
		if strings.Contains(w.Body.String(), c.password) {
			t.Error("the password is in the answer")
		}
		if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		return l
	}
	newest, first := state(""), state("?show=1")
	if newest.Count != 2 || len(newest.Connections) != 2 || newest.Connections[0].User != "empty" || newest.Shown.Name != "2" {
		t.Errorf("newest: %+v", newest)
	}
	if line := first.Shown.Lines[2]; first.Shown.Name != "1" || line.Number != 3 || line.Text != "+OK plain" || line.Note == "" {
		t.Errorf("the first: %+v", line)
	}
	if n := len(first.Shown.Lines); n > 80 {
		t.Errorf("%d lines are shown of four messages", n)
	}
	if first.Tasks[0].ID != "plain" || first.Tasks[0].State != Done || len(first.Tasks[0].Goals) != 3 {
		t.Errorf("tasks: %+v", first.Tasks[0])
	}
	if nobody := state("?show=77"); nobody.Shown != nil {
		t.Errorf("there is a connection 77: %+v", nobody.Shown)
	}
}
