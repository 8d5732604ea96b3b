// Package pcap reads and writes packet captures: the files of tcpdump (pcap) and
// of Wireshark (pcapng), and the TCP segments in them.
//
//	file ──► Read ──► []Segment ──► AppendPcap, AppendPcapng ──► file
//
// A pcap file is a header and a record for each packet. A pcapng file is a chain of
// blocks, of which a reader skips those that it does not know:
//
//	pcap     header(order, resolution, link)  record(time, lengths, packet) ...
//	pcapng   section(order)  interface(link, resolution)  packet(time, lengths, packet) ...
//
// And a packet is a frame of its link, with IPv4 or IPv6 in it, with TCP in that
// (link.go, ip.go). Whatever is no TCP is counted and left out.
//
// It knows packets and nothing of what they carry: package capture puts the
// segments of a file together to sessions, and package export cuts a session into
// segments. The formats are those of draft-ietf-opsawg-pcap and
// draft-ietf-opsawg-pcapng.
package pcap

// Endpoint is an address and a port of TCP.
type Endpoint struct {
	Address [16]byte // IPv6, or IPv4 mapped into it (RFC 4291 section 2.5.5.2)
	Port    uint16
}

// IPv4 is an endpoint with an address of four octets.
//
//go:noinline
func IPv4(a, b, c, d byte, port uint16) Endpoint {
	return Endpoint{[16]byte{10: 0xff, 11: 0xff, 12: a, 13: b, 14: c, 15: d}, port}
}

// Flags of a TCP segment (RFC 9293 section 3.1).
const (
	FIN = 1 << iota
	SYN
	RST
	PSH
	ACK
)

// Segment is a TCP segment, or what a capture kept of it.
type Segment struct {
	Time     int64 // microseconds since 1970
	From, To Endpoint
	Seq, Ack uint32
	Flags    byte
	Payload  []byte
	Missing  int    // octets of the payload that the capture cut off
	Comment  string // for pcapng, which can keep one with each packet
}
