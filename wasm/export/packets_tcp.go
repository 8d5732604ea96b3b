package export

import (
	"cmp"
	"strings"

	"poplab/wasm/pcap"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// A side of the connection.
const (
	client = 0
	server = 1
)

func sideOf(e *transcript.Entry) int {
	if e.Side == transcript.Client {
		return client
	}
	return server
}

// Times, in microseconds. Where a transcript does not know when a line came, it
// comes one turn after the one before it, and the clock begins with 1970.
const (
	turn  = 10_000
	delay = 40_000 // how long an ACK waits for data to go with (RFC 9293 section 3.8.6.3)
)

// cable is where segments pass: both ends of a connection, and the connections
// before it.
type cable struct {
	*Session
	segments []pcap.Segment
	clock    int64 // when the next segment passes

	number   int // connections so far
	open     bool
	session  int    // of the transcript
	trying   byte   // last octet of the address that the next connection goes to; 0 if unknown
	host     byte   // the same of the connection at hand
	opening  string // comment for the first segment
	closing  int    // entry that tells how the connection ended; 0 while none did
	last     transcript.State
	upgraded bool   // the server just agreed to STLS
	sent     [2]int // octets of the session

	ends    [2]end
	talker  int   // who sent data last
	unacked int   // segments of data since the other side acknowledged
	since   int64 // when the first of them passed
}

// end is one end of the connection.
type end struct {
	at   pcap.Endpoint
	next uint32 // sequence number of what it sends next
}

// connect ends the connection before and makes the handshake of the next (RFC 9293
// section 3.5), some time before its first line. Addresses are those for
// documentation (RFC 5737 section 3), so that no packet names a real machine.
func (c *cable) connect(e *transcript.Entry) {
	c.finish()
	if e.Session != c.session {
		c.session, c.sent = e.Session, [2]int{}
		c.host, c.trying = cmp.Or(c.trying, hostNumber(c.Host), 1), 0
	}
	c.open, c.unacked = true, 0
	n := c.number
	c.number++
	port := uint16(110)
	switch {
	case e.Kind == transcript.Sealed:
		port = 995
	case c.Transcript.Protocol(e.Session) == transcript.SMTP:
		port = 25
	}
	c.ends[client] = end{pcap.IPv4(198, 51, 100, 7, 49152+uint16(n%16384)), uint32(n)<<20 + 1000}
	c.ends[server] = end{pcap.IPv4(192, 0, 2, c.host, port), uint32(n)<<20 + 500_000_000}
	if e.Time != 0 {
		c.wait(e.Time - 2*turn)
	} else if n > 0 {
		c.pass(0)
	}
	c.send(client, pcap.SYN, nil, c.opening)
	c.pass(0)
	c.send(server, pcap.SYN|pcap.ACK, nil, "")
	c.send(client, pcap.ACK, nil, "")
	c.opening = ""
}

// hostNumber finds an address for documentation in a text, and gives its last octet;
// 0 where there is none.
func hostNumber(text string) byte {
	_, rest, _ := strings.Cut(text, "192.0.2.")
	n, ok := pop3.Decimal(strings.TrimRight(rest, "."))
	if !ok || n > 255 {
		return 0
	}
	return byte(n)
}

// data sends octets of a side. The other side acknowledges every second segment at
// once, and else with what it sends next.
func (c *cable) data(side int, octets []byte, push bool, comment string) {
	flags := byte(pcap.ACK)
	if push {
		flags |= pcap.PSH
	}
	c.send(side, flags, octets, comment)
	if c.unacked == 0 {
		c.talker, c.since = side, c.clock
	}
	if c.unacked++; c.unacked == 2 {
		c.send(1-side, pcap.ACK, nil, "")
	}
}

// send puts a segment on the wire.
func (c *cable) send(side int, flags byte, octets []byte, comment string) {
	from, to := &c.ends[side], &c.ends[1-side]
	s := pcap.Segment{
		Time: c.clock, From: from.at, To: to.at, Seq: from.next,
		Flags: flags, Payload: octets, Comment: comment,
	}
	if flags&pcap.ACK != 0 {
		s.Ack = to.next
	}
	from.next += uint32(len(octets))
	if flags&(pcap.SYN|pcap.FIN) != 0 {
		from.next++ // they count like an octet
	}
	if side != c.talker {
		c.unacked = 0
	}
	c.segments = append(c.segments, s)
	c.clock++
}

// skip leaves room for octets that the transcript lacks before an offset.
func (c *cable) skip(side, offset int) {
	if missing := offset - c.sent[side]; missing > 0 {
		c.ends[side].next += uint32(missing)
		c.sent[side] = offset
	}
}

// wait lets the clock go on. An ACK that was to go with data goes alone when its time
// has come.
func (c *cable) wait(until int64) {
	if c.unacked > 0 && until > c.since+delay {
		c.clock = max(c.clock, c.since+delay)
		c.send(1-c.talker, pcap.ACK, nil, "")
	}
	c.clock = max(c.clock, until)
}

// pass lets the clock go on to the time of a line.
func (c *cable) pass(time int64) {
	if time == 0 {
		time = c.clock + turn
	}
	c.wait(time)
}

// settle leaves the connection as it stands, with all data acknowledged.
func (c *cable) settle() {
	if c.unacked > 0 {
		c.wait(c.since + delay + 1)
	}
	c.open, c.closing = false, 0
}

// finish ends the connection as the transcript tells: who closed it sends the first
// FIN. Where it was lost, nobody closed it, and so no packet does.
func (c *cable) finish() {
	topic := transcript.NoTopic
	switch {
	case c.closing > 0:
		topic = c.Transcript.Entries[c.closing].Topic
	case c.last == transcript.Updated:
		topic = transcript.ServerClosed
	}
	switch {
	case !c.open:
	case topic == transcript.ServerClosed, topic == transcript.TimedOut:
		c.close(server)
	case topic == transcript.LearnerClosed:
		c.close(client)
	}
	c.settle()
}

// close exchanges FIN and ACK (RFC 9293 section 3.6).
func (c *cable) close(by int) {
	time, comment := int64(0), ""
	if c.closing > 0 {
		time, comment = c.Transcript.Entries[c.closing].Time, c.note(c.closing)
	}
	c.pass(time)
	c.send(by, pcap.FIN|pcap.ACK, nil, comment)
	c.pass(0)
	c.send(1-by, pcap.FIN|pcap.ACK, nil, "")
	c.send(by, pcap.ACK, nil, "")
	c.unacked = 0
}
