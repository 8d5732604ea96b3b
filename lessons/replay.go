package lessons

import (
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
)

// learners are those that Replay plays: a solution has to work for everyone,
// whatever mailbox was generated.
var learners = []sandbox.Seed{{Learner: "Ann"}, {Learner: "Bob"}, {Class: "replay", Learner: "Carol", Attempt: 2}}

// Replay proves a lesson. It plays, each for several learners:
//
//	tasks and predictions   their solutions, one after the other in one world: each
//	                        goal holds afterwards, and did not before; what needs a
//	                        program on a real port, typed lines cannot prove
//	mistakes of a task      each run, behind the solutions before the task: the task
//	                        stays open, and the learner reads what the author wrote
//	orders                  the right order meets the goals, each wrong one does not
//	gaps                    the transcript with each way to fill a line of the client
//	spots                   the annotator reports the rule at its line; one that is
//	                        no printed text is a transcript of the world as well
//	pop3, claims            the transcript, octet by octet
//
// Blocks of the kind replay are shown, and not played. The error joins a Problem
// for everything that does not hold.
func Replay(l Lesson) error {
	scenario, err := sandbox.ParseScenario(l.Scenario)
	if err != nil {
		return Problem{l.File, 1, 1, "the world of the lesson cannot be read: " + err.Error()}
	}
	r := &report{file: l.File}
	r.playSolutions(l)
	r.playMistakes(l)
	for _, b := range l.Blocks {
		switch {
		case b.Reference != nil:
			r.playTranscript(b.Reference.Lines, scenario)
		case b.Claim != nil:
			r.playClaim(b.Claim)
		case b.Gaps != nil:
			r.playGaps(b.Gaps, scenario)
		case b.Order != nil:
			r.playOrder(b.Order, l.Scenario)
		case b.Spot != nil:
			r.playSpot(b.Spot, scenario)
		}
	}
	return join(r.unique())
}

// Replay proves the claims of a file of the course.
func (d Deck) Replay() error {
	r := &report{file: d.File}
	for i := range d.Claims {
		r.playClaim(&d.Claims[i])
	}
	return join(r.problems)
}

// Replay proves every lesson of a course, its drill, and its decks.
func (c Course) Replay() error {
	var list []error
	for _, l := range c.Lessons {
		list = append(list, Replay(l))
	}
	if c.Drill != nil {
		list = append(list, Replay(*c.Drill))
	}
	for _, d := range c.Decks {
		list = append(list, d.Replay())
	}
	return joined(list)
}

// trial is a step whose goals are judged in the console: a task, a prediction or an
// order.
type trial struct {
	what string // "task", for messages
	Step
	goals, solution   []string
	mistakes, refused []Mistake
}

// trials are those of the lesson, in order.
func (l Lesson) trials() []trial {
	var list []trial
	for _, b := range l.Blocks {
		switch {
		case b.Task != nil:
			list = append(list, trial{"task", b.Task.Step, b.Task.Goals, b.Task.Solution, b.Task.Mistakes, b.Task.Refused})
		case b.Predict != nil:
			list = append(list, trial{"prediction", b.Predict.Step, b.Predict.Goals, b.Predict.Solution, nil, nil})
		}
	}
	return list
}

// mustGoals parses goals that Load has checked.
func mustGoals(sources []string) []check.Goal {
	var goals []check.Goal
	for _, s := range sources {
		if g, err := check.ParseGoal(s); err == nil {
			goals = append(goals, g)
		}
	}
	return goals
}
