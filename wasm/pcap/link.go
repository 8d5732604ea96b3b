package pcap

// The types of what a packet carries, as Ethernet numbers them.
const (
	typeIPv4 = 0x0800
	typeIPv6 = 0x86dd
	tagVLAN  = 0x8100 // a tag of four octets stands before the type
	tagOuter = 0x88a8
	tagOld   = 0x9100
)

// unwrap takes the header of the link off a packet. Known says whether this package
// has heard of the link. The IP packet is nil where there is none.
func unwrap(link uint32, p []byte) (ip []byte, known bool) {
	var at, from int
	switch link {
	case linkFrames:
		at, from = 12, 14
	case 113: // Linux, any interface: tcpdump -i any
		at, from = 14, 16
	case 276: // the same, second version
		at, from = 0, 20
	case 12, 101, 228, 229: // no header: whatever, IP, IPv4, IPv6
		return p, true
	case 0, 108: // loopback of BSD: four octets that say which IP, in an order of their own
		return p[min(4, len(p)):], true
	default:
		return nil, false
	}
	return behindType(p, at, from), true
}

// behindType gives what begins at an offset, where the type at another says IP.
// Each tag of a virtual LAN moves both.
func behindType(p []byte, at, from int) []byte {
	for ; len(p) >= from; p = p[4:] {
		switch big.u16(p[at:]) {
		case typeIPv4, typeIPv6:
			return p[from:]
		case tagVLAN, tagOuter, tagOld:
			if len(p) < from+4 {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}
