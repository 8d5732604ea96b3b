package pcap

// The files and blocks that are written have the octets of their numbers from low to
// high.

const (
	magicPcap  = 0xa1b2c3d4 // times in microseconds
	magicNano  = 0xa1b23c4d // times in nanoseconds
	linkFrames = 1          // Ethernet
	snapLength = 262144     // what a reader must have room for
)

// AppendPcap appends segments, from IPv4 to IPv4, as a pcap file. Comments have no
// place in it.
func AppendPcap(b []byte, segments []Segment) []byte {
	b = appendNumbers(b, magicPcap, 4<<16|2, 0, 0, snapLength, linkFrames) // version 2.4
	for i := range segments {
		s := &segments[i]
		size := uint32(s.frameSize())
		b = appendNumbers(b, uint32(s.Time/1e6), uint32(s.Time%1e6), size, size)
		b = appendFrame(b, s)
	}
	return b
}

// The types of blocks of a pcapng file.
const (
	blockSection   = 0x0a0d0d0a
	blockInterface = 1
	blockOld       = 2 // the packet block of the first drafts
	blockSimple    = 3
	blockEnhanced  = 6
)

const orderMagic = 0x1a2b3c4d // behind the length of a section

// The options of blocks. The numbers of the last three count within their block.
const (
	optionEnd         = 0
	optionComment     = 1
	optionApplication = 4  // of a section
	optionResolution  = 9  // of an interface
	optionOffset      = 14 // of an interface
)

// AppendPcapng appends segments, from IPv4 to IPv4, as a pcapng file, each with its
// comment. The comment of the file says what it is.
func AppendPcapng(b []byte, segments []Segment, application, comment string) []byte {
	const unknown = 1<<32 - 1
	start := len(b)
	b = appendNumbers(b, blockSection, 0, orderMagic, 1, unknown, unknown) // version 1.0
	b = appendOption(b, optionComment, comment)
	b = endBlock(appendOption(b, optionApplication, application), start)
	start = len(b)
	b = appendNumbers(b, blockInterface, 0, linkFrames, snapLength)
	b = endBlock(appendOption(b, optionResolution, "\x06"), start) // microseconds
	for i := range segments {
		s := &segments[i]
		start, size := len(b), uint32(s.frameSize())
		b = appendNumbers(b, blockEnhanced, 0, 0, uint32(uint64(s.Time)>>32), uint32(s.Time), size, size)
		b = appendFrame(b, s)
		b = pad(b, int(size))
		b = endBlock(appendOption(b, optionComment, s.Comment), start)
	}
	return b
}

//go:noinline
func appendNumbers(b []byte, list ...uint32) []byte {
	for _, n := range list {
		b = le.AppendUint32(b, n)
	}
	return b
}

// endBlock ends the options, where there are any, and writes the length of the block
// in both its places.
func endBlock(b []byte, start int) []byte {
	size := uint32(len(b) - start + 8)
	le.PutUint32(b[start+4:], size)
	return appendNumbers(b, optionEnd, size)
}

// appendOption appends an option, unless it is empty.
//
//go:noinline
func appendOption(b []byte, code uint32, value string) []byte {
	n := min(len(value), 0xffff)
	if n == 0 {
		return b
	}
	b = appendNumbers(b, code|uint32(n)<<16)
	return pad(append(b, value[:n]...), n)
}

// pad appends zeros behind n octets, up to the next multiple of four.
func pad(b []byte, n int) []byte { return append(b, "\x00\x00\x00"[:-n&3]...) }
