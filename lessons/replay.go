package lessons

import (
	"fmt"

	"poplab/wasm/check"
	"poplab/wasm/sandbox"
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
			r.playReference(b.Reference, scenario)
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

// mustGoals parses goals that Load has checked.
func mustGoals(sources []string) []check.Goal {
	goals, _ := parseGoals(sources)
	return goals
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
		Windows:  check.One(p.console.Transcript),
		Maildrop: p.console.Maildrop,
		Answers:  p.answers,
		Facts:    p.console.Facts,
	})
}
