package lessons

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Languages are the names of folders that hold lessons in another language than those
// around them. Such a folder is laid out as the course itself: de/course.md,
// de/L1/lesson.md. A lesson in it has the id of its original, and asks for the same; its
// words alone are others. What is not there is shown as it is in the original.
var Languages = []string{"de"}

// In is the course as readers of a language get it: what is translated takes the place of
// the original. Lesson.Language tells which it is.
func (c Course) In(language string) Course { return c.With(c.Translations[language]) }

// withTranslations joins the translations of two courses. A lesson of the other course is
// another lesson, even where it has the id of one that c has: translations of that are of no use.
func (c Course) withTranslations(other Course) map[string]Course {
	if len(c.Translations)+len(other.Translations) == 0 {
		return nil
	}
	all := map[string]Course{}
	for _, language := range Languages {
		ours, theirs := c.Translations[language], other.Translations[language]
		if other.Title != "" {
			ours.Title, ours.Goal, ours.HTML, ours.Files = "", "", "", nil
		}
		if other.Drill != nil {
			ours.Drill = nil
		}
		ours.Lessons = slices.DeleteFunc(slices.Clone(ours.Lessons), func(l Lesson) bool {
			return slices.ContainsFunc(other.Lessons, func(o Lesson) bool { return strings.EqualFold(o.ID, l.ID) })
		})
		ours.Chapters = slices.DeleteFunc(slices.Clone(ours.Chapters), func(c Chapter) bool {
			return slices.ContainsFunc(other.Chapters, func(o Chapter) bool { return o.ID == c.ID })
		})
		all[language] = ours.With(theirs)
	}
	return all
}

// languageOf is the language of a folder in which a file lies, or "" for an original.
func languageOf(file string) string {
	if folder, _, below := strings.Cut(file, "/"); below && slices.Contains(Languages, folder) {
		return folder
	}
	return ""
}

// originalOf is the path without the folder of its language.
func originalOf(file string) string {
	return strings.TrimPrefix(file, languageOf(file)+"/")
}

// translate reads the folders of languages, and holds what is in them to the originals.
func (l *loader) translate(known []Lesson) error {
	for _, language := range Languages {
		if info, err := fs.Stat(l.fsys, language); err != nil || !info.IsDir() {
			continue
		}
		t := &loader{fsys: l.fsys, language: language, course: &courseDraft{report: &report{}, foreign: language}}
		if err := t.readAll(); err != nil {
			return err
		}
		for _, d := range l.drafts {
			known = append(known, Lesson{ID: d.lesson.ID, File: d.file, Chapter: d.lesson.Chapter})
		}
		t.checkCourse(known)
		for _, d := range t.drafts {
			d.deal(append(slices.Clone(t.decks), l.decks...))
		}
		t.compare(l)
		l.translations = append(l.translations, t)
	}
	return nil
}

// compare notes where translations ask for something else than their originals.
func (l *loader) compare(original *loader) {
	if len(l.course.chapters) > 0 && !slices.Equal(l.course.chapterIDs(), original.course.chapterIDs()) {
		l.course.add(place{2, 1}, "the chapters are those of %s, under the same ids and in the same order: %s", courseFile, strings.Join(original.course.chapterIDs(), ", "))
	}
	for _, d := range l.drafts {
		id := d.front.id
		i := slices.IndexFunc(original.drafts, func(o *draft) bool { return o.front.id.string == id.string })
		if i >= 0 {
			d.compare(original.drafts[i])
		} else if id.string != "" {
			d.add(id.at, "there is no lesson %q of which this could be the translation", id.string)
		}
	}
	for _, d := range l.decks {
		i := slices.IndexFunc(original.decks, func(o *deckDraft) bool { return o.name.string == d.name.string })
		if i >= 0 {
			d.compare(original.decks[i].draft)
		} else if d.name.string != "" {
			d.add(d.name.at, "there is no deck %q of which this could be the translation", d.name.string)
		}
	}
}

// compare holds a lesson to its original. One with mistakes of its own is compared when
// they are mended.
func (d *draft) compare(original *draft) {
	if len(d.problems) > 0 || len(original.problems) > 0 {
		return
	}
	if name := departs(d.lesson.frontParts(), original.lesson.frontParts()); name != "" {
		d.add(place{2, 1}, "%s differs from that in %s; a translation changes words alone", name, original.file)
	}
	ours, theirs := d.lesson.data(), original.lesson.data()
	for i := range min(len(ours), len(theirs)) {
		if name := departs(ours[i].parts(), theirs[i].parts()); name != "" {
			d.add(place{max(ours[i].line(), 1), 1}, "%s of this block differs from that in %s, line %d; a translation changes words alone", name, original.file, theirs[i].line())
			return // what follows may only have moved
		}
		ours[i].adopt(theirs[i])
	}
	if len(ours) != len(theirs) {
		d.add(place{d.line, 1}, "%s has %d blocks of data, and its translation %d", original.file, len(theirs), len(ours))
	}
}

// part is something that all languages have in common, and what it is called.
type part struct {
	name  string
	value any
}

// departs names the first part that is not the same, or gives "".
func departs(ours, theirs []part) string {
	for i, p := range ours {
		if i >= len(theirs) || p.name != theirs[i].name {
			return "the kind" // of a block
		}
		if fmt.Sprintf("%#v", p.value) != fmt.Sprintf("%#v", theirs[i].value) {
			return p.name
		}
	}
	return ""
}

func (l Lesson) frontParts() []part {
	return []part{
		{"the chapter", l.Chapter}, {"the number of minutes", l.Minutes}, {"what the lesson needs", l.Needs}, {"the list of RFCs", l.RFC},
		{"the mailbox", l.Scenario},
	}
}

