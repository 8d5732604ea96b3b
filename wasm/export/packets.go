package export

import (
	"strconv"
	"strings"

	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

// The files of this name make packets of a session, as a cable would have carried
// them:
//
//	packets.go      entries ──► what each side wrote at once ──► segments
//	packets_cut.go  cuts what was written into segments
//	packets_tcp.go  the two ends of a connection: handshake, numbers, closing
//
// A dissector looks at one segment at a time, and finds its way by what stands at
// the beginning. So each line that the other side waits for has a segment of its
// own: a command, a status line, a challenge. A listing stands with its status line,
// and the lines of a message stand without it.

// NoPackets tells that nothing of the session was on the wire.
const NoPackets Problem = "Nothing went over the network yet, so there are no packets to save."

func writePcap(s *Session) ([]byte, error) {
	segments := s.packets()
	if len(segments) == 0 {
		return nil, NoPackets
	}
	return pcap.AppendPcap(nil, segments), nil
}

func writePcapng(s *Session) ([]byte, error) {
	segments, w := s.packets(), s.words()
	if len(segments) == 0 {
		return nil, NoPackets
	}
	comment := w.packets
	if s.Mask {
		comment += "\n" + w.secrets + ": " + w.masked
	}
	return pcap.AppendPcapng(nil, segments, "poplab", comment), nil
}

// packets are the segments of all sessions. Lines of the learner's own program were
// not on the wire; of their notes those that tell of the connection are kept, with
// the packets that open and close it.
func (s *Session) packets() []pcap.Segment {
	c := cable{Session: s}
	entries := s.Transcript.Entries
	for i := 0; i < len(entries); {
		if entries[i].Side == transcript.Local {
			c.local(i)
			i++
			continue
		}
		end := i + 1
		for end < len(entries) && together(&entries[end-1], &entries[end]) {
			end++
		}
		c.write(i, end)
		i = end
	}
	c.finish()
	return c.segments
}

// together says whether a server that sends line a sends line b at the same time.
// The terminator never goes alone: that of an empty message goes with its status
// line. A reply of SMTP goes as a whole.
func together(a, b *transcript.Entry) bool {
	if a.Side != transcript.Server || b.Side != a.Side || a.Session != b.Session || a.Exchange != b.Exchange || b.Exchange < 0 {
		return false
	}
	switch b.Kind {
	case transcript.Listing, transcript.Terminator:
		return true
	case transcript.Status, transcript.Greeting:
		return a.Kind == transcript.Listing
	case transcript.Header, transcript.Separator, transcript.Text:
		return a.Kind != transcript.Status
	}
	return false
}

// local takes what a line of the learner's program tells of the connection.
func (c *cable) local(i int) {
	e := &c.Transcript.Entries[i]
	switch e.Topic {
	case transcript.Trying:
		c.trying = hostNumber(string(e.Octets))
	case transcript.Opened, transcript.TLSBegun:
		c.opening = c.note(i)
	case transcript.ServerClosed, transcript.LearnerClosed, transcript.Lost, transcript.Unfinished, transcript.TimedOut, transcript.CableOut:
		c.closing = i
	}
}

// write puts the entries from first up to end on the wire.
func (c *cable) write(first, end int) {
	e := &c.Transcript.Entries[first]
	if c.upgraded && e.Session == c.session && e.Kind != transcript.Sealed {
		// A dissector would take what was inside TLS for TLS.
		c.settle()
		c.opening = strings.TrimSpace(c.opening + "\n" + c.words().inside)
	}
	if e.Session != c.session || !c.open {
		c.connect(e)
	}
	side, last := sideOf(e), &c.Transcript.Entries[end-1]
	c.last, c.upgraded = last.State, c.upgrades(last)
	c.skip(side, e.Offset)
	c.pass(last.Time)
	var octets []byte
	var starts []int // of lines
	for i := first; i < end; i++ {
		starts = append(starts, len(octets))
		octets = append(octets, c.wire(i)...)
	}
	for _, p := range cut(octets) {
		n := 0 // lines that begin in the piece
		for n < len(starts) && starts[n] < p.end {
			n++
		}
		c.data(side, octets[p.from:p.end], p.end == len(octets), c.comment(first, first+n))
		starts, first = starts[n:], first+n
	}
	c.sent[side] = last.Offset + len(last.Octets)
}

// upgrades says whether TLS begins behind a line.
func (c *cable) upgrades(e *transcript.Entry) bool {
	if e.Kind != transcript.Status {
		return false
	}
	x := &c.Transcript.Exchanges[e.Exchange]
	return x.Keyword == "STLS" && x.Outcome == transcript.OK
}

// wire is entry i as a file shows it on the wire. What stands for a secret is ASCII
// there, as commands are.
func (s *Session) wire(i int) string {
	octets := string(s.Transcript.Entries[i].Octets)
	if !s.Mask {
		return octets
	}
	text, masked := s.Transcript.Text(i), s.Transcript.Masked(i)
	if masked == text {
		return octets
	}
	return strings.ReplaceAll(masked, transcript.Mark, "******") + octets[len(text):]
}

// maxComment is how many octets of notes a packet gets; the last may go over it.
const maxComment = 2000

// comment are the notes of entries, numbered where there are several.
func (s *Session) comment(first, end int) string {
	if end-first == 1 {
		return s.note(first)
	}
	text := ""
	for i := first; i < end; i++ {
		if len(text) > maxComment {
			return text + "…"
		}
		text += strconv.Itoa(i-first+1) + ". " + s.note(i) + "\n"
	}
	return strings.TrimSuffix(text, "\n")
}

// note is that of entry i with its source.
func (s *Session) note(i int) string {
	return s.called(i) + " (" + s.Notes[i].RFC + dotted(s.Notes[i].Rule) + ")"
}
