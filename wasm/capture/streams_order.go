package capture

import "poplab/wasm/transcript"

// speak tells both streams chunk by chunk, in the order in which they came, but for
// one thing: what a segment acknowledges was sent before it, whatever the order in
// the capture. A capture of too many lines is not told to its end.
func (c *connection) speak(t *transcript.Transcript) {
	x, y := &c.sides[0], &c.sides[1]
	for len(x.chunks)+len(y.chunks) > 0 && len(t.Entries) <= MaxLines {
		if y.isBefore(x) {
			x, y = y, x
		}
		if x.waits(y) && !y.waits(x) {
			x, y = y, x
		}
		p := x.chunks[0]
		x.chunks = x.chunks[1:]
		t.Now = max(t.Now, p.time)
		if !p.waits(y) {
			c.skip(t, y, p.heard)
		}
		c.skip(t, x, p.from)
		c.say(t, x, p.octets)
	}
	c.skip(t, x, x.size())
	c.skip(t, y, y.size())
}

// isBefore says whether the next chunk of a stream came before that of another.
func (s *stream) isBefore(other *stream) bool {
	if len(s.chunks) == 0 || len(other.chunks) == 0 {
		return len(other.chunks) == 0
	}
	return s.chunks[0].isBefore(other.chunks[0])
}

// waits says whether the next chunk of a stream acknowledges one of the other that
// was not told yet.
func (s *stream) waits(other *stream) bool {
	return len(s.chunks) > 0 && s.chunks[0].waits(other)
}

func (c *chunk) waits(other *stream) bool {
	return len(other.chunks) > 0 && other.chunks[0].from < c.heard
}

// skip tells of octets before a place that were sent, and that the capture lacks.
func (c *connection) skip(t *transcript.Transcript, s *stream, to int64) {
	if missing := min(to, s.size()) - s.next; missing > 0 {
		t.Skip(c.name(s), int(missing))
		s.next += missing
	}
}

// say tells octets of a stream.
func (c *connection) say(t *transcript.Transcript, s *stream, octets []byte) {
	if c.name(s) == transcript.Client {
		t.Client(octets)
	} else {
		t.Server(octets)
	}
	s.next += int64(len(octets))
}

func (c *connection) name(s *stream) transcript.Side {
	if s == &c.sides[c.client] {
		return transcript.Client
	}
	return transcript.Server
}
