package capture

import "strings"

// readTrace reads curl --trace and --trace-ascii: a head such as "<= Recv data, 153
// bytes (0x99)", and the octets below it behind their offsets. Both keep the octets
// exactly, but for control characters in the second.
func readTrace(l *log, w *teller) {
	var p piece
	for _, line := range l.lines {
		micro, line := cutClock(line)
		switch {
		case strings.HasPrefix(line, "<= "), strings.HasPrefix(line, "=> "):
			p.tell(w)
			p = piece{micro: micro, server: line[0] == '<', wanted: !strings.Contains(line, "SSL data"), size: sizeIn(line)}
		case strings.HasPrefix(line, "== Info: "):
			p.tell(w)
			p = piece{}
			w.t.Now = micro
			w.program("* " + line[len("== Info: "):])
		default:
			p.add(line)
		}
	}
	p.tell(w)
	if w.bodyIsEmpty() {
		w.t.EndReply() // curl does not trace all of the mail that it gets
	}
}

// piece are octets that one side sent.
type piece struct {
	micro  int64
	server bool
	wanted bool // it is of POP3
	size   int  // octets it should have
	octets []byte
}

// add takes a line of octets behind their offset, as hexadecimal or as text. In text
// the line ends are left out: the offset of the next line tells.
func (p *piece) add(line string) {
	offset, text, found := strings.Cut(line, ": ")
	at, ok := hexNumber(offset)
	if !found || !ok || !p.wanted {
		return
	}
	p.pad(at)
	if octets, ok := hexOctets(text); ok {
		p.octets = append(p.octets, octets...)
	} else {
		p.octets = append(p.octets, text...)
	}
}

// pad puts in the line end that was left out before an offset.
func (p *piece) pad(offset int) {
	if offset == len(p.octets)+2 {
		p.octets = append(p.octets, "\r\n"...)
	}
}

// tell gives the octets to their side.
func (p *piece) tell(w *teller) {
	if len(p.octets) == 0 {
		return
	}
	p.pad(p.size)
	w.t.Now = p.micro
	if p.server {
		w.fromServer(p.octets, isReply(string(p.octets[:min(4, len(p.octets))])))
	} else {
		w.fromClient(p.octets)
	}
}

// sizeIn reads the number before " bytes".
func sizeIn(line string) int {
	line, _, _ = strings.Cut(line, " bytes")
	return int(max(0, number(line[strings.LastIndexByte(line, ' ')+1:])))
}
