package capture

import "poplab/wasm/pcap"

const unknown = -1

// connection is one TCP connection as a capture has it.
type connection struct {
	sides  [2]stream
	client int   // which side is the client
	closer int   // which side sent the first FIN or RST
	reset  bool  // it was RST
	began  int64 // time of the first segment
	ended  int64 // time of the first FIN or RST
}

func newConnection(s *pcap.Segment) *connection {
	c := &connection{client: unknown, closer: unknown, began: s.Time}
	c.sides[0].at, c.sides[1].at = s.From, s.To
	return c
}

// stream is what one side sent. Its octets are counted from the sequence number that
// was seen first.
type stream struct {
	at     pcap.Endpoint
	chunks []*chunk
	head   string // the first octets

	known  bool   // a sequence number was seen
	seq    uint32 // that of the newest segment, and
	offset int64  // which octet has it
	whole  bool   // SYN was seen: the stream is known from its first octet
	begin  int64  // the first octet
	next   int64  // the octet behind those that were told
	high   int64  // the octet behind all that are known to have been sent
	fin    int64  // the octet behind the last, where FIN was seen
	closed bool   // it was
}

// chunk is what a segment adds to a stream.
type chunk struct {
	from   int64 // octet of the stream
	octets []byte
	heard  int64 // octets of the other stream before this one had reached its sender
	time   int64
	order  int // of the segment in the capture
}

func (c *chunk) end() int64 { return c.from + int64(len(c.octets)) }

// isBefore says whether a chunk came before another. Files with packets of several
// interfaces are often not quite in order, so the time counts first.
func (c *chunk) isBefore(other *chunk) bool {
	return c.time < other.time || c.time == other.time && c.order < other.order
}

// locate gives the octet that has a sequence number. Numbers begin again after 4 GiB,
// so it is the octet nearest to those before.
func (s *stream) locate(seq uint32) int64 {
	if !s.known {
		s.known, s.seq = true, seq
	}
	s.offset += int64(int32(seq - s.seq))
	s.seq = seq
	return s.offset
}

// late is how many octets before the first known one SYN may stand, when it comes
// behind the data.
const late = 1 << 16

// isOver says whether a segment opens another connection between the same ends.
func (c *connection) isOver(s *pcap.Segment) bool {
	mine := &c.sides[c.from(s)]
	if s.Flags&pcap.SYN == 0 || !mine.known {
		return false
	}
	before := mine.begin - (mine.offset + int64(int32(s.Seq+1-mine.seq)))
	return before != 0 && (mine.whole || before < 0 || before > late)
}

// from is the side that sent a segment.
func (c *connection) from(s *pcap.Segment) int {
	if s.From == c.sides[0].at {
		return 0
	}
	return 1
}

// never is an octet before all others.
const never = -1 << 62

// add takes a segment, and its place in the capture.
func (c *connection) add(s *pcap.Segment, order int) {
	from := c.from(s)
	mine, other := &c.sides[from], &c.sides[1-from]
	c.began = min(c.began, s.Time)
	p := &chunk{octets: s.Payload, heard: never, time: s.Time, order: order}
	if s.Flags&pcap.SYN != 0 {
		p.from = mine.locate(s.Seq + 1) // SYN counts like an octet
		mine.begin, mine.whole = p.from, true
		c.opened(from, s.Flags)
	} else {
		p.from = mine.locate(s.Seq)
	}
	if s.Flags&(pcap.ACK|pcap.RST) == pcap.ACK { // who resets may invent numbers
		p.heard = other.locate(s.Ack)
		other.high = max(other.high, p.heard)
	}
	end := p.end() + int64(s.Missing)
	if end > p.from {
		mine.high = max(mine.high, end)
	}
	if len(p.octets) > 0 {
		mine.chunks = append(mine.chunks, p)
	}
	if s.Flags&pcap.FIN != 0 {
		mine.high, mine.fin, mine.closed = max(mine.high, end), end, true
	}
	if s.Flags&(pcap.FIN|pcap.RST) != 0 && (c.closer == unknown || s.Time < c.ended) {
		c.closer, c.reset, c.ended = from, s.Flags&pcap.RST != 0, s.Time
	}
}

// opened takes what a SYN tells: the client sends the first, the server answers it.
func (c *connection) opened(from int, flags byte) {
	if flags&pcap.ACK == 0 {
		c.client = from
	} else {
		c.client = 1 - from
	}
}

// arrange puts the chunks into the order of the stream. Where they overlap, the one that
// begins first is kept, and of those that begin together the one that came first; none
// counts as come before those in front of it.
func (s *stream) arrange() {
	sortChunks(s.chunks, make([]*chunk, len(s.chunks)))
	if len(s.chunks) > 0 && !s.whole {
		s.begin = min(s.begin, s.chunks[0].from)
	}
	s.next = s.begin
	next, kept := s.begin, 0
	for _, c := range s.chunks {
		if c.end() <= next {
			continue
		}
		if c.from < next {
			c.octets, c.from = c.octets[next-c.from:], next
		}
		if kept > 0 {
			if before := s.chunks[kept-1]; c.isBefore(before) {
				c.order, c.time = before.order, before.time
			}
		}
		s.chunks[kept] = c
		kept++
		next = c.end()
	}
	s.chunks = s.chunks[:kept]
	s.head = s.words()
}

// sortChunks sorts by the place in the stream, and leaves those of one place as they
// came. Nearly all are in order already, so its halves mostly need no merging.
func sortChunks(list, spare []*chunk) {
	half := len(list) / 2
	if half == 0 {
		return
	}
	sortChunks(list[:half], spare)
	sortChunks(list[half:], spare)
	if list[half-1].from <= list[half].from {
		return
	}
	front := spare[:copy(spare, list[:half])]
	for at := 0; len(front) > 0; at++ {
		if half < len(list) && list[half].from < front[0].from {
			list[at] = list[half]
			half++
		} else {
			list[at] = front[0]
			front = front[1:]
		}
	}
}

// size is the octet behind all that were sent. FIN counts like an octet, and is none,
// also where nothing of it was seen but its ACK.
func (s *stream) size() int64 {
	switch {
	case s.closed:
		return min(s.high, s.fin)
	case s.high == s.next+1 && len(s.chunks) == 0:
		return s.next
	}
	return s.high
}
