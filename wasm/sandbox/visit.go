package sandbox

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// visit is one session of a mail program, from its first command to what it says at
// the end. It stands still while the cable is out.
type visit struct {
	open  bool     // it has begun and not ended
	step  int      // of the program, which is sent
	left  []string // commands of the step that are still to be sent
	heard int      // exchanges of the transcript that the program has read
	until string   // a command behind which the cable comes out, or ""

	offers         []string // the lines of CAPA
	count, octets  int      // by STAT
	uids           []string // of the messages, by their numbers
	came, received int      // messages fetched, and their octets
	done           bool     // QUIT was answered
	trouble        string   // why the program gave up
}

// check runs the whole session, or as much of it as the cable lets through.
func (d *device) check(until string) {
	d.checks++
	d.visit = visit{until: until, step: -1}
	d.say(transcript.Runs, d.program.name+" checks the mail of "+d.account.Name+" on "+d.server.host.Name+": "+d.program.title+".")
	switch says := &d.program.says; {
	case d.unplugged:
		d.report(transcript.Refused, d.fill(says.unreachable))
	case !d.server.listens(pop3Port):
		d.report(transcript.Refused, d.fill(says.closed))
	default:
		d.visit.open = true
		d.join(d.server, pop3Port)
		d.say(transcript.Opened, "Connected to "+d.server.host.Name+".")
		d.link.greet(pop3Port)
		d.visit.heard = len(d.Transcript.Exchanges)
		d.run()
	}
}

// run lets the program go on until its session is over, or the cable is out.
func (d *device) run() {
	v := &d.visit
	for v.open && d.linked && !d.unplugged {
		if len(v.left) == 0 {
			d.next()
		}
		d.send()
	}
	if v.open && !d.linked {
		v.open = false
		d.conclude()
	}
}

// next goes to the next step that has something to send.
func (d *device) next() {
	v := &d.visit
	for len(v.left) == 0 {
		v.step++
		s := &d.program.steps[v.step]
		if s.when != always && (s.when == withPlain) != v.offered("SASL", "PLAIN") {
			continue
		}
		for _, number := range d.about(s.about) {
			for _, command := range strings.Split(s.say, "|") {
				v.left = append(v.left, d.fill(strings.ReplaceAll(command, "#", strconv.Itoa(number))))
			}
		}
	}
}

