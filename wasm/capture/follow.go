package capture

import (
	"encoding/base64"
	"strings"
)

// A stream that Wireshark or tshark followed is a row of pieces, each of one of two
// peers. In every form but YAML and C arrays the second peer's are indented, with a
// tab or four blanks. Which peer is the server, the first reply tells.

// follower collects the pieces of such a stream.
type follower struct {
	w      *teller
	pieces []piece // server: of the second peer
}

// add appends octets of a peer.
func (f *follower) add(second bool, octets []byte, micro int64) {
	if n := len(f.pieces); n > 0 && f.pieces[n-1].server == second && micro == 0 {
		f.pieces[n-1].octets = append(f.pieces[n-1].octets, octets...)
		return
	}
	f.pieces = append(f.pieces, piece{server: second, octets: octets, micro: micro})
}

// tell gives the pieces to their sides. If the first to begin a piece with a reply
// is not the second peer, the peers change places.
func (f *follower) tell() {
	second := true
	for _, p := range f.pieces {
		if isReply(string(p.octets[:min(len(p.octets), 4)])) {
			second = p.server
			break
		}
	}
	for _, p := range f.pieces {
		p.server = p.server == second
		p.tell(f.w)
	}
}

// indented parts a line from the indentation of the second peer.
func indented(line string) (second bool, rest string) {
	rest = strings.TrimLeft(line, blanks)
	return rest != line, rest
}

// readFollowed reads what tshark -z follow prints: a head that names the form, and
// lines that depend on it.
func readFollowed(l *log, w *teller) {
	f := &follower{w: w}
	for i, line := range l.lines {
		form, ok := strings.CutPrefix(line, "Follow: tcp,")
		if !ok {
			continue
		}
		switch lines := l.lines[i+1:]; form {
		case "hex":
			f.hexDump(lines)
		case "raw":
			f.raw(lines)
		default:
			f.text(lines)
		}
		break
	}
	f.tell()
}

// text reads pieces as text, each below the number of its octets. A text that was
// pasted has lost the CR of its line ends, so a line counts two octets for its end.
func (f *follower) text(lines []string) {
	for len(lines) > 0 {
		second, rest := indented(lines[0])
		lines = lines[1:]
		size := int(number(rest))
		if rest == "" || size <= 0 {
			continue
		}
		var octets []byte
		for len(octets) < size && len(lines) > 0 {
			octets = append(append(octets, lines[0]...), "\r\n"...)
			lines = lines[1:]
		}
		f.add(second, octets[:min(size, len(octets))], 0)
	}
}

func (f *follower) raw(lines []string) {
	for _, line := range lines {
		second, rest := indented(line)
		if octets, ok := unhex(rest); ok {
			f.add(second, octets, 0)
		}
	}
}

func (f *follower) hexDump(lines []string) {
	for _, line := range lines {
		second, rest := indented(line)
		if octets, ok := hexLine(rest); ok {
			f.add(second, octets, 0)
		}
	}
}

// hexLine reads an offset of eight digits, two blanks and octets.
func hexLine(s string) (octets []byte, ok bool) {
	if len(s) < 12 || s[8:10] != "  " {
		return nil, false
	}
	if _, ok := hexNumber(s[:8]); !ok {
		return nil, false
	}
	return hexOctets(s[10:])
}

func isHexDump(l *log) bool {
	_, rest := indented(l.lines[0])
	_, ok := hexLine(rest)
	return ok
}

func readHexDump(l *log, w *teller) {
	f := &follower{w: w}
	f.hexDump(l.lines)
	f.tell()
}

// readArrays reads C arrays, "char peer0_0[] = { /* Packet 4 */" and then numbers
// such as 0x2b.
func readArrays(l *log, w *teller) {
	f, second := &follower{w: w}, false
	for _, line := range l.lines {
		if name, ok := strings.CutPrefix(line, "char peer"); ok {
			second = strings.HasPrefix(name, "1")
			continue
		}
		var octets []byte
		for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune(" ,};", r) }) {
			if octet, ok := unhex(strings.TrimPrefix(word, "0x")); ok && len(octet) == 1 && len(word) == 4 {
				octets = append(octets, octet...)
			}
		}
		if len(octets) > 0 {
			f.add(second, octets, 0)
		}
	}
	f.tell()
}

// readYAML reads the form that has times: "peer: 1", "timestamp: 1795342726.480929"
// and lines of base64 below "data:".
func readYAML(l *log, w *teller) {
	f, p := &follower{w: w}, piece{}
	var data []byte
	tell := func() {
		if octets, err := base64.StdEncoding.DecodeString(string(data)); err == nil && len(octets) > 0 {
			f.add(p.server, octets, p.micro)
		}
		data = data[:0]
	}
	for _, line := range l.lines {
		switch key, value, found := strings.Cut(strings.TrimLeft(line, " -"), ": "); {
		case !found:
			data = append(data, key...)
		case key == "peer":
			p.server = value == "1"
		case key == "timestamp":
			p.micro = microseconds(value)
		default:
			tell()
		}
	}
	tell()
	f.tell()
}

// microseconds reads seconds since 1970 with a fraction.
func microseconds(s string) int64 {
	whole, part, _ := strings.Cut(s, ".")
	part = (part + "000000")[:6]
	if number(whole) < 0 || number(part) < 0 || len(whole) > 12 {
		return 0
	}
	return number(whole)*1_000_000 + number(part)
}
