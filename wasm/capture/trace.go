package capture

import "strings"

// readTrace reads curl --trace and --trace-ascii: a head such as "<= Recv data, 153
// bytes (0x99)", and the octets below it behind their offsets. Both keep the octets
// exactly, but for control characters in the second.
func readTrace(l *log, w *teller) {
	var p piece
	hex := begins(l, "0000: 2b 4f 4b|0000: 2d 45 52")
	for _, line := range l.lines {
		micro, line := cutClock(withoutMeter(line))
		said, isInfo := strings.CutPrefix(line, "== Info: ")
		switch {
		case isInfo, strings.HasPrefix(line, "<= "), strings.HasPrefix(line, "=> "):
			p.end(p.size)
			p.tell(w, true)
			p = piece{micro: micro, second: line[0] == '<', size: sizeIn(line)}
			if isInfo {
				w.t.Now = micro
				w.program("* " + said)
			}
		default:
			p.add(line, hex)
		}
	}
	p.end(p.size)
	p.tell(w, true)
	if w.bodyIsEmpty() {
		w.t.EndReply() // curl does not trace all of the mail that it gets
	}
}

// add takes a line of octets behind their offset.
func (p *piece) add(line string, hex bool) {
	offset, text, found := strings.Cut(line, ": ")
	at := hexNumber(offset, len(offset))
	switch {
	case !found, at < 0, at >= p.size: // what TLS made of the octets is not shown twice
	case hex:
		p.octets = hexOctets(p.octets, text, 16)
	default:
		p.end(at)
		p.octets = append(p.octets, text...)
	}
}

// end puts in the line end that is left out before an offset.
func (p *piece) end(offset int) {
	if offset == len(p.octets)+2 {
		p.octets = append(p.octets, "\r\n"...)
	}
}

// sizeIn reads the number before " bytes"; 0 where the octets are those of TLS.
func sizeIn(line string) int {
	line, _, _ = strings.Cut(line, " bytes")
	if strings.Contains(line, "SSL data") {
		return 0
	}
	return int(max(0, number(line[strings.LastIndexByte(line, ' ')+1:])))
}