// about gives the numbers of the messages that a step is about.
func (d *device) about(which about) []int {
	if which == none {
		return []int{0}
	}
	var numbers []int
	for number := 1; number <= d.visit.count; number++ {
		if which == all || !d.knows(number) {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// knows says whether the device needs nothing more of a message.
func (d *device) knows(number int) bool {
	c := d.copyOf(number)
	return c != nil && !d.program.forgets && (c.Whole || d.program.skims)
}

// send puts the next commands on the wire and reads what comes back. A program that
// does not wait sends one command and then, while that is on its way, all others of
// the step: the network puts them into one piece.
func (d *device) send() {
	v := &d.visit
	n, piped := 1, d.pipes()
	if piped && v.heard < len(d.Transcript.Exchanges) {
		n = len(v.left)
	}
	piece := v.left[:n]
	v.left = v.left[n:]
	d.transmit([]byte(strings.Join(piece, "\r\n") + "\r\n"))
	if d.linked && cuts(piece, v.until) {
		v.until = ""
		d.cut()
	}
	if !piped || len(v.left) == 0 {
		d.listen()
	}
}

// pipes says whether the program sends without waiting: where CAPA allows it (RFC 2449
// section 6.6).
func (d *device) pipes() bool {
	return d.program.pipelines && d.program.steps[d.visit.step].piped && d.visit.offered("PIPELINING", "")
}

// offered says whether CAPA has a tag, with a word behind it where one is wanted.
func (v *visit) offered(tag, word string) bool {
	for _, offer := range v.offers {
		words := strings.Fields(offer)
		if len(words) > 0 && pop3.EqualFold(words[0], tag) {
			return word == "" || slices.Contains(words, word)
		}
	}
	return false
}

// cuts says whether one of the commands is that behind which the cable comes out.
func cuts(commands []string, until string) bool {
	for _, command := range commands {
		if until != "" && pop3.HasPrefixFold(command+" ", until+" ") {
			return true
		}
	}
	return false
}

// listen reads the replies that came since it was called last.
func (d *device) listen() {
	v, t := &d.visit, d.Transcript
	for v.heard < len(t.Exchanges) && t.Exchanges[v.heard].Outcome != transcript.Pending {
		x := &t.Exchanges[v.heard]
		switch {
		case x.Outcome == transcript.OK:
			d.learn(v.heard, x)
		case x.Status >= 0 && v.trouble == "" && !d.program.steps[v.step].may:
			d.giveUp(x)
		}
		v.heard++
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

// giveUp ends the session behind a refusal, as the program does.
func (d *device) giveUp(x *transcript.Exchange) {
	says, status := &d.program.says, d.Transcript.Text(x.Status)
	said := says.refused
	switch x.Keyword {
	case "USER", "PASS", "AUTH":
		said = says.login
		if says.busy != "" && (strings.Contains(status, "[IN-USE]") || strings.Contains(status, "[LOGIN-DELAY]")) {
			said = says.busy
		}
	}
	command := strings.TrimSpace(x.Keyword + " " + x.Arguments)
	d.visit.trouble = d.filled(said, func(name string) string {
		switch name {
		case "command":
			return command
		case "reply":
			return status
		case "text":
			_, text, _ := strings.Cut(status, " ")
			return text
		}
		return d.value(name)
	})
	switch {
	case x.Keyword == "QUIT": // the server hangs up
	case d.program.quits:
		d.leave()
	default:
		d.visit.left = nil
		d.close(transcript.LearnerClosed, "Connection closed. QUIT was not sent.")
	}
}

// leave goes to the last step, which is QUIT.
func (d *device) leave() {
	d.visit.left = nil
	d.visit.step = len(d.program.steps) - 2
}

// conclude says what came of the session.
func (d *device) conclude() {
	v, says := &d.visit, &d.program.says
	switch {
	case v.trouble != "":
		d.report(transcript.Failed, v.trouble)
	case !v.done:
		d.report(transcript.Failed, d.fill(says.lost))
	case v.count == 0:
		d.report(transcript.Checked, d.fill(says.empty))
	case v.came == 0:
		d.report(transcript.Checked, d.fill(says.nothing))
	default:
		d.report(transcript.Checked, d.fill(says.some))
	}
}

// report says what the program tells its user, here and where the learner sits.
func (d *device) report(topic transcript.Topic, text string) {
	d.said = text
	d.say(topic, text)
	if asks := d.world.current; asks != d.Console {
		if topic == transcript.Refused {
			topic = transcript.Failed
		}
		asks.say(topic, d.Name+": "+strings.ReplaceAll(text, "\n", "\n"+d.Name+": "))
	}
}

// fill puts what the program knows into the place of names in braces.
func (d *device) fill(text string) string { return d.filled(text, d.value) }

func (d *device) filled(text string, value func(name string) string) string {
	filled := ""
	for {
		before, after, found := strings.Cut(text, "{")
		filled += before
		if !found {
			return filled
		}
		name, behind, _ := strings.Cut(after, "}")
		filled += value(name)
		text = behind
	}
}

// value gives what a name in braces stands for.
func (d *device) value(name string) string {
	v := &d.visit
	switch name {
	case "user":
		return d.account.Name
	case "password":
		return d.account.Password
	case "plain": // RFC 4616 section 2
		return base64.StdEncoding.EncodeToString([]byte("\x00" + d.account.Name + "\x00" + d.account.Password))
	case "host":
		return d.server.host.Name
	case "new":
		return count(v.came, "message")
	case "news":
		return strconv.Itoa(v.came)
	case "newbytes":
		return count(v.received, "byte")
	case "total":
		return count(v.count, "message")
	case "bytes":
		return count(v.octets, "byte")
	case "octets":
		return count(v.octets, "octet")
	case "seen":
		if v.came < v.count {
			return " (" + strconv.Itoa(v.count-v.came) + " seen)"
		}
	}
	return ""
}
