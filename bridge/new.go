package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"poplab/lessons"
)

// newLesson writes a lesson to begin with into a folder, and says what comes next.
func newLesson(args []string, stdout io.Writer) error {
	if len(args) != 2 || args[0] != "lesson" {
		return usageError{errors.New("new what? Name a folder for your lesson: poplab new lesson DIR")}
	}
	dir, err := filepath.Abs(args[1])
	if err != nil {
		return err
	}
	id := lessons.IDOf(filepath.Base(dir))
	file := filepath.Join(args[1], "lesson.md")
	if err := writeNew(file, lessons.Skeleton(id)); err != nil {
		return err
	}
	course := courseOf(args[1])
	_, err = fmt.Fprintf(stdout, `%s is a lesson that works: a small world, a task, a puzzle, questions and a
transcript. Put your own in their places.

  poplab lint %[2]s              says what is wrong with it, and where
  poplab serve -lessons %[2]s    shows it at /lessons/%[3]s/, and follows each time you save
`, file, pasted(course), id)
	return err
}

// pasted is a path as a shell takes it.
func pasted(path string) string {
	if strings.ContainsAny(path, " '()&;$") {
		return strconv.Quote(path)
	}
	return path
}

// writeNew writes a file that is not there yet, and the folders above it.
func writeNew(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("cannot make the folder (%w); name another one", err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and stays as it is; name another folder", file)
	}
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	return errors.Join(err, f.Close())
}

// courseOf is the folder to serve: the one around a lesson, where it holds a course
// already, or else that of the lesson alone.
func courseOf(dir string) string {
	above := filepath.Dir(filepath.Clean(dir))
	for _, pattern := range []string{"course.md", "*/lesson.md"} {
		found, err := filepath.Glob(filepath.Join(above, pattern))
		if err == nil && len(found) > 0 && (pattern == "course.md" || len(found) > 1) {
			return above
		}
	}
	return dir
}
