package lessons

import "slices"

// rule looks for one kind of mistake in a page. Rules do not repeat what Load and
// Replay report.
type rule struct {
	name  string // what holds where the rule is kept
	check func(*page)
}

// rules are all rules, in the order of their files. To add one, add a row here, its
// function to the file of its kind, and a case to the table of lint_test.go.
var rules []rule

// The table is filled here, since some rules look into other pages.
func init() {
	rules = []rule{
		{"links lead somewhere", (*page).checkLinks},
		{"images are there and have a text", (*page).checkImages},
		{"what looks like a link is one", (*page).checkBrokenLinks},
		{"headings go down one step at a time", (*page).checkHeadingLevels},
		{"no two headings are the same", (*page).checkHeadingTexts},
		{"citations name sections that there are", (*page).checkSections},
		{"languages are known", (*page).checkLanguage},
		{"minutes are from 1 to 600", (*page).checkMinutes},
		{"lessons come behind what they need", (*page).checkNeedsOrder},
		{"lessons of a course have all parts", (*page).checkParts},
		{"the world has what goals and lines name", (*page).checkWorldNames},
		{"goals name commands as they are written", (*page).checkKeywords},
		{"goals do not contradict each other", (*page).checkContradictions},
		{"every answer is judged", (*page).checkFieldsRead},
		{"first hints leave something to find", (*page).checkFirstHint},
	}
}

// applyRules gives the problems that the rules find in the files of a course and its
// translations.
func (l *Linter) applyRules(read *loader, course Course, known []Lesson) []Problem {
	pages := map[source]*page{}
	problems := l.applyTo(read, course, known, pages)
	for _, t := range read.translations {
		originals := append(slices.Clip(known), course.Lessons...)
		problems = append(problems, l.applyTo(t, course.Translations[t.language], originals, pages)...)
	}
	l.pages = pages
	return problems
}

// applyTo looks at the files of one language, and remembers their pages.
func (l *Linter) applyTo(read *loader, course Course, known []Lesson, pages map[source]*page) []Problem {
	c := &lintedCourse{fsys: read.fsys, known: known, lessons: course.Lessons}
	for _, s := range read.sources {
		p, done := l.pages[s]
		if !done {
			p = newPage(s.file, s.text)
		}
		p.course, p.problems = c, nil
		pages[s], c.pages = p, append(c.pages, p)
	}
	var problems []Problem
	for _, p := range c.pages {
		for _, r := range rules {
			r.check(p)
		}
		problems = append(problems, p.problems...)
	}
	return problems
}
