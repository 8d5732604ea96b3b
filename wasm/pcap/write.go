package pcap

import "encoding/binary"

const (
	magicPcap  = 0xa1b2c3d4 // times in microseconds
	magicNano  = 0xa1b23c4d // times in nanoseconds
	linkFrames = 1          // Ethernet
	snapLength = 262144     // what a reader must have room for
)

var le = binary.LittleEndian

// AppendPcap appends segments, from IPv4 to IPv4, as a pcap file of Ethernet
// frames. Comments have no place in it.
func AppendPcap(b []byte, segments []Segment) []byte {
	b = le.AppendUint32(b, magicPcap)
	b = append(b, 2, 0, 4, 0) // version
	b = append(b, make([]byte, 8)...)
	b = le.AppendUint32(b, snapLength)
	b = le.AppendUint32(b, linkFrames)
	for i := range segments {
		s := &segments[i]
		b = le.AppendUint32(b, uint32(s.Time/1e6))
		b = le.AppendUint32(b, uint32(s.Time%1e6))
		b = append(b, make([]byte, 8)...)
		start := len(b)
		b = appendFrame(b, s)
		le.PutUint32(b[start-8:], uint32(len(b)-start))
		le.PutUint32(b[start-4:], uint32(len(b)-start))
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

// AppendPcapng appends segments, from IPv4 to IPv4, as a pcapng file of Ethernet
// frames, each with its comment. The comment of the file says what it is.
func AppendPcapng(b []byte, segments []Segment, application, comment string) []byte {
	b, start := beginBlock(b, blockSection)
	b = le.AppendUint32(b, orderMagic)
	b = append(b, 1, 0, 0, 0)                                     // version
	b = append(b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) // of unknown length
	b = appendOption(appendOption(b, optionComment, comment), optionApplication, application)
	b = endBlock(b, start)

	b, start = beginBlock(b, blockInterface)
	b = append(b, linkFrames, 0, 0, 0)
	b = le.AppendUint32(b, snapLength)
	b = endBlock(appendOption(b, optionResolution, "\x06"), start)
	for i := range segments {
		b = appendEnhanced(b, &segments[i])
	}
	return b
}

func appendEnhanced(b []byte, s *Segment) []byte {
	b, start := beginBlock(b, blockEnhanced)
	b = append(b, 0, 0, 0, 0) // the interface
	b = le.AppendUint32(b, uint32(uint64(s.Time)>>32))
	b = le.AppendUint32(b, uint32(s.Time))
	b = append(b, make([]byte, 8)...)
	packet := len(b)
	b = appendFrame(b, s)
	le.PutUint32(b[packet-8:], uint32(len(b)-packet))
	le.PutUint32(b[packet-4:], uint32(len(b)-packet))
	b = pad(b, len(b)-packet)
	return endBlock(appendOption(b, optionComment, s.Comment), start)
}

// beginBlock leaves room for the length, which endBlock fills in.
func beginBlock(b []byte, kind uint32) (_ []byte, start int) {
	start = len(b)
	b = le.AppendUint32(b, kind)
	return append(b, 0, 0, 0, 0), start
}

// endBlock ends the options, where there are any, and the block.
func endBlock(b []byte, start int) []byte {
	b = append(b, optionEnd, 0, 0, 0)
	size := uint32(len(b) - start + 4)
	le.PutUint32(b[start+4:], size)
	return le.AppendUint32(b, size)
}

// appendOption appends an option, unless it is empty.
func appendOption(b []byte, code uint16, value string) []byte {
	value = value[:min(len(value), 0xffff)]
	if value == "" {
		return b
	}
	b = le.AppendUint16(b, code)
	b = le.AppendUint16(b, uint16(len(value)))
	b = append(b, value...)
	return pad(b, len(value))
}

// pad appends zeros behind n octets, up to the next multiple of four.
func pad(b []byte, n int) []byte { return append(b, make([]byte, -n&3)...) }
