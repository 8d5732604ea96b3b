package sandbox

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// What a mail program reads in the replies of the server. It has them from the
// transcript of its window, as anybody has who looks at it.

// listen reads the replies that came since it was called last.
func (d *device) listen() {
	v, t := &d.visit, d.Transcript
	for v.heard < len(t.Exchanges) && t.Exchanges[v.heard].Outcome != transcript.Pending {
		x, s := &t.Exchanges[v.heard], &d.program.steps[v.step]
		switch {
		case x.Outcome == transcript.OK:
			d.learn(v.heard, x)
		case x.Status < 0 || v.trouble != "" || s.may:
		case s.instead != "" && strings.HasPrefix(s.say, x.Keyword):
			v.turnTo(s.instead, x)
		default:
			d.giveUp(x)
		}
		v.heard++
	}
}

// turnTo puts another command in the place of one that was refused, and of those that
// are left.
func (v *visit) turnTo(instead string, x *transcript.Exchange) {
	v.left = append([]string{x.Keyword + " " + x.Arguments}, v.left...)
	for i, command := range v.left {
		v.left[i] = strings.ReplaceAll(instead, "#", strings.Fields(command)[1])
	}
}

// learn takes from a reply what the program needs later.
func (d *device) learn(i int, x *transcript.Exchange) {
	v := &d.visit
	switch x.Keyword {
	case "CAPA":
		v.offers = d.lines(i)
	case "STAT":
		words := append(strings.Fields(d.Transcript.Text(x.Status)), "", "", "")
		v.count, _ = pop3.Decimal(words[1])
		v.octets, _ = pop3.Decimal(words[2])
		if v.count == 0 && d.program.leaves {
			d.leave()
		}
	case "UIDL":
		d.number(d.lines(i))
	case "RETR", "TOP":
		d.keep(x, d.Transcript.Body(i))
	case "QUIT":
		v.done = true
	}
}

// offered says whether CAPA has a tag.
func (v *visit) offered(tag string) bool {
	for _, offer := range v.offers {
		if name, _, _ := strings.Cut(offer, " "); pop3.EqualFold(name, tag) {
			return true
		}
	}
	return false
}

// lines are those of a listing.
func (d *device) lines(exchange int) []string {
	return strings.Split(strings.TrimSuffix(string(d.Transcript.Body(exchange)), "\r\n"), "\r\n")
}

// number notes the unique-ids of a listing by the numbers that stand before them.
func (d *device) number(listing []string) {
	d.visit.uids = make([]string, d.visit.count)
	for _, line := range listing {
		word, uid, _ := strings.Cut(line, " ")
		if n, ok := pop3.Decimal(word); ok && n >= 1 && n <= d.visit.count {
			d.visit.uids[n-1] = uid
		}
	}
}

// uid is that of a message, or "" where the server told none.
func (v *visit) uid(number int) string {
	if number < 1 || number > len(v.uids) {
		return ""
	}
	return v.uids[number-1]
}

// copyOf is what the device has of a message, or nil.
func (d *device) copyOf(number int) *Copy {
	uid := d.visit.uid(number)
	for i := range d.store {
		if uid != "" && d.store[i].UID == uid {
			return &d.store[i]
		}
	}
	return nil
}

// keep puts a message into the store. The header that stood there for it gives way;
// a program that forgets has it once more.
func (d *device) keep(x *transcript.Exchange, octets []byte) {
	words := strings.Fields(x.Arguments)
	number, _ := pop3.Decimal(words[0])
	lines := append(words, "")[1]
	c := Copy{d.visit.uid(number), len(octets), field(octets, "Subject:"), lines != "0"}
	d.visit.came++
	d.visit.received += len(octets)
	if old := d.copyOf(number); old != nil && !d.program.forgets {
		*old = c
		return
	}
	d.store = append(d.store, c)
}
