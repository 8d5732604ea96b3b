package pcap

import (
	"encoding/binary"
	"testing"
)

// file builds a pcapng file block by block.
type file struct {
	order binary.AppendByteOrder
	b     []byte
}

// block adds a block whose words are numbers of 32 bits and octets.
func (f *file) block(kind uint32, parts ...any) *file {
	var body []byte
	for _, part := range parts {
		switch p := part.(type) {
		case int:
			body = f.order.AppendUint32(body, uint32(p))
		case []byte:
			body = pad(append(body, p...), len(p))
		}
	}
	size := uint32(len(body) + 12)
	f.b = f.order.AppendUint32(f.order.AppendUint32(f.b, kind), size)
	f.b = f.order.AppendUint32(append(f.b, body...), size)
	return f
}

func (f *file) section() *file {
	return f.block(blockSection, orderMagic, []byte("\x01\x00\x00\x00"), -1, -1)
}

// link adds an interface, with options in the order of octets of the file.
func (f *file) link(link uint16, snap int, options ...[]byte) *file {
	words := []any{f.order.AppendUint16(nil, link), snap}
	for _, o := range options {
		words = append(words, o)
	}
	return f.block(blockInterface, words...)
}

func (f *file) option(code uint16, value []byte) []byte {
	b := f.order.AppendUint16(f.order.AppendUint16(nil, code), uint16(len(value)))
	return append(b, value...)
}

func (f *file) enhanced(number int, ticks uint64) *file {
	p := packet()
	return f.block(blockEnhanced, number, int(ticks>>32), int(uint32(ticks)), len(p), len(p), p)
}

func TestPcapngVariants(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{le, be} {
		f := &file{order: order}
		f.section().link(101, 0).block(0x0bad, []byte("unknown")).enhanced(0, uint64(hello.Time))
		f.link(1, 0).link(101, 0, f.option(optionResolution, []byte{9})).enhanced(2, uint64(hello.Time)*1000+999)
		f.link(101, 0, f.option(0x5555, []byte("what")), f.option(optionResolution, []byte{3}), f.option(optionEnd, nil)).
			enhanced(3, uint64(hello.Time)/1000)
		f.section().link(101, 0, f.option(optionResolution, []byte{0x8a})).enhanced(0, 697170952<<10|512)
		f.link(101, 0, f.option(optionOffset, order.AppendUint64(nil, 697170000))).enhanced(1, 952_123456)
		p := packet()
		f.block(blockOld, join(order.AppendUint16(nil, 1), order.AppendUint16(nil, 7)), 0, 952_123456, len(p), len(p), p)
		c := Read(f.b)
		want := []int64{0, 0, -456, 500000 - 123456, 0, 0}
		if c.Format != "pcapng" || c.Packets != len(want) || len(c.Segments) != len(want) {
			t.Fatalf("%v: got %+v", order, c)
		}
		for i, shift := range want {
			if got := c.Segments[i]; got.Time != hello.Time+shift || string(got.Payload) != string(hello.Payload) {
				t.Errorf("%v: packet %d: got %+v", order, i, got)
			}
		}
	}
}

func TestSimplePackets(t *testing.T) {
	f, p := &file{order: le}, packet()
	f.section().link(101, 44).enhanced(0, 7).block(blockSimple, len(p), p[:44])
	c := Read(f.b)
	if len(c.Segments) != 2 || c.Segments[1].Time != 7 || c.Segments[1].Missing != len(hello.Payload)-4 {
		t.Errorf("got %+v", c)
	}
	if c := Read((&file{order: le}).section().block(blockSimple, len(p), p).b); c.Foreign != 1 {
		t.Errorf("no interface: got %+v", c)
	}
}

func TestBrokenPcapng(t *testing.T) {
	f := (&file{order: le}).section().link(101, 0).enhanced(1, 0)
	if c := Read(f.b); c.Foreign != 1 || len(c.Segments) > 0 {
		t.Errorf("an interface that is not there: got %+v", c)
	}
	whole := (&file{order: be}).section().link(101, 0).enhanced(0, 0).enhanced(0, 0).b
	for n := range whole { // every end there can be
		if c := Read(whole[:n]); len(c.Segments) > 2 {
			t.Errorf("%d octets: got %+v", n, c)
		}
	}
	if c := Read(whole[:len(whole)-10]); len(c.Segments) != 2 || c.Segments[1].Missing == 0 && len(c.Segments[1].Payload) < len(hello.Payload) {
		t.Errorf("cut: got %+v", c)
	}
	if c := Read([]byte("\x0a\x0d\x0d\x0a\x1c\x00\x00\x00abcdefghijklmnopqrst")); c.Packets != 0 {
		t.Errorf("no order: got %+v", c)
	}
	for _, text := range []string{"", "+OK", "+OK ready\r\n"} {
		if c := Read([]byte(text)); c.Format != "" {
			t.Errorf("%q: got %+v", text, c)
		}
	}
}

// Whatever a file holds, it is read without a panic, and never more of it than
// there is.
func FuzzSegments(f *testing.F) {
	frame := appendFrame(nil, &hello)
	f.Add(oldFile(le, magicPcap, 1, 1, len(frame), frame))
	f.Add(oldFile(be, magicNano, 1, 101, 90, six("\x00", join("\x06\x00\x00\x00\x00\x00\x00\x00", tcp()))))
	f.Add(AppendPcapng(nil, []Segment{hello, {Flags: SYN}}, "poplab", "made"))
	g := &file{order: be}
	f.Add(g.section().link(276, 9, g.option(optionResolution, []byte{0xff})).enhanced(0, 1).block(blockSimple, 99, packet()).b)
	f.Fuzz(func(t *testing.T, file []byte) {
		c, octets := Read(file), 0
		for _, s := range c.Segments {
			if octets += len(s.Payload); s.Missing < 0 {
				t.Errorf("%d octets are missing", s.Missing)
			}
		}
		if octets > len(file) || c.Packets > len(file)/12 || len(c.Segments)+c.Fragments+c.Foreign > c.Packets {
			t.Errorf("%d octets, %d segments, %d packets of %d octets", octets, len(c.Segments), c.Packets, len(file))
		}
	})
}
