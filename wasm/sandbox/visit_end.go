package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/transcript"
)

// How a visit of a mail program ends, and what it tells its user.

// giveUp ends the session behind a refusal, as the program does.
func (d *device) giveUp(x *transcript.Exchange) {
	v, said := &d.visit, saidRefused
	v.command, v.reply = strings.TrimSpace(x.Keyword+" "+x.Arguments), d.Transcript.Text(x.Status)
	switch x.Keyword {
	case "USER", "PASS":
		said = saidDenied
		if d.program.says[saidBusy] != "" && waits(v.reply) {
			said = saidBusy
		}
	}
	v.trouble = d.text(said)
	switch {
	case x.Keyword == "QUIT": // the server hangs up
	case d.program.quits:
		d.leave()
	default:
		v.left = nil
		d.close(transcript.LearnerClosed, "Connection closed. QUIT was not sent.")
	}
}

// waits says whether a refusal will pass by itself (RFC 2449 section 8.1).
func waits(reply string) bool {
	return strings.Contains(reply, "[IN-USE]") || strings.Contains(reply, "[LOGIN-DELAY]")
}

// leave goes to the last step, which is QUIT.
func (d *device) leave() {
	d.visit.left = nil
	d.visit.step = len(d.program.steps) - 2
}

// conclude says what came of the session.
func (d *device) conclude() {
	v := &d.visit
	switch {
	case v.trouble != "":
		d.report(transcript.Failed, v.trouble)
	case !v.done:
		d.report(transcript.Failed, d.text(saidLost))
	case v.count == 0:
		d.report(transcript.Checked, d.text(saidEmpty))
	case v.came == 0:
		d.report(transcript.Checked, d.text(saidNothing))
	default:
		d.report(transcript.Checked, d.text(saidSome))
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

// text is what the program says on an occasion.
func (d *device) text(s saying) string { return d.fill(d.program.says[s]) }

// fill puts what the program knows into the place of names in braces.
func (d *device) fill(text string) string {
	filled := ""
	for {
		before, after, found := strings.Cut(text, "{")
		filled += before
		if !found {
			return filled
		}
		name, behind, _ := strings.Cut(after, "}")
		filled += d.value(name)
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
	case "host":
		return d.server.host.Name
	case "command":
		return v.command
	case "reply":
		return v.reply
	case "text": // behind the status indicator
		_, text, _ := strings.Cut(v.reply, " ")
		return text
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
