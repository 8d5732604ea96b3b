package lessons

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// A line of a solution or a wrong run is typed into the console, with facts in the
// place of their names in braces, except for these:
//
//	answer FIELD VALUE                    fills a field; "the word" is that fact
//	hang up                               closes the connection without QUIT
//	RETR every message under N octets     types RETR with each such number
//	RETR the message with the word        types RETR with that number
//	RETR each of the sender-numbers       types RETR with each number of that fact
//	APOP mrose with tanstaaf              types APOP with the digest for the greeting;
//	                                      "with the secret" takes that fact
var (
	answerLine = regexp.MustCompile(`^answer (\S+) (.+)$`)
	underLine  = regexp.MustCompile(`^(\S+) every message under ([0-9]+) octets$`)
	withLine   = regexp.MustCompile(`^(\S+) the message with the (\S+)$`)
	eachLine   = regexp.MustCompile(`^(\S+) each of the (\S+)$`)
	apopLine   = regexp.MustCompile(`^APOP (\S+) with (.+)$`)
)

// play plays one line for a task; after looks at the desk whenever something was
// typed or filled in.
func (p *player) play(task, line string, after func()) error {
	if m := answerLine.FindStringSubmatch(line); m != nil {
		return p.answer(task, m[1], m[2], after)
	}
	lines, err := p.lines(line)
	for _, l := range lines {
		p.pass()
		if l == "hang up" {
			p.last = p.Hangup()
		} else {
			p.last = p.Type(filled(l, p.World().Facts))
		}
		after()
	}
	return err
}

// lines are what is typed for a line.
func (p *player) lines(line string) ([]string, error) {
	if m := underLine.FindStringSubmatch(line); m != nil {
		limit, err := strconv.Atoi(m[2])
		if err != nil {
			return nil, err
		}
		return p.each(m[1], func(octets []byte) bool { return len(octets) < limit })
	}
	if m := withLine.FindStringSubmatch(line); m != nil {
		fact, err := p.fact(m[2])
		if err != nil {
			return nil, err
		}
		return p.each(m[1], func(octets []byte) bool { return bytes.Contains(octets, []byte(fact)) })
	}
	if m := eachLine.FindStringSubmatch(line); m != nil {
		fact, err := p.fact(m[2])
		var list []string
		for number := range strings.SplitSeq(fact, ", ") {
			list = append(list, m[1]+" "+number)
		}
		return list, err
	}
	if m := apopLine.FindStringSubmatch(line); m != nil {
		secret, err := p.value(m[2])
		return []string{"APOP " + m[1] + " " + pop3.Digest(p.timestamp(), secret)}, err
	}
	return []string{line}, nil
}

// timestamp is that of the newest greeting in the current window, angle brackets
// included, or "" (RFC 1939 section 7).
func (p *player) timestamp() string {
	t := p.World().Window().Transcript
	for i := len(t.Exchanges) - 1; i >= 0; i-- {
		if x := t.Exchanges[i]; x.Request < 0 {
			greeting := t.Text(x.Status)
			return greeting[max(strings.IndexByte(greeting, '<'), 0):]
		}
	}
	return ""
}

func (p *player) answer(task, field, value string, after func()) error {
	value, err := p.value(value)
	p.pass()
	p.last = p.Fill(task, field, filled(value, p.World().Facts))
	after()
	return err
}

// value is a text as it stands, or the fact that "the NAME" names.
func (p *player) value(text string) (string, error) {
	if name, ok := strings.CutPrefix(text, "the "); ok && !strings.Contains(name, " ") {
		return p.fact(name)
	}
	return text, nil
}

func (p *player) fact(name string) (string, error) {
	fact, ok := p.World().Facts[name]
	if !ok {
		return "", fmt.Errorf("this world has no %s", name)
	}
	return fact, nil
}

// each is a command for every message of the open maildrop that is wanted.
func (p *player) each(command string, wanted func(octets []byte) bool) ([]string, error) {
	drop := p.maildrop()
	if drop == nil {
		return nil, errors.New("nobody is logged in")
	}
	var list []string
	for i, m := range drop.Messages() {
		if wanted(m.Octets) {
			list = append(list, command+" "+strconv.Itoa(i+1))
		}
	}
	if list == nil {
		return nil, errors.New("the maildrop has no such message")
	}
	return list, nil
}

// maildrop is the one that is open in the current window, or nil.
func (p *player) maildrop() *mailbox.Maildrop {
	t := p.World().Window().Transcript
	if t.State() != transcript.Transaction {
		return nil
	}
	for i := len(t.Exchanges) - 1; i >= 0; i-- {
		x := t.Exchanges[i]
		name, _, _ := strings.Cut(x.Arguments, " ")
		if x.Outcome == transcript.OK && (pop3.EqualFold(x.Keyword, "USER") || pop3.EqualFold(x.Keyword, "APOP")) {
			return p.World().Maildrop(t.Host, name)
		}
	}
	return nil
}
