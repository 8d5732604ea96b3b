package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"poplab/lessons"
)

// loadLessons gives the built-in lessons, with those of dir added or in the
// place of the one that has the same ID. Its error has one line for each mistake.
func loadLessons(dir string) ([]lessons.Lesson, error) {
	list, err := lessons.Load(lessons.Builtin())
	if err != nil || dir == "" {
		return list, err
	}
	own, err := lessons.Load(os.DirFS(dir), list...)
	if err != nil {
		return nil, inDirectory(dir, err)
	}
	for _, l := range own {
		// IDs are parts of URLs, which people type in either case.
		same := func(o lessons.Lesson) bool { return strings.EqualFold(o.ID, l.ID) }
		if i := slices.IndexFunc(list, same); i >= 0 {
			list[i] = l
		} else {
			list = append(list, l)
		}
	}
	return list, nil
}

// inDirectory puts the directory in front of the files that have mistakes, so
// that editors and terminals find them.
func inDirectory(dir string, err error) error {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return fmt.Errorf("-lessons %s: %w", dir, err)
	}
	list := []error{errors.New("the lessons have mistakes")}
	for _, mistake := range many.Unwrap() {
		var p lessons.Problem
		if errors.As(mistake, &p) {
			p.File = filepath.Join(dir, p.File)
			mistake = p
		}
		list = append(list, mistake)
	}
	return errors.Join(list...)
}
