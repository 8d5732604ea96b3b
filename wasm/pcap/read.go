package pcap

import "encoding/binary"

// Capture is what a file held.
type Capture struct {
	Format    string    // "pcap" or "pcapng"; "" where the file is neither
	Segments  []Segment // in the order of the file; payloads are parts of the file
	Packets   int       // of any kind
	Fragments int       // packets that are a piece of a larger IP packet, and left out
	Foreign   int       // packets of links that this package does not know
}

// Read takes a file apart, as far as it goes: where it ends within a packet, as
// the file of a program that was stopped does, that packet is the last. It never
// trusts a length, and keeps no copy of the file.
func Read(file []byte) *Capture {
	c := new(Capture)
	if len(file) < 4 {
		return c
	}
	switch magic := le.Uint32(file); magic {
	case blockSection: // the same in both orders
		c.Format = "pcapng"
		c.readBlocks(file)
	case magicPcap, magicNano:
		c.readRecords(file, le, magic == magicNano)
	default:
		magic = be.Uint32(file)
		if magic == magicPcap || magic == magicNano {
			c.readRecords(file, be, magic == magicNano)
		}
	}
	return c
}

// readRecords reads a pcap file.
func (c *Capture) readRecords(file []byte, order binary.ByteOrder, nano bool) {
	const header, record = 24, 16
	c.Format = "pcap"
	if len(file) < header {
		return
	}
	link := order.Uint32(file[20:]) & 0xffff // above are words about the checksum of frames
	for rest := file[header:]; len(rest) >= record; {
		time := int64(order.Uint32(rest[4:]))
		if nano {
			time /= 1000
		}
		time += int64(order.Uint32(rest)) * 1e6
		size := order.Uint32(rest[8:])
		rest = rest[record:]
		packet := rest[:clamp(size, len(rest))]
		rest = rest[len(packet):]
		c.packet(link, time, packet)
	}
}

// clamp is n, or the limit where n is more.
func clamp(n uint32, limit int) int { return int(min(uint64(n), uint64(limit))) }

// packet adds what a packet holds.
func (c *Capture) packet(link uint32, time int64, frame []byte) {
	c.Packets++
	p, known := unwrap(link, frame)
	if !known {
		c.Foreign++
		return
	}
	s := Segment{Time: time}
	switch s.readIP(p) {
	case segment:
		c.Segments = append(c.Segments, s)
	case fragment:
		c.Fragments++
	}
}
