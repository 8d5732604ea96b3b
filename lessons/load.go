package lessons

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Load gives the lessons of LoadCourse, the drill left out.
func Load(fsys fs.FS, known ...Lesson) ([]Lesson, error) {
	c, err := LoadCourse(fsys, known...)
	return c.Lessons, err
}

// LoadCourse reads a folder tree: course.md at its top where there is one, and
// lessons and decks, the other *.md files at its top or one folder down, README.md
// left out. Lessons come in the order of the chapters, and within one in the
// natural order of their ids; they may need each other and those that are known
// already. The error joins one Problem for every mistake; then the course is empty.
func LoadCourse(fsys fs.FS, known ...Lesson) (Course, error) {
	l, err := load(fsys, known)
	if err != nil {
		return Course{}, err
	}
	if problems := l.problems(); len(problems) > 0 {
		return Course{}, join(problems)
	}
	return l.finish(), nil
}

// load reads all files, and looks at what ties them together.
func load(fsys fs.FS, known []Lesson) (*loader, error) {
	l := &loader{fsys: fsys, course: &courseDraft{report: &report{}}}
	if err := l.readAll(); err != nil {
		return nil, err
	}
	l.checkCourse(known)
	for _, d := range l.drafts {
		d.deal(l.decks)
	}
	return l, l.translate(known)
}

// loader is a course while it is read.
type loader struct {
	fsys     fs.FS
	language string // of a translation, whose files are in a folder of that name; or ""
	course   *courseDraft
	sources  []source // all files that are text
	drafts   []*draft
	decks    []*deckDraft
	broken   []Problem // of files that are not
	// translations are the course in other languages.
	translations []*loader
}

// source is the text of one file.
type source struct{ file, text string }

func (l *loader) readAll() error {
	files, err := lessonFiles(l.fsys, l.language)
	if err != nil {
		return err
	}
	for _, file := range files {
		octets, err := fs.ReadFile(l.fsys, file)
		if err != nil {
			return err
		}
		if problem := unreadable(octets); problem != "" {
			at := placeOf(string(octets), firstBroken(octets), 1)
			l.broken = append(l.broken, Problem{file, at.line, at.column, problem})
			continue
		}
		text := unify(octets)
		l.sources = append(l.sources, source{file, text})
		l.read(file, text)
	}
	if len(l.drafts)+len(l.broken) == 0 && l.language == "" {
		return errNoLesson
	}
	return nil
}

// read sends a file to its reader.
func (l *loader) read(file, source string) {
	if isCourse(file) {
		l.course = readCourse(file, source, folder{l.fsys, path.Dir(file)})
		l.course.foreign = l.language
		return
	}
	if head, _, _ := (&report{}).split(source, ""); isDeck(head) {
		l.decks = append(l.decks, readDeckFile(file, source, l.language))
		return
	}
	l.drafts = append(l.drafts, read(file, source, folder{l.fsys, path.Dir(file)}, l.course))
}

// unify gives the text as editors elsewhere write it: no mark of the order of
// octets at its beginning, and LF at the end of lines.
func unify(source []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(source), "\uFEFF"), "\r\n", "\n")
}

// unreadable says why a file cannot be a lesson, or "".
func unreadable(source []byte) string {
	switch {
	case len(source) > maxFile:
		return "this file is too large for a lesson; 1 MiB is the limit"
	case !isText(source):
		return "this is not UTF-8 text; save the file as UTF-8, or move it out of the course"
	}
	return ""
}

// firstBroken is the offset of the first octet that is not text.
func firstBroken(source []byte) int {
	if i := bytes.IndexByte(source, 0); i >= 0 {
		return i
	}
	valid := bytes.ToValidUTF8(source, []byte{0})
	return max(0, bytes.IndexByte(valid, 0))
}

func isCourse(file string) bool { return strings.EqualFold(originalOf(file), courseFile) }

var errNoLesson = errors.New("no lesson here: a lesson is a file NAME.md in this folder or one folder down; lessons/README.md has a template")

// lessonFiles are the paths of all files of a course, or of its translation, course.md first.
func lessonFiles(fsys fs.FS, language string) ([]string, error) {
	top, err1 := fs.Glob(fsys, path.Join(language, "*.md"))
	below, err2 := fs.Glob(fsys, path.Join(language, "*/*.md"))
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	files := slices.DeleteFunc(append(top, below...), func(f string) bool {
		return languageOf(f) != language || strings.EqualFold(path.Base(f), "README.md") || path.Base(f)[0] == '.' // of an editor
	})
	slices.SortFunc(files, func(a, b string) int {
		return cmp.Or(order(isCourse(b), isCourse(a)), naturally(a, b))
	})
	return files, nil
}

// order puts what holds behind what does not.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// checkCourse finds what no lesson can tell alone: ids that are there twice, needs
// that lead nowhere, and chapters that nobody knows.
func (l *loader) checkCourse(known []Lesson) {
	first := map[string]string{} // file by id
	for _, d := range l.drafts {
		id := d.front.id
		if file, taken := first[id.string]; taken && id.string != "" {
			d.add(id.at, "lesson %q is in %s already; give this one another id", id.string, file)
			continue
		}
		first[id.string] = d.file
	}
	chapters := l.course.chapterIDs()
	for _, lesson := range known {
		first[lesson.ID] = lesson.File
		chapters = append(chapters, lesson.Chapter)
	}
	for _, d := range l.drafts {
		d.checkNeeds(d.front.needs, first, d.front.id.string)
		d.checkOrigins(first)
		if c := d.front.chapter; c.string != "" && !slices.Contains(chapters, c.string) {
			d.unknown(c.at, "chapter", c.string, courseFile+" has", l.course.chapterIDs())
		}
	}
	l.course.checkNeeds(l.course.needs, first, "")
	for _, c := range l.course.chapters {
		l.course.checkNeeds(c.needs, first, "")
	}
}

// checkNeeds notes needs that are no lesson, or the lesson itself.
func (r *report) checkNeeds(needs []text, first map[string]string, self string) {
	for _, need := range needs {
		if _, there := first[need.string]; !there || need.string == self {
			r.add(need.at, "this lesson cannot need %q; needs are ids of other lessons", need.string)
		}
	}
}

// problems are those of all files.
func (l *loader) problems() []Problem {
	problems := append(l.broken, l.course.problems...)
	for _, d := range l.decks {
		problems = append(problems, d.problems...)
	}
	for _, d := range l.drafts {
		problems = append(problems, d.problems...)
	}
	for _, t := range l.translations {
		problems = append(problems, t.problems()...)
	}
	return problems
}

// finish gives the course, without the files that have problems.
func (l *loader) finish() Course {
	c := l.course.course
	for _, d := range l.decks {
		if len(d.problems) == 0 {
			c.Decks = append(c.Decks, d.deck)
		}
	}
	for _, d := range l.drafts {
		if len(d.problems) == 0 {
			c.add(d.lesson)
		}
	}
	slices.SortStableFunc(c.Lessons, c.compare)
	for _, t := range l.translations {
		if c.Translations == nil {
			c.Translations = map[string]Course{}
		}
		c.Translations[t.language] = t.finish()
	}
	return c
}

// add puts a lesson into its place.
func (c *Course) add(l Lesson) {
	if l.IsDrill() {
		c.Drill = &l
		return
	}
	c.Lessons = append(c.Lessons, l)
}
