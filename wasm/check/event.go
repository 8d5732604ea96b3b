package check

import (
	"errors"
	"strings"

	"poplab/wasm/near"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// event is something that the learner's own world tells of.
type event transcript.Topic

// events are the topics that count as one, each with how to bring it about.
var events = [transcript.Topics]string{
	transcript.TLSBegun:    "send STLS, or connect with openssl s_client",
	transcript.Moved:       "type window and its name",
	transcript.Waited:      "type wait 10 minutes",
	transcript.Arrived:     "type deliver",
	transcript.CableOut:    "type pull",
	transcript.CableIn:     "type plug, once the cable is out",
	transcript.DiskFull:    "type disk full",
	transcript.DiskFree:    "type disk free, once the disk is full",
	transcript.AttackerOn:  "type attacker on",
	transcript.AttackerOff: "type attacker off, once one is there",
	transcript.HostStopped: "type stop and the name of a host",
	transcript.HostStarted: "type start and the name of a host that is stopped",
	transcript.Queued:      "type queue, or send mail that cannot be handed over",
	transcript.Relayed:     "send mail for a host that listens",
	transcript.ReadCopy:    "fetch a message with RETR, then type read",
	transcript.Digested:    "type md5 and a text",
	transcript.Listens:     "look into the window tap",
	transcript.TimedOut:    "say nothing for 10 minutes in a session",
}

func (e event) judge(v *View, w scope) Verdict {
	topic := transcript.Topic(e)
	c, i := v.newest(w, func(t *transcript.Transcript, i int) bool { return t.Entries[i].Topic == topic })
	if i < 0 {
		return unmet(-1, topic.String()+" has not happened yet"+w.at()+"; "+events[e])
	}
	return c.met(i, topic.String()+" happened at "+c.line(i)+": "+c.Transcript.Masked(i))
}

func buildEvent(c captured) (judge, error) {
	var names []string
	for i, how := range events {
		name := transcript.Topic(i).String()
		if how == "" {
			continue
		}
		if pop3.EqualFold(name, c["NAME"]) {
			return event(i).judge, nil
		}
		names = append(names, name)
	}
	return nil, errors.New("there is no event \"" + c["NAME"] + "\"; write one of " + strings.Join(names, ", ") +
		didYouMean(near.Name(c["NAME"], names)))
}

// typed is a line as the learner typed it. Where any is set, more words follow.
type typed struct {
	words []string
	any   bool
}

func (p typed) String() string {
	text := strings.Join(p.words, " ")
	if p.any {
		text = strings.TrimSpace(text + " and more")
	}
	return text
}

// judge judges that the line was typed, whether it stayed in the console or went to
// a server.
func (p typed) judge(v *View, w scope) Verdict {
	want := typed{strings.Fields(v.told(strings.Join(p.words, " "))), p.any}
	c, i := v.newest(w, func(t *transcript.Transcript, i int) bool {
		return isTyped(t, i) && want.is(strings.Fields(t.Text(i)))
	})
	if i >= 0 {
		return c.met(i, "you typed \""+c.Transcript.Masked(i)+"\" at "+c.line(i))
	}
	c, i = v.newest(w, func(t *transcript.Transcript, i int) bool {
		given := strings.Fields(t.Text(i))
		return isTyped(t, i) && len(given) > 0 && len(want.words) > 0 && pop3.EqualFold(given[0], want.words[0])
	})
	if i < 0 {
		return unmet(-1, "nobody has typed "+p.String()+" yet"+w.at())
	}
	return c.unmet(i, "you typed \""+c.Transcript.Masked(i)+"\" at "+c.line(i)+", and this goal wants "+p.String())
}

// isTyped says whether an entry is a line of the learner.
func isTyped(t *transcript.Transcript, i int) bool {
	e := &t.Entries[i]
	return e.Side == transcript.Client && e.Kind != transcript.Sealed || e.Topic == transcript.Typed
}

// is compares a line with the pattern: the first word in any case, the others as
// arguments.
func (p typed) is(given []string) bool {
	n := len(p.words)
	if len(given) < n || len(given) == n && p.any || len(given) > n && !p.any {
		return false
	}
	return n == 0 || pop3.EqualFold(given[0], p.words[0]) && equalWords(p.words[1:], given[1:n])
}

func buildTyped(c captured) (judge, error) {
	words := strings.Fields(c["PATTERN"])
	if last := len(words) - 1; words[last] == "*" {
		return typed{words[:last], true}.judge, nil
	}
	return typed{words, false}.judge, nil
}
