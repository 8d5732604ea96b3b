package lessons

import (
	"cmp"
	"slices"
	"strings"
)

// With is the course with another one in it: chapters, lessons and decks of the other are
// added, or take the place of those with the same id. The other has the word about
// what the whole is called.
func (c Course) With(other Course) Course {
	if other.Title != "" {
		c.Title, c.Goal, c.HTML, c.Files = other.Title, other.Goal, other.HTML, other.Files
	}
	if other.Drill != nil {
		c.Drill = other.Drill
	}
	c.Translations = c.withTranslations(other)
	c.Decks = append(slices.DeleteFunc(slices.Clone(c.Decks), func(d Deck) bool {
		return slices.ContainsFunc(other.Decks, func(o Deck) bool { return o.From == d.From })
	}), other.Decks...)
	c.Chapters = slices.Clone(c.Chapters)
	for _, chapter := range other.Chapters {
		same := func(known Chapter) bool { return known.ID == chapter.ID }
		if i := slices.IndexFunc(c.Chapters, same); i >= 0 {
			c.Chapters[i] = chapter
		} else {
			c.Chapters = append(c.Chapters, chapter)
		}
	}
	c.Lessons = slices.Clone(c.Lessons)
	for _, l := range other.Lessons {
		c.put(l)
	}
	return c
}

// All are the lessons and the drill.
func (c Course) All() []Lesson {
	if c.Drill == nil {
		return c.Lessons
	}
	return append(slices.Clip(c.Lessons), *c.Drill)
}

// IsDrill says whether the lesson is one whose tasks are drawn at random.
func (l Lesson) IsDrill() bool { return l.ID == drillID }

// put adds a lesson where it belongs, or in the place of the one with the same id.
// Ids are parts of URLs, which people type in either case.
func (c *Course) put(l Lesson) {
	same := func(other Lesson) bool { return strings.EqualFold(other.ID, l.ID) }
	if i := slices.IndexFunc(c.Lessons, same); i >= 0 {
		c.Lessons[i] = l
		return
	}
	behind := func(other Lesson) bool { return c.compare(other, l) > 0 }
	if i := slices.IndexFunc(c.Lessons, behind); i >= 0 {
		c.Lessons = slices.Insert(c.Lessons, i, l)
		return
	}
	c.Lessons = append(c.Lessons, l)
}

// compare is the order of lessons: that of their chapters, those of none behind
// all, and within a chapter the natural order of ids.
func (c *Course) compare(a, b Lesson) int {
	return cmp.Or(cmp.Compare(c.place(a.Chapter), c.place(b.Chapter)), naturally(a.ID, b.ID))
}

// place is that of a chapter among the others.
func (c *Course) place(chapter string) int {
	i := slices.IndexFunc(c.Chapters, func(known Chapter) bool { return known.ID == chapter })
	if i < 0 {
		return len(c.Chapters)
	}
	return i
}
