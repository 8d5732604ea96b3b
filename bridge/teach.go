package main

import (
	"fmt"
	"io/fs"
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
	own, err := lessons.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the lessons have mistakes:\n%s", inDirectory(dir, err))
	}
	if len(own) == 0 {
		return nil, fmt.Errorf("no lessons in %s: want files *.md at its top or one folder down", dir)
	}
	for _, l := range own {
		same := func(o lessons.Lesson) bool { return strings.EqualFold(o.ID, l.ID) }
		if i := slices.IndexFunc(list, same); i >= 0 {
			list[i] = l
		} else {
			list = append(list, l)
		}
	}
	return list, nil
}

// inDirectory puts the directory in front of each "file:line:column: message",
// so that editors and terminals find the file.
func inDirectory(dir string, mistakes error) string {
	var lines []string
	for line := range strings.SplitSeq(mistakes.Error(), "\n") {
		file, _, ok := strings.Cut(line, ":")
		if ok && fs.ValidPath(file) {
			line = filepath.Join(dir, file) + line[len(file):]
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
