package pcap

import "encoding/binary"

// MSS is how many octets of payload a written segment may have: what an Ethernet
// frame leaves beside the headers of IP and TCP (RFC 9293 section 3.7.1).
const MSS = 1460

const (
	ethernetSize = 14
	ipv4Size     = 20
	tcpSize      = 20
)

// window is what each side says it has room for. No segment waits for room, since
// the other side acknowledges long before it is used up.
const window = 64240

var be = binary.BigEndian

// appendFrame appends a segment as an Ethernet frame. Its addresses are IPv4; its
// SYN says MSS.
func appendFrame(b []byte, s *Segment) []byte {
	b = appendStation(b, s.To)
	b = appendStation(b, s.From)
	b = be.AppendUint16(b, typeIPv4)
	b = appendIPv4(b, s)
	return appendTCP(b, s)
}

// appendStation appends an Ethernet address of the block for documentation (RFC
// 9542), with the last octet of the IP address.
func appendStation(b []byte, e Endpoint) []byte {
	return append(b, 0x00, 0x00, 0x5e, 0x00, 0x53, e.Address[15])
}

// appendIPv4 appends a header that forbids fragments (RFC 791 section 3.1).
func appendIPv4(b []byte, s *Segment) []byte {
	start := len(b)
	b = append(b, 0x45, 0)
	b = be.AppendUint16(b, uint16(ipv4Size+tcpSize+len(s.options())+len(s.Payload)))
	b = append(b, 0, 0, 0x40, 0, 64, protocolTCP, 0, 0)
	b = append(b, s.From.Address[12:]...)
	b = append(b, s.To.Address[12:]...)
	be.PutUint16(b[start+10:], checksum(0, b[start:]))
	return b
}

// appendTCP appends header and payload (RFC 9293 section 3.1).
func appendTCP(b []byte, s *Segment) []byte {
	start, options := len(b), s.options()
	b = be.AppendUint16(b, s.From.Port)
	b = be.AppendUint16(b, s.To.Port)
	b = be.AppendUint32(b, s.Seq)
	b = be.AppendUint32(b, s.Ack)
	b = append(b, byte(tcpSize+len(options))/4<<4, s.Flags)
	b = be.AppendUint16(b, window)
	b = append(b, 0, 0, 0, 0)
	b = append(b, options...)
	b = append(b, s.Payload...)
	// The addresses and the length are summed up as if they stood before it.
	pseudo := sum(sum(protocolTCP+uint64(len(b)-start), s.From.Address[12:]), s.To.Address[12:])
	be.PutUint16(b[start+16:], checksum(pseudo, b[start:]))
	return b
}

// options are those of the segment: in a SYN, the maximum segment size.
func (s *Segment) options() []byte {
	if s.Flags&SYN == 0 {
		return nil
	}
	return []byte{2, 4, MSS >> 8, MSS & 0xff}
}

// checksum is the complement of the sum in ones' complement (RFC 1071 section 1).
func checksum(start uint64, p []byte) uint16 {
	n := sum(start, p)
	for n > 0xffff {
		n = n>>16 + n&0xffff
	}
	return ^uint16(n)
}

// sum adds up words of 16 bits.
func sum(n uint64, p []byte) uint64 {
	for ; len(p) >= 2; p = p[2:] {
		n += uint64(be.Uint16(p))
	}
	if len(p) == 1 {
		n += uint64(p[0]) << 8
	}
	return n
}
