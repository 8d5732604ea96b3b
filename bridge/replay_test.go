package main

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
	"time"

	"poplab/wasm/pop3/dialogue"
	"poplab/wasm/transcript"
)

// op is what a client does on one of its connections: it opens it, sends octets,
// or ends it.
type op struct {
	conn   int
	verb   string // "open", "send" or "end"
	octets string
}

// recordCase plays a case against the engine and gives what its client does.
func recordCase(c *dialogue.Case, w *dialogue.World) (ops []op, err error) {
	conns := 0
	err = c.Run(w, func() (dialogue.Conn, error) {
		conn, err := w.Dial()
		conns++
		ops = append(ops, op{conns - 1, "open", ""})
		return &watched{conn, conns - 1, &ops}, err
	})
	return ops, err
}

// watched is a connection whose client side is written down.
type watched struct {
	dialogue.Conn
	number int
	ops    *[]op
}

func (c *watched) Write(p []byte) (int, error) {
	*c.ops = append(*c.ops, op{c.number, "send", string(p)})
	return c.Conn.Write(p)
}

func (c *watched) CloseWrite() error {
	*c.ops = append(*c.ops, op{c.number, "end", ""})
	return c.Conn.CloseWrite()
}

// replayed is one connection as a server answered it.
type replayed struct {
	conn dialogue.Conn
	wire transcript.Transcript
	over bool // the client has ended it
	left bool // the server has closed it, and was first
}

// replay does to a server what a client did to another. fit adapts what the client
// sends to what this server said before.
func replay(ops []op, dial func() (dialogue.Conn, error), fit func(conn int, r *replayed, octets string) string) []*replayed {
	var list []*replayed
	for _, o := range ops {
		if o.verb == "open" {
			list = append(list, open(dial))
			continue
		}
		r := list[o.conn]
		switch {
		case r.left || r.over:
		case o.verb == "end":
			r.over = true
			r.conn.CloseWrite()
			r.listen(true)
		default:
			octets := fit(o.conn, r, o.octets)
			r.wire.Client([]byte(octets))
			r.conn.Write([]byte(octets))
			r.listen(r.wire.State() == transcript.Updated)
		}
	}
	for _, r := range list {
		if r.conn != nil {
			r.conn.Close()
		}
		r.wire.Close()
	}
	return list
}

// open connects, and reads the greeting. A server that cannot be reached is one
// that has left.
func open(dial func() (dialogue.Conn, error)) *replayed {
	conn, err := dial()
	if err != nil {
		return &replayed{left: true}
	}
	r := &replayed{conn: conn}
	r.wire.Open("")
	r.listen(false)
	return r
}

// asSent is the fit for a server that says the same every time.
func asSent(_ int, _ *replayed, octets string) string { return octets }

// listen reads until every command has its reply, or until the server has closed
// the connection. A server that says nothing for a while has nothing to say.
func (r *replayed) listen(toTheEnd bool) {
	octets := make([]byte, 64<<10)
	if c, ok := r.conn.(net.Conn); ok {
		c.SetReadDeadline(time.Now().Add(2 * time.Second))
	}
	for toTheEnd || !r.settled() {
		n, err := r.conn.Read(octets)
		r.wire.Server(octets[:n])
		if err != nil {
			r.left = !r.over && (errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET))
			return
		}
		toTheEnd = toTheEnd || r.wire.State() == transcript.Updated
	}
}

// settled says whether the server has nothing more to say: every exchange has
// its end, or AUTH waits for the client.
func (r *replayed) settled() bool {
	entries := r.wire.Entries
	if len(entries) == 0 {
		return false
	}
	waits := entries[len(entries)-1].Kind == transcript.Challenge
	return waits || !slices.ContainsFunc(r.wire.Exchanges, func(x transcript.Exchange) bool { return x.End < 0 })
}

// compareAll compares two servers connection by connection.
func compareAll(ours, theirs []*replayed) []string {
	var list []string
	for i := range ours {
		list = append(list, ours[i].compare(theirs[i])...)
	}
	return list
}

// compare gives the differences between two servers, command by command: what
// each of them said, as far as RFC 1939 fixes it. Where one of them has closed,
// or they are in different states, the rest cannot be compared.
func (r *replayed) compare(other *replayed) []string {
	var list []string
	for i := range r.wire.Exchanges {
		ours, theirs := r.fixed(i), other.fixed(i)
		if ours != theirs {
			list = append(list, r.said(i)+": "+ours+" | "+theirs)
		}
		if i >= len(other.wire.Exchanges) || r.wire.Exchanges[i].After != other.wire.Exchanges[i].After ||
			r.challenges(i) != other.challenges(i) {
			break
		}
	}
	return list
}

// said is the command of an exchange, with the responses of AUTH. Of USER and PASS
// the command before them matters too.
func (r *replayed) said(exchange int) string {
	x := r.wire.Exchanges[exchange]
	if x.Request < 0 {
		return "(greeting)"
	}
	text := label(r.wire.Text(x.Request))
	if before := exchange - 1; before > 0 && (x.Keyword == "USER" || x.Keyword == "PASS") {
		text = label(r.wire.Text(r.wire.Exchanges[before].Request)) + " / " + text
	}
	for i, e := range r.wire.Entries {
		if e.Exchange == exchange && e.Kind == transcript.Response {
			text += ", " + label(r.wire.Text(i))
		}
	}
	return text
}

// fixed is what matters of a reply: the status indicator, the response code, the
// figures of STAT, LIST and UIDL, and of a multi-line reply all of it.
func (r *replayed) fixed(exchange int) string {
	if exchange >= len(r.wire.Exchanges) {
		return "closed"
	}
	x := r.wire.Exchanges[exchange]
	asked := strings.Repeat("+ ", r.challenges(exchange))
	if x.Status < 0 {
		return asked + "no reply"
	}
	status := r.wire.Text(x.Status)
	fields := strings.Fields(status)
	short := asked + fields[0]
	switch {
	case x.Outcome == transcript.Err && len(fields) > 1 && strings.HasPrefix(fields[1], "["):
		short += " " + fields[1]
	case x.Outcome == transcript.OK && x.End > x.Status:
		short += r.body(exchange)
	case x.Outcome == transcript.OK && (x.Keyword == "STAT" || x.Keyword == "LIST"):
		short = status
	case x.Outcome == transcript.OK && x.Keyword == "UIDL":
		short += " " + fields[1]
	}
	if exchange == len(r.wire.Exchanges)-1 && r.left {
		short += ", closed"
	}
	return short
}

// challenges is how often the server asked for a response within AUTH.
func (r *replayed) challenges(exchange int) (n int) {
	for _, e := range r.wire.Entries {
		if e.Exchange == exchange && e.Kind == transcript.Challenge {
			n++
		}
	}
	return n
}

// body is that of a multi-line reply: capabilities and sizes in full, of unique-ids
// the numbers, and of a message its octets and their checksum.
func (r *replayed) body(exchange int) string {
	body := string(r.wire.Body(exchange))
	switch lines := strings.Split(strings.TrimSuffix(body, "\r\n"), "\r\n"); r.wire.Exchanges[exchange].Keyword {
	case "CAPA", "AUTH":
		return " list" // every server has its own
	case "UIDL":
		for i, line := range lines {
			lines[i], _, _ = strings.Cut(line, " ")
		}
		return " " + strings.Join(lines, "/")
	case "RETR", "TOP":
		return fmt.Sprintf(" %d octets, checksum %08x", len(body), crc32.ChecksumIEEE([]byte(body)))
	default:
		slices.Sort(lines)
		return " " + strings.Join(lines, "/")
	}
}
