package lessons

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"poplab/wasm/check"
	"poplab/wasm/mailbox"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// seeds are the learners that Replay plays: a solution has to work for everyone,
// whatever mailbox was generated.
var seeds = []string{"Ann", "Bob", "Carol"}

// Replay proves a lesson: it plays the solution of every task, one after the
// other in one console, and every reference transcript in a console of its own.
// The error joins a Problem for every goal that holds before its task begins or
// fails after it, and for every transcript that the server would not speak.
//
// A line of a solution is typed into the console, except for these:
//
//	answer FIELD VALUE                    fills a field; "the word" is that fact
//	hang up                               closes the connection without QUIT
//	RETR every message under N octets     types RETR with each such number
//	RETR the message with the word        types RETR with that number
func Replay(l Lesson) error {
	scenario, err := sandbox.ParseScenario(l.Scenario)
	if err != nil {
		return err
	}
	r := report{file: l.File}
	for _, seed := range seeds {
		p := player{report: &r, console: sandbox.NewConsole(scenario, seed), seed: seed}
		for _, t := range l.tasks() {
			p.task(t)
		}
	}
	for _, b := range l.Blocks {
		if b.Reference != nil {
			r.playReference(b.Reference, scenario, firstHost(l.Scenario))
		}
	}
	return join(r.problems)
}

// player plays the solutions of one lesson as one learner.
type player struct {
	*report
	console *sandbox.Console
	seed    string
	answers map[string]string
}

func (p *player) task(t *Task) {
	goals, err := parseGoals(t.Goals)
	if err != nil {
		p.fail(t, "%v", err)
		return
	}
	p.answers = map[string]string{}
	for i, v := range p.judge(goals) {
		if v.Met && !goals[i].Guard() {
			p.fail(t, "goal %q holds before the solution begins: %s", goals[i], v.Said)
		}
	}
	for _, line := range t.Solution {
		if err := p.play(line); err != nil {
			p.fail(t, "solution line %q: %v", line, err)
		}
	}
	for i, v := range p.judge(goals) {
		if !v.Met {
			p.fail(t, "goal %q fails after the solution: %s", goals[i], v.Said)
		}
	}
}

func (p *player) fail(t *Task, format string, arguments ...any) {
	p.add(place{t.Line, 1}, "task %s, played as %s: %s", t.ID, p.seed, fmt.Sprintf(format, arguments...))
}

func parseGoals(sources []string) ([]check.Goal, error) {
	var goals []check.Goal
	for _, s := range sources {
		g, err := check.ParseGoal(s)
		if err != nil {
			return nil, err
		}
		goals = append(goals, g)
	}
	return goals, nil
}

func (p *player) judge(goals []check.Goal) []check.Verdict {
	return check.Task{Goals: goals}.Check(check.Evidence{
		Transcript: p.console.Transcript,
		Maildrop:   p.console.Maildrop,
		Answers:    p.answers,
		Facts:      p.console.Facts,
	})
}

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
