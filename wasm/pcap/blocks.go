package pcap

import (
	"encoding/binary"
	"math/bits"
)

// section is a part of a pcapng file with an order of octets and interfaces of its
// own.
type section struct {
	order      binary.ByteOrder
	interfaces []networkInterface
	now        int64 // of the last packet that had a time
}

// networkInterface is where packets were captured.
type networkInterface struct {
	link       uint32
	snap       uint32 // octets that were kept of a packet; 0 for all
	resolution byte   // of times, as the option writes it
	offset     int64  // of times, in seconds
}

// readBlocks reads a pcapng file.
func (c *Capture) readBlocks(file []byte) {
	var s section
	for rest := file; len(rest) >= 12; {
		kind := le.Uint32(rest)
		if kind == blockSection {
			if s = newSection(rest[8:]); s.order == nil {
				return
			}
		}
		size := clamp(s.order.Uint32(rest[4:]), len(rest))
		if size < 12 {
			return
		}
		if kind != blockSection {
			c.block(&s, s.order.Uint32(rest), rest[8:size])
		}
		rest = rest[padded(size, rest):]
	}
}

// newSection finds the order of octets behind the length; without it nothing can
// be read.
func newSection(magic []byte) section {
	switch {
	case le.Uint32(magic) == orderMagic:
		return section{order: le}
	case be.Uint32(magic) == orderMagic:
		return section{order: be}
	}
	return section{}
}

// block reads an interface or a packet.
func (c *Capture) block(s *section, kind uint32, body []byte) {
	switch {
	case kind == blockInterface && len(body) >= 8:
		s.interfaces = append(s.interfaces, s.newInterface(body))
	case kind == blockEnhanced && len(body) >= 20:
		c.timed(s, s.order.Uint32(body), body)
	case kind == blockOld && len(body) >= 20:
		c.timed(s, uint32(s.order.Uint16(body)), body)
	case kind == blockSimple && len(body) >= 4 && len(s.interfaces) > 0:
		size := s.order.Uint32(body)
		if snap := s.interfaces[0].snap; snap > 0 {
			size = min(size, snap)
		}
		// It has no time; that of the packet before it keeps the order.
		c.packet(s.interfaces[0].link, s.now, body[4:][:clamp(size, len(body)-4)])
	}
}

// timed reads the block of a packet that has a time. Both kinds are alike behind
// the number of the interface.
func (c *Capture) timed(s *section, number uint32, body []byte) {
	if uint64(number) >= uint64(len(s.interfaces)) {
		c.Packets++
		c.Foreign++
		return
	}
	from := &s.interfaces[number]
	s.now = from.time(uint64(s.order.Uint32(body[4:]))<<32 | uint64(s.order.Uint32(body[8:])))
	c.packet(from.link, s.now, body[20:][:clamp(s.order.Uint32(body[12:]), len(body)-20)])
}

func (s *section) newInterface(body []byte) networkInterface {
	n := networkInterface{link: uint32(s.order.Uint16(body)), snap: s.order.Uint32(body[4:]), resolution: 6}
	for rest := body[8:]; len(rest) >= 4; {
		code, size := s.order.Uint16(rest), int(s.order.Uint16(rest[2:]))
		rest = rest[4:]
		if size > len(rest) || code == optionEnd {
			break
		}
		switch {
		case code == optionResolution && size == 1:
			n.resolution = rest[0]
		case code == optionOffset && size == 8:
			n.offset = int64(s.order.Uint64(rest))
		}
		rest = rest[padded(size, rest):]
	}
	return n
}

// padded is n up to the next multiple of four, as far as there is more.
func padded(n int, p []byte) int { return min(n+-n&3, len(p)) }

// time turns a time of the interface into microseconds since 1970. The resolution
// is a negative power of ten or, with the highest bit set, of two.
func (n *networkInterface) time(ticks uint64) int64 {
	power := n.resolution & 0x7f
	if n.resolution&0x80 != 0 {
		high, low := bits.Mul64(ticks, 1e6)
		return int64(high<<(64-power)|low>>power) + n.offset*1e6
	}
	for ; power > 6; power-- {
		ticks /= 10
	}
	for ; power < 6; power++ {
		ticks *= 10
	}
	return int64(ticks) + n.offset*1e6
}
