package pcap

// MSS is how many octets of payload a written segment may have: what an Ethernet
// frame leaves beside the headers of IP and TCP (RFC 9293 section 3.7.1).
const MSS = 1460

const (
	ethernetSize = 14
	ipv4Size     = 20
	tcpSize      = 20
)

// maximum is the option of a SYN that says MSS.
const maximum = "\x02\x04\x05\xb4"

// frameSize is how many octets the frame of a segment has.
func (s *Segment) frameSize() int {
	size := ethernetSize + ipv4Size + tcpSize + len(s.Payload)
	if s.Flags&SYN != 0 {
		size += len(maximum)
	}
	return size
}

// appendFrame appends a segment, from IPv4 to IPv4, as an Ethernet frame. Its headers
// are made of words of 16 bits, since checksums are.
func appendFrame(b []byte, s *Segment) []byte {
	from, to := be.Uint32(s.From.Address[12:]), be.Uint32(s.To.Address[12:])
	size := s.frameSize() - ethernetSize
	head := [...]uint16{
		// Ethernet, with addresses for documentation (RFC 9542).
		0x0000, 0x5e00, 0x5300 | uint16(byte(to)),
		0x0000, 0x5e00, 0x5300 | uint16(byte(from)),
		typeIPv4,
		// IPv4: a packet that may not become fragments (RFC 791 section 3.1).
		0x4500, uint16(size), 0, 0x4000, 0x4000 | protocolTCP, 0,
		uint16(from >> 16), uint16(from), uint16(to >> 16), uint16(to),
		// TCP: there is room for 64240 octets, more than ever wait for an ACK.
		s.From.Port, s.To.Port, uint16(s.Seq >> 16), uint16(s.Seq), uint16(s.Ack >> 16), uint16(s.Ack),
		0x5000 | uint16(s.Flags), 64240, 0, 0,
	}
	ip, tcp := head[7:17], head[17:]
	rest := append([]byte(nil), s.Payload...)
	if s.Flags&SYN != 0 {
		tcp[6] += 0x1000
		rest = append([]byte(maximum), rest...)
	}
	ip[5] = checksum(sum(0, ip))
	// Protocol, length and addresses count as if they stood in front.
	tcp[8] = checksum(sum(sum(protocolTCP+uint32(size-ipv4Size), ip[6:]), tcp) + sumOctets(rest))
	for _, word := range head {
		b = append(b, byte(word>>8), byte(word))
	}
	return append(b, rest...)
}

// checksum is the complement of a sum in ones' complement (RFC 1071 section 1).
func checksum(n uint32) uint16 {
	n = n>>16 + n&0xffff
	return ^uint16(n>>16 + n)
}

func sum(n uint32, words []uint16) uint32 {
	for _, word := range words {
		n += uint32(word)
	}
	return n
}

// sumOctets adds up octets two by two.
func sumOctets(p []byte) (n uint32) {
	for i, octet := range p {
		n += uint32(octet) << (8 * (^i & 1))
	}
	return n
}
