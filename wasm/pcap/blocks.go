package pcap

import "math/bits"

// section is a part of a pcapng file with an order of octets and interfaces of its
// own.
type section struct {
	order
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
	c.Format = "pcapng"
	for rest := file; len(rest) >= 12; {
		kind := s.u32(rest)
		if kind == blockSection {
			s = section{order: order(le.Uint32(rest[8:]) != orderMagic)}
		}
		size := clamp(s.u32(rest[4:]), rest)
		if size < 12 {
			return
		}
		c.block(&s, kind, rest[8:size])
		rest = rest[padded(size, rest):]
	}
}

// padded is n up to the next multiple of four, as far as there is more.
func padded(n int, p []byte) int { return min(n+-n&3, len(p)) }

// block reads an interface or a packet. What else there is means nothing here.
func (c *Capture) block(s *section, kind uint32, body []byte) {
	const timed = 20 // octets before a packet that has a time
	switch {
	case kind == blockInterface && len(body) >= 8:
		s.interfaces = append(s.interfaces, s.newInterface(body))
	case kind == blockEnhanced && len(body) >= timed:
		c.captured(s, int(s.u32(body)), body, timed)
	case kind == blockOld && len(body) >= timed:
		c.captured(s, int(s.u16(body)), body, timed)
	case kind == blockSimple && len(body) >= 4:
		c.captured(s, 0, body, 4)
	}
}

// captured reads a block with a packet behind a head, from the interface of that
// number.
func (c *Capture) captured(s *section, number int, body []byte, head int) {
	if number >= len(s.interfaces) {
		c.Packets++
		c.Foreign++
		return
	}
	from := &s.interfaces[number]
	size := s.u32(body)
	if head > 4 {
		size = s.u32(body[12:])
		s.now = from.time(uint64(s.u32(body[4:]))<<32 | uint64(s.u32(body[8:])))
	} else if from.snap > 0 { // a simple packet: no time, so it gets that of the one before
		size = min(size, from.snap)
	}
	packet := body[head:]
	c.packet(from.link, s.now, packet[:clamp(size, packet)])
}

func (s *section) newInterface(body []byte) networkInterface {
	n := networkInterface{link: uint32(s.u16(body)), snap: s.u32(body[4:]), resolution: 6}
	for rest := body[8:]; len(rest) >= 4; {
		code, size := s.u16(rest), int(s.u16(rest[2:]))
		rest = rest[4:]
		switch {
		case size > len(rest) || code == optionEnd:
			return n
		case code == optionResolution && size == 1:
			n.resolution = rest[0]
		case code == optionOffset && size == 8:
			high, low := s.u32(rest), s.u32(rest[4:])
			if s.order == little {
				high, low = low, high
			}
			n.offset = int64(high)<<32 | int64(low)
		}
		rest = rest[padded(size, rest):]
	}
	return n
}

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
