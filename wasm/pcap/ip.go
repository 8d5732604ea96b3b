package pcap

const protocolTCP = 6

// found is what a packet turned out to be.
type found byte

const (
	other    found = iota // no TCP, or too little of it
	segment               // of TCP
	fragment              // a piece of a larger packet
)

// readIP reads a packet of either version into s.
func (s *Segment) readIP(p []byte) found {
	switch {
	case len(p) >= ipv4Size && p[0]>>4 == 4:
		return s.readIPv4(p)
	case len(p) >= ipv6Size && p[0]>>4 == 6:
		return s.readIPv6(p)
	}
	return other
}

// readIPv4 reads a packet with or without options (RFC 791 section 3.1).
func (s *Segment) readIPv4(p []byte) found {
	header, size := int(p[0]&0xf)*4, int(big.u16(p[2:]))
	if size == 0 {
		size = len(p) // the network card was to fill it in
	}
	switch {
	case p[9] != protocolTCP || header < ipv4Size || header > size:
		return other
	case big.u16(p[6:])&0x3fff != 0: // more of it to come, or not its beginning
		return fragment
	}
	s.From, s.To = IPv4(0, 0, 0, 0, 0), IPv4(0, 0, 0, 0, 0)
	copy(s.From.Address[12:], p[12:])
	copy(s.To.Address[12:], p[16:])
	return s.readTCP(p[min(header, len(p)):], size-header)
}

const ipv6Size = 40

// The headers that may stand between IPv6 and TCP (RFC 8200 section 4).
const (
	hopByHop       = 0
	routing        = 43
	fragmentHeader = 44
	authentication = 51
	destination    = 60
)

// readIPv6 reads a packet and the extension headers in it (RFC 8200 section 3).
func (s *Segment) readIPv6(p []byte) found {
	copy(s.From.Address[:], p[8:])
	copy(s.To.Address[:], p[24:])
	size, next := int(big.u16(p[4:])), p[6]
	p = p[ipv6Size:]
	if size == 0 {
		size = len(p)
	}
	for next != protocolTCP {
		if len(p) < 8 {
			return other
		}
		length := int(p[1])*8 + 8
		switch next {
		case hopByHop, routing, destination:
		case authentication:
			length = int(p[1])*4 + 8
		case fragmentHeader:
			if big.u16(p[2:])&0xfff9 != 0 { // not its beginning, or more to come
				return fragment
			}
			length = 8
		default:
			return other
		}
		next = p[0]
		p = p[min(length, len(p)):]
		size -= length
	}
	return s.readTCP(p, size)
}

// readTCP reads a segment of size octets, of which the capture has p, and perhaps
// padding of the link behind it (RFC 9293 section 3.1).
func (s *Segment) readTCP(p []byte, size int) found {
	p = p[:max(0, min(size, len(p)))]
	if len(p) < tcpSize {
		return other
	}
	header := int(p[12]>>4) * 4
	if header < tcpSize || header > size {
		return other
	}
	s.From.Port, s.To.Port = big.u16(p), big.u16(p[2:])
	s.Seq, s.Ack, s.Flags = big.u32(p[4:]), big.u32(p[8:]), p[13]&(FIN|SYN|RST|PSH|ACK)
	s.Payload = p[min(header, len(p)):]
	s.Missing = size - header - len(s.Payload)
	return segment
}
