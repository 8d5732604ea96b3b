package lessons

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"poplab/wasm/near"
)

// Problem is one mistake in a lesson file, and what to write instead.
type Problem struct {
	File         string
	Line, Column int // both counted from 1
	Message      string
}

func (p Problem) Error() string {
	return p.Place() + ": " + p.Message
}

// report collects the problems of one file.
type report struct {
	file     string
	problems []Problem
}

// add notes a problem at a place.
func (r *report) add(at place, format string, arguments ...any) {
	r.problems = append(r.problems, Problem{r.file, at.line, at.column, fmt.Sprintf(format, arguments...)})
}

// unknown notes a name that is not one of those that are known, and says which of
// them was meant, if that can be told, or else all of them.
func (r *report) unknown(at place, kind, name, has string, known []string) {
	if meant := near.Name(name, known); meant != "" {
		r.add(at, "unknown %s %q; did you mean %q?", kind, name, meant)
		return
	}
	r.add(at, "unknown %s %q; %s %s", kind, name, has, strings.Join(known, ", "))
}

// place is a place in a file.
type place struct{ line, column int }

// placeOf finds an offset into a text that begins on a line of the file.
func placeOf(text string, offset, line int) place {
	before := text[:offset]
	return place{line + strings.Count(before, "\n"), offset - strings.LastIndex(before, "\n")}
}

// unique are the problems without those that only another learner has: what fails
// for everybody is told once.
func (r *report) unique() []Problem {
	type key struct {
		line    int
		message string
	}
	seen := map[key]bool{}
	var list []Problem
	for _, p := range r.problems {
		k := key{p.Line, playedAs.ReplaceAllString(p.Message, ": ")}
		if !seen[k] {
			list = append(list, p)
		}
		seen[k] = true
	}
	return list
}

// playedAs names the learner in a message of Replay.
var playedAs = regexp.MustCompile(`, played as \S+: `)

// joined makes one error of those of several files.
func joined(list []error) error {
	var problems []Problem
	for _, err := range list {
		problems = append(problems, problemsOf(err)...)
	}
	return join(problems)
}

// problemsOf takes an error of many problems apart.
func problemsOf(err error) []Problem {
	var problems []Problem
	if p, ok := err.(Problem); ok {
		return []Problem{p}
	}
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	for _, one := range many.Unwrap() {
		var p Problem
		if errors.As(one, &p) {
			problems = append(problems, p)
		}
	}
	return problems
}

// join makes one error of many problems, in order, or nil.
func join(problems []Problem) error {
	sortProblems(problems)
	list := make([]error, len(problems))
	for i, p := range problems {
		list[i] = p
	}
	return errors.Join(list...)
}

// sortProblems puts problems into the order of files and lines.
func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(naturally(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
