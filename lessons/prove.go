package lessons

import (
	"poplab/wasm/annotate"
	"poplab/wasm/check"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// playClaim plays the session that proves a claim.
func (r *report) playClaim(c *Claim) {
	if c.Session == nil {
		return
	}
	world, err := sandbox.ParseScenario(c.World)
	if err != nil {
		r.add(place{c.Line, 1}, "%v", err)
		return
	}
	r.playTranscript(c.Session.Lines, world)
}

// playGaps plays the transcript as it stands, and again with each other text that
// fits a line of the client. What else fits a line of the server is the author's
// word.
func (r *report) playGaps(g *Gaps, s sandbox.Scenario) {
	lines := g.lines()
	r.playTranscript(lines, s)
	for i, l := range g.Lines {
		for p, part := range l.Parts {
			if l.Side == "S" || len(part.Fill) < 2 {
				continue
			}
			for _, fill := range part.Fill[1:] {
				changed := append([]ReferenceLine{}, lines...)
				changed[i].Text = l.with(p, fill)
				r.playTranscript(changed, s)
			}
		}
	}
}

// lines is the transcript with its first texts in the holes.
func (g *Gaps) lines() []ReferenceLine {
	var list []ReferenceLine
	for _, l := range g.Lines {
		list = append(list, ReferenceLine{Side: l.Side, Text: l.with(-1, ""), Line: l.Line})
	}
	return list
}

// with is the text of a line, its holes filled with what fits first, but for one.
func (l GapLine) with(part int, fill string) string {
	text := ""
	for i, p := range l.Parts {
		switch {
		case i == part:
			text += fill
		case p.Fill != nil:
			text += p.Fill[0]
		default:
			text += p.Text
		}
	}
	return text
}

// TaskText is what the world of the puzzle judges, as check.ParseTasks reads it.
func (o *Order) TaskText() string {
	return check.FormatTasks([]check.Task{{ID: o.ID, Goals: mustGoals(o.Goals)}})
}

// playOrder plays the right order and the wrong ones, each in a world of its own.
func (r *report) playOrder(o *Order, scenario string) {
	t := trial{what: "order", Step: o.Step, goals: o.Goals, solution: o.Lines}
	for _, seed := range learners {
		r.runOrder(o, scenario, seed).solve(t)
		for _, m := range o.Mistakes {
			p := r.runOrder(o, scenario, seed)
			p.run(t, m.Run)
			if p.state(o.ID).Done() {
				p.fail(m.Line, t, "this wrong order meets the goals")
			}
		}
	}
}

// runOrder is a learner before the puzzle, connected.
func (r *report) runOrder(o *Order, scenario string, seed sandbox.Seed) *player {
	p, err := r.sit(Lesson{Scenario: scenario}, o.TaskText(), seed)
	if err != nil {
		r.add(place{o.Line, 1}, "%v", err)
		p, _ = r.sit(Lesson{}, "", seed)
	}
	p.run(trial{what: "order", Step: o.Step}, o.Start)
	return p
}

// playSpot plays the transcript, unless it is a printed text, and compares the rules
// that its lines break with those that the annotator reports.
func (r *report) playSpot(s *Spot, world sandbox.Scenario) {
	var notes []annotate.Note
	if s.Literal {
		notes = printed(s.Lines)
	} else {
		said, d := perform(s.Lines, world, learners[0].String())
		if d != nil {
			r.differs(s.Lines[d.index].Line, d)
			return
		}
		for _, line := range said {
			notes = append(notes, line.note)
		}
	}
	for _, f := range s.Faults {
		if f.Line > len(notes) || f.Rule == "" || notes[f.Line-1].Rule == f.Rule {
			continue
		}
		r.add(place{s.Lines[f.Line-1].Line, 1}, "this line is to break %s, but its note says %q%s", f.Rule, notes[f.Line-1].Text, of(notes[f.Line-1].Rule))
	}
}

// of names the rule of a note, if it has one.
func of(rule string) string {
	if rule == "" {
		return ", which is about no rule"
	}
	return ", which is about " + rule
}

// printed are the notes of a text that no server said: one for each line.
func printed(lines []ReferenceLine) []annotate.Note {
	var t transcript.Transcript
	t.Open("")
	for _, line := range lines {
		switch line.Side {
		case "C":
			t.Client([]byte(line.Text + "\r\n"))
		case "S":
			t.Server([]byte(line.Text + "\r\n"))
		default:
			t.Say(transcript.Typed, line.Text)
		}
	}
	var a annotate.Annotator
	return a.Next(&t)
}
