package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/phrase"
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
	trouble        string   // what the program says because it gave up
	command, reply string   // that were refused
}

// check runs the whole session, or as much of it as the cable lets through.
func (d *device) check(until string) {
	d.checks++
	d.visit = visit{until: until, step: -1}
	d.tell(transcript.Runs, "$ checks the mail of $ on $: $.", d.program.name, d.account.Name, d.server.host.Name, phrase.Say(d.program.title))
	switch {
	case d.unplugged:
		d.report(transcript.Refused, d.text(saidUnreachable))
	case !d.server.listens(pop3Port):
		d.report(transcript.Refused, d.text(saidClosed))
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
		for _, number := range d.about(s.about) {
			for _, command := range strings.Split(s.say, "|") {
				v.left = append(v.left, d.fill(strings.ReplaceAll(command, "#", strconv.Itoa(number))))
			}
		}
	}
}

// about gives the numbers of the messages that a step is about.
func (d *device) about(which about) []int {
	if which == once {
		return []int{0}
	}
	var numbers []int
	for number := 1; number <= d.visit.count; number++ {
		if which == each || !d.knows(number) {
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
	return d.program.pipelines && d.program.steps[d.visit.step].piped && d.visit.offered("PIPELINING")
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