// data are the blocks that are not prose.
func (l Lesson) data() []Block {
	return slices.DeleteFunc(slices.Clone(l.Blocks), func(b Block) bool { return b.HTML != "" })
}

// parts are what a block has in common with its translations.
func (b Block) parts() []part {
	var list []part
	if s := b.Step(); s != nil {
		list = append(list, part{"the id", s.ID})
	}
	switch {
	case b.Task != nil:
		return append(list, b.Task.parts()...)
	case b.Predict != nil:
		return append(list, part{"the right option", rightOnes(b.Predict.Options)}, part{"the list of goals", b.Predict.Goals}, part{"the solution", b.Predict.Solution})
	case b.Gaps != nil:
		return append(list, b.Gaps.parts()...)
	case b.Order != nil:
		return append(list, b.Order.parts()...)
	case b.Spot != nil:
		return append(list, part{"the transcript", transcribed(b.Spot.Lines)}, part{"the list of faults", b.Spot.places()}, part{"the number of options", len(b.Spot.Options)})
	case b.Claim != nil:
		return append(list, part{"the verdict", b.Claim.Verdict}, part{"the list of RFCs", b.Claim.RFC}, part{"the world", b.Claim.World}, part{"the session", transcribed(b.Claim.lines())})
	case b.Deck != nil:
		return append(list, part{"the deck", []any{b.Deck.From, b.Deck.Draw, b.Deck.Pass}})
	case b.Sort != nil:
		return append(list, part{"the number of bins", len(b.Sort.Bins)}, part{"the list of right bins", b.Sort.places()})
	case b.Quiz != nil:
		return append(list, part{"the number of questions, or a right option,", b.Quiz.version()})
	case b.Reference != nil:
		return append(list, part{"the transcript", transcribed(b.Reference.Lines)})
	case b.Replay != nil:
		return append(list, part{"the recording", transcribed(b.Replay.Lines)})
	}
	return append(list, part{"the number of cards, or a lesson that one is from,", b.Recall.origins()})
}

func (t *Task) parts() []part {
	list := []part{
		{"the list of goals", neutral(t.Goals, t.Fields)}, {"the list of fields", fieldNames(t.Fields)}, {"the number of options", optionCounts(t.Fields)},
		{"the solution", neutral(t.Solution, t.Fields)}, {"the number of mistakes", []int{len(t.Mistakes), len(t.Refused)}},
	}
	for _, m := range t.Mistakes {
		list = append(list, part{"\"when\" or \"run\" of a mistake", neutral(append(slices.Clone(m.Run), m.When), t.Fields)})
	}
	for _, m := range t.Refused {
		list = append(list, part{"\"run\" of a mistake, or \"say\" without \"when\", which nobody reads,", append(neutral(m.Run, t.Fields), m.Say)})
	}
	return list
}

func (g *Gaps) parts() []part {
	var shown, reasons []string
	for _, line := range g.Lines {
		shown = append(shown, line.Side)
		for _, p := range line.Parts {
			shown = append(shown, p.Text)
		}
	}
	for _, r := range g.Reasons {
		reasons = append(reasons, r.Fill)
	}
	return []part{{"the transcript", shown}, {"what fits a gap", g.fills()}, {"what a reason is for", reasons}}
}

func (o *Order) parts() []part {
	var decoys []string
	var runs [][]string
	for _, d := range o.Decoys {
		decoys = append(decoys, d.Line)
	}
	for _, m := range o.Mistakes {
		runs = append(runs, m.Run)
	}
	return []part{{"the start", o.Start}, {"the list of lines", o.Lines}, {"the list of decoys", decoys}, {"the list of goals", o.Goals}, {"\"run\" of a mistake", runs}}
}

// transcribed are the lines of a transcript without the notes.
func transcribed(lines []ReferenceLine) (list []string) {
	for _, l := range lines {
		list = append(list, l.Side+": "+l.Text)
	}
	return list
}

func (r *Recall) origins() (list []string) {
	for _, c := range r.Cards {
		list = append(list, c.From)
	}
	return list
}

func optionCounts(fields []Field) (list []int) {
	for _, f := range fields {
		list = append(list, len(f.Options))
	}
	return list
}

// neutral gives goals, or lines of a solution, in which the answer to a choice is its place
// among the options: the options are words, and translated.
func neutral(lines []string, fields []Field) []string {
	list := slices.Clone(lines)
	for i, line := range list {
		for _, f := range fields {
			for n, option := range f.Options {
				for _, says := range []string{"answer " + f.Name + " is ", "answer " + f.Name + " "} {
					if line == says+option {
						list[i] = fmt.Sprintf("%s#%d", says, n)
					}
				}
			}
		}
	}
	return list
}

// adopt takes over what tells the block from others of its kind, and is made of words.
func (b Block) adopt(original Block) {
	if b.Recall == nil {
		return
	}
	for i := range b.Recall.Cards {
		b.Recall.Cards[i].Key = original.Recall.Cards[i].Key
	}
}

// line is where a block stands in its file; 0 for cards.
func (b Block) line() int {
	switch {
	case b.Step() != nil:
		return b.Step().Line
	case b.Quiz != nil:
		return b.Quiz.Line
	case b.Reference != nil:
		return b.Reference.Line
	case b.Replay != nil:
		return b.Replay.Line
	}
	return 0
}

// besideOriginal is the place of a file beside the original of a translation.
func besideOriginal(file, name string) string { return path.Join(path.Dir(originalOf(file)), name) }
