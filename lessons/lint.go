package lessons

import (
	"encoding/json"
	"fmt"
	"io/fs"
)

// Findings are what Lint finds in the folder of a course.
type Findings struct {
	Course   Course    // of the lessons that can be shown
	Broken   []Lesson  // the others, as far as they could be read
	Problems []Problem // in the order of files and lines
}

// Size says how much was looked at: lessons, and the tasks and puzzles in them.
func (f Findings) Size() (lessons, tasks int) {
	for _, l := range f.Course.All() {
		tasks += len(l.Steps())
	}
	return len(f.Course.All()), tasks
}

// Linter finds what is wrong with a course. It remembers what it has read and
// proved, so that a course of which one file changes is soon looked at again. The
// zero value is ready.
type Linter struct {
	proofs map[string][]Problem // of lessons and decks, by all that is in them
	pages  map[source]*page     // as rules read them
}

// Lint reads a course as LoadCourse does, plays it as Replay does, and looks for
// what the rules of lint_rules.go forbid. Lessons may need and lead to those that
// are known already.
func (l *Linter) Lint(fsys fs.FS, known ...Lesson) (found Findings) {
	defer func() {
		if bug := recover(); bug != nil {
			found = ofFolder(fmt.Sprintf("%s: %v", ourBug, bug))
		}
	}()
	read, err := load(fsys, known)
	if err != nil {
		return ofFolder(err.Error())
	}
	found = Findings{Course: read.finish(), Problems: read.problems()}
	for _, d := range read.drafts {
		if len(d.problems) > 0 {
			d.lesson.File = d.file // also where there is no front matter
			found.Broken = append(found.Broken, d.lesson)
		}
	}
	for _, p := range read.broken {
		found.Broken = append(found.Broken, Lesson{File: p.File})
	}
	found.Problems = append(found.Problems, l.prove(found.Course)...)
	found.Problems = append(found.Problems, l.applyRules(read, found.Course, known)...)
	sortProblems(found.Problems)
	return found
}

// ourBug begins the message where Lint itself has failed.
const ourBug = "poplab has a bug, and your lessons have brought it to light; please report it with them"

// ofFolder are findings about the folder as a whole.
func ofFolder(message string) Findings {
	return Findings{Problems: []Problem{{File: ".", Message: message}}}
}

// prove plays the lessons and decks that it has not played yet.
func (l *Linter) prove(c Course) []Problem {
	var problems []Problem
	proofs := map[string][]Problem{}
	prove := func(part any, replay func() error) {
		key := fingerprint(part)
		proof, done := l.proofs[key]
		if !done {
			proof = problemsOf(replay())
		}
		proofs[key] = proof
		problems = append(problems, proof...)
	}
	for _, lesson := range c.All() {
		prove(lesson, func() error { return Replay(lesson) })
	}
	for _, deck := range c.Decks {
		prove(deck, deck.Replay)
	}
	l.proofs = proofs
	return problems
}

// fingerprint tells lessons apart, and decks, by all that is in them.
func fingerprint(part any) string {
	text, err := json.Marshal(part)
	if err != nil {
		panic("lessons: " + err.Error()) // they are texts, numbers and lists of them
	}
	return string(text)
}
