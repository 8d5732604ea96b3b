package pcap

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// segments are any that can be written.
func segments() *rapid.Generator[[]Segment] {
	address := rapid.Custom(func(t *rapid.T) Endpoint {
		octet := rapid.Byte()
		return IPv4(octet.Draw(t, "a"), octet.Draw(t, "b"), octet.Draw(t, "c"), octet.Draw(t, "d"), rapid.Uint16().Draw(t, "port"))
	})
	one := rapid.Custom(func(t *rapid.T) Segment {
		return Segment{
			Time: rapid.Int64Range(0, 1<<32*1e6-1).Draw(t, "time"),
			From: address.Draw(t, "from"), To: address.Draw(t, "to"),
			Seq: rapid.Uint32().Draw(t, "seq"), Ack: rapid.Uint32().Draw(t, "ack"),
			Flags:   rapid.ByteMax(0x1f).Draw(t, "flags"),
			Payload: rapid.SliceOfN(rapid.Byte(), 0, MSS).Draw(t, "payload"),
		}
	})
	return rapid.SliceOfN(one, 0, 5)
}

func TestWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := segments().Draw(t, "segments")
		for _, file := range [][]byte{AppendPcap(nil, want), AppendPcapng(nil, want, "poplab", "made")} {
			got := Read(file)
			if got.Packets != len(want) || !same(got.Segments, want) {
				t.Fatalf("%s:\ngot  %+v\nwant %+v", got.Format, got.Segments, want)
			}
		}
	})
}

func same(a, b []Segment) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		equal := bytes.Equal(x.Payload, y.Payload)
		x.Payload, y.Payload, x.Comment, y.Comment = nil, nil, "", ""
		if !equal || !reflect.DeepEqual(x, y) {
			return false
		}
	}
	return true
}

// The checksums of a packet make its sum zero.
func TestChecksums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, s := range segments().Draw(t, "segments") {
			ip := appendFrame(nil, &s)[ethernetSize:]
			if got := checksum(sumOctets(ip[:ipv4Size])); got != 0 {
				t.Errorf("IP: %04x is left", got)
			}
			pseudo := sumOctets(ip[12:ipv4Size]) + protocolTCP + uint32(len(ip)-ipv4Size)
			if got := checksum(pseudo + sumOctets(ip[ipv4Size:])); got != 0 {
				t.Errorf("TCP: %04x is left", got)
			}
		}
	})
}

// hello is a segment that every variant of a file below holds.
var hello = Segment{
	Time: 697170952_123456, From: IPv4(192, 0, 2, 10, 110), To: IPv4(198, 51, 100, 7, 49152),
	Seq: 1000, Ack: 2000, Flags: PSH | ACK, Payload: []byte("+OK dewey POP3 server ready\r\n"),
}

// packet is hello without the header of a link.
func packet() []byte { return appendFrame(nil, &hello)[ethernetSize:] }

func join(parts ...any) []byte {
	var b []byte
	for _, part := range parts {
		switch p := part.(type) {
		case string:
			b = append(b, p...)
		case []byte:
			b = append(b, p...)
		}
	}
	return b
}

// oldFile is a pcap file with one packet.
func oldFile(order binary.AppendByteOrder, magic, fraction, link uint32, size int, p []byte) []byte {
	var b []byte
	for _, word := range []uint32{magic, 0, 0, 0, 65535, link, 697170952, fraction, uint32(len(p)), uint32(size)} {
		b = order.AppendUint32(b, word)
	}
	return append(b, p...)
}

func TestPcapVariants(t *testing.T) {
	frame := appendFrame(nil, &hello)
	files := map[string][]byte{
		"little-endian":              oldFile(le, magicPcap, 123456, 1, len(frame), frame),
		"big-endian":                 oldFile(be, magicPcap, 123456, 1, len(frame), frame),
		"little-endian, nanoseconds": oldFile(le, magicNano, 123456789, 1, len(frame), frame),
		"big-endian, nanoseconds":    oldFile(be, magicNano, 123456789, 1, len(frame), frame),
		"length of the checksum":     oldFile(le, magicPcap, 123456, 0x24000001, len(frame), frame),
		"cut in the next record":     append(oldFile(le, magicPcap, 123456, 1, len(frame), frame), 1, 2, 3),
	}
	for name, file := range files {
		c := Read(file)
		if c.Format != "pcap" || !same(c.Segments, []Segment{hello}) {
			t.Errorf("%s: got %+v", name, c)
		}
	}
}

