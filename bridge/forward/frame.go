package forward

import "encoding/binary"

// Opcodes of frames (RFC 6455 section 5.2).
const (
	opMore   = 0 // the rest of a message
	opText   = 1
	opBinary = 2
	opClose  = 8
	opPing   = 9
	opPong   = 10
)

// header is the beginning of a frame of the page, without what it lacks on this way:
// reserved bits are not in use, and every frame is masked.
type header struct {
	opcode byte
	last   bool // of its message
	length int
	mask   [4]byte
}

// control says whether a frame is about the connection. It may come between the
// frames of a message (RFC 6455 section 5.4).
func (h header) control() bool { return h.opcode&8 != 0 }

// header reads the header of the next frame (RFC 6455 section 5.2).
func (p *page) header() (h header, why *ending) {
	if err := p.need(2); err != nil {
		return h, pageEnding(err)
	}
	first, second := p.buf[p.r], p.buf[p.r+1]
	size := lengthSize(second & 0x7f)
	if first&0x70 != 0 || second&0x80 == 0 {
		return h, badFrame
	}
	if err := p.need(2 + size + 4); err != nil {
		return h, pageEnding(err)
	}
	length := uint64(second & 0x7f)
	switch at := p.buf[p.r+2:]; size {
	case 2:
		length = uint64(binary.BigEndian.Uint16(at))
	case 8:
		length = binary.BigEndian.Uint64(at)
	}
	copy(h.mask[:], p.buf[p.r+2+size:])
	p.r += 2 + size + 4
	h.opcode, h.last = first&0xf, first&0x80 != 0
	return h, h.limit(length)
}

// lengthSize is how many octets the length takes that is not in the header itself.
func lengthSize(short byte) int {
	switch short {
	case 126:
		return 2
	case 127:
		return 8
	}
	return 0
}

// limit sets the length, if a frame of that kind may have it. The rest of a message
// counts with what came before, for which the reader has the room.
func (h *header) limit(length uint64) *ending {
	switch {
	case h.opcode > opBinary && h.opcode < opClose, h.opcode > opPong, length > 1<<63-1:
		return badFrame
	case h.control() && (length > maxControl || !h.last):
		return badFrame
	case length > maxFrame:
		return tooBig
	}
	h.length = int(length)
	return nil
}

// maxControl is the most that a ping, pong or close may carry (RFC 6455 section 5.5).
const maxControl = 125

// need waits until n octets are in p.buf, which has room for more. Once a frame has
// begun, its message must be whole within forFrame.
func (p *page) need(n int) error {
	for p.w-p.r < n {
		if p.r > 0 {
			p.w = copy(p.buf[:], p.buf[p.r:p.w])
			p.r = 0
		}
		if err := p.refill(); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) refill() error {
	p.hurry()
	n, err := p.Read(p.buf[p.w:])
	p.w += n
	if n > 0 {
		return nil
	}
	return err
}

// hurry begins the time for a message when a read would wait for more of it.
func (p *page) hurry() {
	if p.begun && !p.timed {
		p.timed = true
		aside(func() { p.readWithin(p.forFrame) })
	}
}

// rest ends the time for a message.
func (p *page) rest() {
	if p.timed {
		aside(func() { p.readWithin(0) })
	}
	p.begun, p.timed = false, false
}

// payload reads what a frame carries, into b.
func (p *page) payload(h header, b []byte) *ending {
	n := copy(b, p.buf[p.r:p.w])
	p.r += n
	for n < len(b) {
		p.hurry()
		m, err := p.Read(b[n:])
		n += m
		if m == 0 && err != nil {
			return pageEnding(err)
		}
	}
	for i := range b {
		b[i] ^= h.mask[i&3]
	}
	return nil
}
