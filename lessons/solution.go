package lessons

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/transcript"
)

// The lines of a solution that are not typed as they stand.
var (
	answerLine = regexp.MustCompile(`^answer (\S+) (.+)$`)
	underLine  = regexp.MustCompile(`^(\S+) every message under ([0-9]+) octets$`)
	withLine   = regexp.MustCompile(`^(\S+) the message with the (\S+)$`)
)

// play plays one line of a solution.
func (p *player) play(line string) error {
	if m := answerLine.FindStringSubmatch(line); m != nil {
		return p.answer(m[1], m[2])
	}
	if m := underLine.FindStringSubmatch(line); m != nil {
		limit, err := strconv.Atoi(m[2])
		return errors.Join(err, p.each(m[1], func(octets []byte) bool { return len(octets) < limit }))
	}
	if m := withLine.FindStringSubmatch(line); m != nil {
		fact, err := p.fact(m[2])
		return errors.Join(err, p.each(m[1], func(octets []byte) bool { return bytes.Contains(octets, []byte(fact)) }))
	}
	if line == "hang up" {
		p.console.Hangup()
	} else {
		p.console.Type(line)
	}
	return nil
}

func (p *player) answer(field, value string) error {
	var err error
	if name, ok := strings.CutPrefix(value, "the "); ok && !strings.Contains(name, " ") {
		value, err = p.fact(name)
	}
	p.answers[field] = value
	return err
}

func (p *player) fact(name string) (string, error) {
	fact, ok := p.console.Facts[name]
	if !ok {
		return "", fmt.Errorf("this world has no %s", name)
	}
	return fact, nil
}

// each types a command for every message of the open maildrop that is wanted.
func (p *player) each(command string, wanted func(octets []byte) bool) error {
	drop := p.maildrop()
	if drop == nil {
		return errors.New("nobody is logged in")
	}
	typed := 0
	for i, m := range drop.Messages() {
		if wanted(m.Octets) {
			p.console.Type(command + " " + strconv.Itoa(i+1))
			typed++
		}
	}
	if typed == 0 {
		return errors.New("the maildrop has no such message")
	}
	return nil
}

// maildrop is the one that is open, or nil.
func (p *player) maildrop() *mailbox.Maildrop {
	t := p.console.Transcript
	if t.State() != transcript.Transaction {
		return nil
	}
	for i := len(t.Exchanges) - 1; i >= 0; i-- {
		if x := t.Exchanges[i]; x.Keyword == "USER" && x.Outcome == transcript.OK {
			return p.console.Maildrop(t.Host, x.Arguments)
		}
	}
	return nil
}