func TestLinks(t *testing.T) {
	tests := []struct {
		name string
		link uint32
		p    []byte
	}{
		{"Ethernet", 1, join("123456123456\x08\x00", packet())},
		{"Ethernet, padding", 1, join("123456123456\x08\x00", packet(), "\x00\x00\x00\x00")},
		{"VLAN", 1, join("123456123456\x81\x00\x00\x05\x08\x00", packet())},
		{"VLAN in VLAN", 1, join("123456123456\x88\xa8\x00\x05\x81\x00\x00\x06\x08\x00", packet())},
		{"SLL", 113, join("\x00\x00\x00\x01\x00\x06abcdef\x00\x00\x08\x00", packet())},
		{"SLL2", 276, join("\x08\x00\x00\x00\x00\x00\x00\x01\x00\x01\x00\x06abcdef\x00\x00", packet())},
		{"raw", 101, packet()}, {"raw of OpenBSD", 12, packet()}, {"IPv4", 228, packet()},
		{"loopback", 0, join("\x02\x00\x00\x00", packet())}, {"loopback of OpenBSD", 108, join("\x00\x00\x00\x02", packet())},
	}
	for _, test := range tests {
		c := Read(oldFile(le, magicPcap, 123456, test.link, len(test.p), test.p))
		if !same(c.Segments, []Segment{hello}) {
			t.Errorf("%s: got %+v", test.name, c)
		}
	}
	for name, p := range map[string][]byte{
		"ARP": join("123456123456\x08\x06", packet()), "short": []byte("123456"), "tag and no more": []byte("123456123456\x81\x00"),
	} {
		if c := Read(oldFile(le, magicPcap, 0, 1, len(p), p)); c.Packets != 1 || len(c.Segments) > 0 || c.Foreign > 0 {
			t.Errorf("%s: got %+v", name, c)
		}
	}
	if c := Read(oldFile(le, magicPcap, 0, 105, 60, packet())); c.Foreign != 1 || len(c.Segments) > 0 {
		t.Errorf("wireless: got %+v", c)
	}
}

// tcp is hello without the header of IP.
func tcp() []byte { return packet()[ipv4Size:] }

// six is an IPv6 packet: the first next header, and what follows the fixed one.
func six(next string, rest []byte) []byte {
	size := binary.BigEndian.AppendUint16(nil, uint16(len(rest)))
	return join("\x60\x00\x00\x00", size, next, "\x40", v6(1), v6(2), rest)
}

func v6(last byte) []byte { return []byte{0: 0x20, 1: 1, 2: 0x0d, 3: 0xb8, 15: last} }

func TestIPv6(t *testing.T) {
	want := hello
	want.From.Address, want.To.Address = [16]byte(v6(1)), [16]byte(v6(2))
	tests := map[string][]byte{
		"plain":           six("\x06", tcp()),
		"hop by hop":      six("\x00", join("\x06\x00\x00\x00\x00\x00\x00\x00", tcp())),
		"two":             six("\x2b", join("\x3c\x01", make([]byte, 14), "\x06\x00\x00\x00\x00\x00\x00\x00", tcp())),
		"authentication":  six("\x33", join("\x06\x02", make([]byte, 14), tcp())),
		"atomic fragment": six("\x2c", join("\x06\x00\x00\x00abcd", tcp())),
	}
	for name, p := range tests {
		for _, link := range []uint32{101, 229} {
			if c := Read(oldFile(le, magicPcap, 123456, link, len(p), p)); !same(c.Segments, []Segment{want}) {
				t.Errorf("%s: got %+v", name, c)
			}
		}
	}
	for name, p := range map[string][]byte{
		"UDP": six("\x11", tcp()), "endless": six("\x00", []byte("\x00\xff")), "cut": six("\x06", tcp())[:50],
	} {
		if c := Read(oldFile(le, magicPcap, 0, 101, len(p), p)); len(c.Segments) > 0 || c.Fragments > 0 {
			t.Errorf("%s: got %+v", name, c)
		}
	}
}

func TestFragments(t *testing.T) {
	first, later := packet(), packet()
	first[6], later[7] = 0x20, 1
	for _, p := range [][]byte{first, later, six("\x2c", join("\x06\x00\x00\x01abcd", tcp())), six("\x2c", join("\x06\x00\x00\x08abcd", tcp()))} {
		if c := Read(oldFile(le, magicPcap, 0, 101, len(p), p)); c.Fragments != 1 || len(c.Segments) > 0 {
			t.Errorf("got %+v", c)
		}
	}
}

func TestOptions(t *testing.T) {
	p := packet()
	p = join("\x46", p[1:ipv4Size], "\x01\x01\x01\x00", p[ipv4Size:]) // an option of IP
	p[3] += 4
	if c := Read(oldFile(le, magicPcap, 123456, 101, len(p), p)); !same(c.Segments, []Segment{hello}) {
		t.Errorf("got %+v", c)
	}
}

// What a capture left out of a packet is counted, and what the network card was to
// fill in is known from the packet.
func TestLengths(t *testing.T) {
	p := packet()
	short := Read(oldFile(le, magicPcap, 0, 101, len(p), p[:ipv4Size+tcpSize+3])).Segments[0]
	if string(short.Payload) != "+OK" || short.Missing != len(hello.Payload)-3 {
		t.Errorf("snapped: got %q, %d missing", short.Payload, short.Missing)
	}
	p[2], p[3] = 0, 0
	if c := Read(oldFile(le, magicPcap, 123456, 101, len(p), p)); !same(c.Segments, []Segment{hello}) {
		t.Errorf("no length: got %+v", c)
	}
}
