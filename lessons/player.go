package lessons

import (
	"fmt"
	"strings"

	"poplab/wasm/desk"
	"poplab/wasm/sandbox"
)

// player is one learner at a desk of the lesson.
type player struct {
	*report
	lesson Lesson
	seed   sandbox.Seed
	*desk.Desk
	time int64
	last desk.Answer
}

// sit opens the desk of a lesson, or of one puzzle in it.
func (r *report) sit(l Lesson, tasks string, seed sandbox.Seed) (*player, error) {
	seed.Lesson = l.ID
	d, err := desk.Open(l.Scenario, tasks, seed.String())
	if err != nil {
		return nil, err
	}
	p := &player{report: r, lesson: l, seed: seed, Desk: d}
	p.pass()
	p.last = d.Look()
	return p, nil
}

// pass lets a moment go by, so that lines of several windows have an order.
func (p *player) pass() {
	p.time += tick
	p.Tick(p.time)
}

// state is how a task stands.
func (p *player) state(id string) desk.TaskState {
	for _, s := range p.last.Tasks {
		if s.ID == id {
			return s
		}
	}
	return desk.TaskState{ID: id}
}

func (p *player) fail(line int, t trial, format string, arguments ...any) {
	p.add(place{line, 1}, "%s %s, played as %s: %s", t.what, t.ID, p.seed.Learner, fmt.Sprintf(format, arguments...))
}

// playSolutions plays the solutions of all tasks and predictions.
func (r *report) playSolutions(l Lesson) {
	for _, seed := range learners {
		p, err := r.sit(l, l.TaskText(), seed)
		if err != nil {
			r.add(place{1, 1}, "%v", err)
			return
		}
		for _, t := range l.trials() {
			if l.ID == drillID {
				p, _ = r.sit(l, l.TaskText(), seed) // tasks of a drill are drawn
			}
			p.solve(t)
		}
	}
}

// solve plays one solution. What it needs did not hold before.
func (p *player) solve(t trial) {
	for i, v := range p.state(t.ID).Verdicts {
		if goal := mustGoals(t.goals)[i]; v.Met && !goal.Guard() {
			p.fail(t.Line, t, "goal %q holds before the solution begins: %s", goal, v.Said)
		}
	}
	p.run(t, t.solution)
	for i, v := range p.state(t.ID).Verdicts {
		if !v.Met && !mustGoals(t.goals)[i].Port() {
			p.fail(t.Line, t, "goal %q fails after the solution: %s", t.goals[i], v.Said)
		}
	}
}

// run plays lines, and gives the indices of the mistakes that they made.
func (p *player) run(t trial, lines []string) (made map[int]bool) {
	made = map[int]bool{}
	for _, line := range lines {
		if err := p.play(t.ID, line, func() {
			for _, i := range p.state(t.ID).Mistakes {
				made[i] = true
			}
		}); err != nil {
			p.fail(t.Line, t, "line %q: %v", line, err)
		}
	}
	return made
}

// playMistakes plays every wrong run in a world of its own.
func (r *report) playMistakes(l Lesson) {
	trials := l.trials()
	for _, seed := range learners {
		for n, t := range trials {
			for i, m := range t.mistakes {
				p := r.before(l, trials[:n], seed)
				made := p.run(t, m.Run)
				if !made[i] {
					p.fail(m.Line, t, "this run does not bring its mistake about: %q does not hold at any of its lines", m.When)
				}
				p.mustStayOpen(t, m)
			}
			for _, m := range t.refused {
				p := r.before(l, trials[:n], seed)
				p.run(t, m.Run)
				p.mustSay(t, m)
				p.mustStayOpen(t, m)
			}
		}
	}
}

// before is a learner who has solved what comes before a task.
func (r *report) before(l Lesson, earlier []trial, seed sandbox.Seed) *player {
	p, err := r.sit(l, l.TaskText(), seed)
	if err != nil {
		return &player{report: r, lesson: l, seed: seed} // playSolutions has said why
	}
	if l.ID == drillID {
		return p
	}
	quiet := *p
	quiet.report = &report{} // what fails there has been reported
	for _, t := range earlier {
		quiet.run(t, t.solution)
	}
	quiet.report = r
	return &quiet
}

// mustStayOpen notes a wrong run that does the task.
func (p *player) mustStayOpen(t trial, m Mistake) {
	if p.state(t.ID).Done() {
		p.fail(m.Line, t, "this wrong run does the task")
	}
}

// mustSay notes a wrong run of which no unmet goal says what the author wrote.
func (p *player) mustSay(t trial, m Mistake) {
	var said []string
	for _, v := range p.state(t.ID).Verdicts {
		if v.Met {
			continue
		}
		if strings.Contains(v.Said, m.Say) {
			return
		}
		said = append(said, v.Said)
	}
	p.fail(m.Line, t, "after this run no goal says %q; they say %q", m.Say, said)
}
