package check

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// event is something that the learner's own world tells of.
type event transcript.Topic

// events are the topics that count as one, each with how to bring it about.
var events = [transcript.Topics]string{
	transcript.TLSBegun:    "send STLS, or connect with openssl s_client",
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
	transcript.TimedOut:    "say nothing for 10 minutes in a session",
}

func (e event) judge(q *inquiry) *Verdict {
	topic := transcript.Topic(e)
	c, i := q.newest(func(t *transcript.Transcript, i int) bool { return t.Entries[i].Topic == topic })
	if i < 0 {
		return missing("$ has not happened yet$; $", topic.String(), q.at(), say(events[e]))
	}
	return c.met(i, "$ happened at @: $", topic.String(), c.Transcript.Masked(i))
}

func buildEvent(c captured) (judger, error) {
	var names []string
	for i, how := range events {
		if how != "" {
			names = append(names, transcript.Topic(i).String())
		}
		if how != "" && pop3.EqualFold(names[len(names)-1], c["NAME"]) {
			return event(i), nil
		}
	}
	return nil, fault("there is no event \"$\"; write one of $$", c["NAME"], strings.Join(names, ", "), didYouMean(c["NAME"], names))
}

// typed is a line as the learner typed it. Where more is set, more words follow.
type typed struct {
	keyword, arguments string
	more               bool
}

func (p *typed) String() string {
	text := strings.TrimSpace(p.keyword + " " + p.arguments)
	if p.more {
		return strings.TrimSpace(say("$ and more", text))
	}
	return text
}

// judge takes lines that stayed in the console and lines that went to a server.
func (p *typed) judge(q *inquiry) *Verdict {
	arguments := tell(q.Facts, p.arguments)
	c, i := q.newest(func(t *transcript.Transcript, i int) bool { return q.isTyped(t, i) && p.is(t.Text(i), arguments) })
	if i >= 0 {
		return c.met(i, "you typed \"$\" at @", c.Transcript.Masked(i))
	}
	c, i = q.newest(func(t *transcript.Transcript, i int) bool {
		return q.isTyped(t, i) && p.keyword != "" && pop3.EqualFold(firstWord(t.Text(i)), p.keyword)
	})
	if i < 0 {
		return missing("you have not typed $ yet$", p.String(), q.at())
	}
	return c.unmet(i, "you typed \"$\" at @, and this goal wants $", c.Transcript.Masked(i), p.String())
}

// isTyped says whether an entry is a line of the learner. What the tap hears was
// typed in another window.
func (q *inquiry) isTyped(t *transcript.Transcript, i int) bool {
	e := &t.Entries[i]
	return e.Topic == transcript.Typed ||
		e.Side == transcript.Client && e.Kind != transcript.Sealed && !pop3.EqualFold(q.window, tap)
}

// is compares a line with the pattern: the first word in any case, the others as
// arguments.
func (p *typed) is(line, arguments string) bool {
	given, wanted := strings.Fields(line), strings.Fields(p.keyword+" "+arguments)
	if p.more != (len(given) > len(wanted)) || len(given) < len(wanted) {
		return false
	}
	return len(wanted) == 0 || pop3.EqualFold(given[0], wanted[0]) && beginsWith(strings.Join(given[1:], " "), arguments)
}

func buildTyped(c captured) (judger, error) {
	text, more := strings.CutSuffix(c["PATTERN"], "*")
	keyword, arguments, _ := strings.Cut(strings.TrimSpace(text), " ")
	if more && text != "" && text[len(text)-1] != ' ' {
		return nil, fault("a star stands for words, so a space comes before it: \"$ *\"", text)
	}
	return &typed{keyword, arguments, more}, nil
}
