package lessons

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Load reads every lesson of a folder tree: *.md files at its top or one folder
// down, README.md left out. Lessons come in the natural order of their ids, and
// may need each other and those that are known already. The error joins one
// Problem for every mistake; then there are no lessons.
func Load(fsys fs.FS, known ...Lesson) ([]Lesson, error) {
	files, err := lessonFiles(fsys)
	if err != nil {
		return nil, err
	}
	var drafts []*draft
	for _, file := range files {
		source, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		drafts = append(drafts, read(file, string(source)))
	}
	checkCourse(drafts, known)
	return finish(drafts)
}

// lessonFiles are the paths of all lessons.
func lessonFiles(fsys fs.FS) ([]string, error) {
	top, err1 := fs.Glob(fsys, "*.md")
	below, err2 := fs.Glob(fsys, "*/*.md")
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	files := slices.DeleteFunc(append(top, below...), func(f string) bool {
		return strings.EqualFold(path.Base(f), "README.md")
	})
	if len(files) == 0 {
		return nil, errors.New("no lesson here: a lesson is a file NAME.md in this folder or one folder down; lessons/README.md has a template")
	}
	slices.SortFunc(files, naturally)
	return files, nil
}

// checkCourse finds what no lesson can tell alone: ids that are there twice, and
// needs that lead nowhere.
func checkCourse(drafts []*draft, known []Lesson) {
	first := map[string]string{} // file by id
	for _, d := range drafts {
		id := d.front.id
		if file, taken := first[id.string]; taken && id.string != "" {
			d.add(id.at, "lesson %q is in %s already; give this one another id", id.string, file)
			continue
		}
		first[id.string] = d.file
	}
	for _, l := range known {
		first[l.ID] = l.File
	}
	for _, d := range drafts {
		for _, need := range d.front.needs {
			if _, there := first[need.string]; !there || need.string == d.front.id.string {
				d.add(need.at, "this lesson cannot need %q; needs are ids of other lessons", need.string)
			}
		}
	}
}

// finish gives the lessons, or all problems.
func finish(drafts []*draft) ([]Lesson, error) {
	var list []Lesson
	var problems []Problem
	for _, d := range drafts {
		list = append(list, d.lesson)
		problems = append(problems, d.problems...)
	}
	if len(problems) > 0 {
		return nil, join(problems)
	}
	slices.SortStableFunc(list, func(a, b Lesson) int { return naturally(a.ID, b.ID) })
	return list, nil
}
