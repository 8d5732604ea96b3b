package capture

import (
	"encoding/base64"
	"strings"
)

// A stream that Wireshark or tshark followed is a row of pieces, each of one of two
// peers. Where no name tells the peer, a tab or four blanks stand before the lines of
// the second.

// piece are octets that one side sent.
type piece struct {
	micro  int64
	second bool // the second peer, or with curl the server
	size   int  // octets it should have
	octets []byte
}

// tellPieces gives the pieces to their sides: the first piece that begins with a
// reply is the server's.
func tellPieces(w *teller, pieces []piece) {
	server := true
	for i := range pieces {
		if isReply(string(pieces[i].octets[:min(len(pieces[i].octets), 4)])) {
			server = pieces[i].second
			break
		}
	}
	for i := range pieces {
		pieces[i].tell(w, server)
	}
}

// tell gives the octets to their side; server is what second is for the server's.
func (p *piece) tell(w *teller, server bool) {
	w.t.Now = p.micro
	switch {
	case len(p.octets) == 0:
	case p.second == server:
		w.fromServer(p.octets, isReply(string(p.octets[:min(4, len(p.octets))])))
	default:
		w.fromClient(p.octets)
	}
}

// readPieces reads pieces as text, each below the number of its octets. A text that
// was pasted has lost the CR of its line ends, so a line counts two octets for its
// end.
func readPieces(l *log, w *teller) {
	var pieces []piece
	for at := 0; at < len(l.lines); at++ {
		rest := strings.TrimLeft(l.lines[at], blanks)
		p := piece{second: rest != l.lines[at], size: int(number(rest))}
		for len(p.octets) < p.size && at+1 < len(l.lines) {
			at++
			p.octets = append(append(p.octets, l.lines[at]...), "\r\n"...)
		}
		p.octets = p.octets[:max(0, min(p.size, len(p.octets)))]
		pieces = append(pieces, p)
	}
	tellPieces(w, pieces)
}

// readHex reads the forms with hexadecimal digits: dumps with an offset of eight
// digits before each line and text behind it, long rows of digits, and C arrays such
// as "char peer0_0[] = { /* Packet 4 */".
func readHex(l *log, w *teller) {
	var pieces []piece
	var p piece
	arrays := false
	for _, line := range l.lines {
		rest := strings.TrimLeft(line, blanks)
		if name, ok := strings.CutPrefix(rest, "char peer"); ok {
			arrays = true
			pieces = append(pieces, p)
			p = piece{second: strings.HasPrefix(name, "1")}
			continue
		}
		if second := rest != line; !arrays && second != p.second {
			pieces = append(pieces, p)
			p = piece{second: second}
		}
		if hexNumber(rest, 8) >= 0 && strings.HasPrefix(rest[8:], "  ") {
			p.octets = hexOctets(p.octets, rest[10:], 16)
		} else {
			p.octets = hexOctets(p.octets, rest, len(rest))
		}
	}
	tellPieces(w, append(pieces, p))
}

// readYAML reads the form that has times: "peer: 1", "timestamp: 1795342726.480929"
// and lines of base64 below "data:".
func readYAML(l *log, w *teller) {
	pieces := []piece{{}}
	for _, line := range l.lines {
		p := &pieces[len(pieces)-1]
		switch key, value, found := strings.Cut(strings.TrimLeft(line, " -"), ": "); {
		case strings.HasSuffix(key, ":"): // of the lists of peers and packets
		case !found:
			p.octets = append(p.octets, key...)
		case key == "packet":
			pieces = append(pieces, piece{})
		case key == "peer":
			p.second = value == "1"
		case key == "timestamp":
			p.micro = microseconds(value)
		}
	}
	for i := range pieces {
		// What is no base64 gives what comes before that, or nothing.
		pieces[i].octets, _ = base64.StdEncoding.DecodeString(string(pieces[i].octets))
	}
	tellPieces(w, pieces)
}

// microseconds reads seconds since 1970 with a fraction.
func microseconds(s string) int64 {
	whole, part, _ := strings.Cut(s, ".")
	seconds, fraction := number(whole), number((part + "000000")[:6])
	if seconds < 0 || fraction < 0 || len(whole) > 12 {
		return 0
	}
	return seconds*1_000_000 + fraction
}
