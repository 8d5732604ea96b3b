package pcap

import "encoding/binary"

var (
	le = binary.LittleEndian
	be = binary.BigEndian
)

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
	for _, o := range []order{little, big} {
		switch o.u32(file) {
		case magicPcap:
			c.readRecords(file, o, 1)
			return c
		case magicNano:
			c.readRecords(file, o, 1000)
			return c
		case blockSection: // the same in both orders
			c.readBlocks(file)
			return c
		}
	}
	return c
}

// order is that of the octets of numbers.
type order bool

const (
	little order = false
	big    order = true
)

// What is marked noinline in this package is called in many places, and the page would
// load a copy for each.
//
//go:noinline
func (o order) u16(p []byte) uint16 {
	if o == big {
		return be.Uint16(p)
	}
	return le.Uint16(p)
}

//go:noinline
func (o order) u32(p []byte) uint32 {
	if o == big {
		return be.Uint32(p)
	}
	return le.Uint32(p)
}

// readRecords reads a pcap file, with so many ticks in a microsecond.
func (c *Capture) readRecords(file []byte, o order, ticks int64) {
	const header, record = 24, 16
	c.Format = "pcap"
	if len(file) < header {
		return
	}
	link := o.u32(file[20:]) & 0xffff // above are words about the checksum of frames
	for rest := file[header:]; len(rest) >= record; {
		time := int64(o.u32(rest))*1e6 + int64(o.u32(rest[4:]))/ticks
		packet := rest[record:]
		packet = packet[:clamp(o.u32(rest[8:]), packet)]
		rest = rest[record+len(packet):]
		c.packet(link, time, packet)
	}
}

// clamp is n, or how many octets there are where n is more.
func clamp(n uint32, p []byte) int { return int(min(uint64(n), uint64(len(p)))) }

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
