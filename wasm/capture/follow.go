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
// reply is the server's. As text, octets of TLS are no longer what they were.
func tellPieces(w *teller, pieces []piece, text bool) {
	server := true
	for i := range pieces {
		if isReply(string(pieces[i].octets[:min(len(pieces[i].octets), 4)])) {
			server = pieces[i].second
			break
		}
	}
	for i := range pieces {
		if text && w.upgraded() {
			w.mutter("TLS record as text")
			continue
		}
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

// readPieces reads pieces as text, each below the number of its octets, and an empty
// line behind those that end with a line end.
func readPieces(l *log, w *teller) {
	var pieces []piece
	for at := 0; at < len(l.lines); {
		rest := strings.TrimLeft(l.lines[at], blanks)
		p := piece{second: rest != l.lines[at], size: int(number(rest))}
		at++
		end := l.endOfPiece(at, p.size)
		p.octets = rejoin(l.lines[at:end], p.size, end == len(l.lines) || l.lines[end] == "")
		pieces = append(pieces, p)
		at = end
	}
	tellPieces(w, pieces, true)
}

// endOfPiece finds the line behind a piece of so many octets. A line end counts one or
// two of them: a text that was pasted has lost its CR, and not every client sends one.
// So the next piece has to follow; where none does, each counts two.
func (l *log) endOfPiece(at, size int) int {
	end, octets := at, 0
	for n := 0; at+n < len(l.lines) && octets+n <= size; {
		if octets+2*n < size {
			end = at + n + 1
		}
		octets += len(l.lines[at+n])
		n++
		if octets+n-1 <= size && size <= octets+2*n && l.isNextPiece(at+n) {
			return at + n
		}
	}
	return end
}

// isNextPiece says whether a piece begins at a line, or behind an empty one.
func (l *log) isNextPiece(at int) bool {
	if at < len(l.lines) && l.lines[at] == "" {
		at++
	}
	if at == len(l.lines) {
		return true
	}
	line := strings.TrimLeft(l.lines[at], blanks)
	return number(line) > 0 || strings.HasPrefix(line, "=====")
}

// rejoin puts line ends between lines, so many that there are size octets: LF, and CR
// as long as there is room for it.
func rejoin(lines []string, size int, ended bool) []byte {
	lf, cr := len(lines), size-len(lines)
	if !ended {
		lf, cr = lf-1, cr+1
	}
	for _, line := range lines {
		cr -= len(line)
	}
	var b []byte
	for i, line := range lines {
		b = append(b, line...)
		if i < cr {
			b = append(b, '\r')
		}
		if i < lf {
			b = append(b, '\n')
		}
	}
	return b[:min(max(0, size), len(b))]
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
	tellPieces(w, append(pieces, p), false)
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
	tellPieces(w, pieces, false)
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
