package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"poplab/lessons"
)

// lint prints what is wrong with the lessons of some folders, each of them a course
// beside the lessons that come with poplab.
func lint(dirs []string, stdout io.Writer) error {
	if len(dirs) == 0 {
		return usageError{errors.New("lint what? Name the folder of your lessons: poplab lint DIR")}
	}
	for _, dir := range dirs {
		if err := wantFolder(dir); err != nil {
			return usageError{err}
		}
	}
	known, err := lessons.Load(lessons.Builtin())
	if err != nil {
		return err
	}
	var count, tasks, problems int
	for _, dir := range dirs {
		found := new(lessons.Linter).Lint(os.DirFS(dir), known...)
		for _, p := range found.Problems {
			fmt.Fprintln(stdout, inFolder(dir, p))
		}
		l, t := found.Size()
		count, tasks, problems = count+l, tasks+t, problems+len(found.Problems)
	}
	if problems > 0 {
		return errors.New(plural(problems, "problem"))
	}
	_, err = fmt.Fprintf(stdout, "%s, %s: no problem\n", plural(count, "lesson"), plural(tasks, "task"))
	return err
}

// wantFolder says what to do about a name that is none of a folder.
func wantFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return fmt.Errorf("there is no folder %q; name the one that your lessons lie in", dir)
	case !info.IsDir():
		return fmt.Errorf("%q is no folder; name the one that it lies in: %s", dir, filepath.Dir(dir))
	}
	return nil
}

// inFolder puts the folder in front of the file of a problem, so that editors and
// terminals find it.
func inFolder(dir string, p lessons.Problem) lessons.Problem {
	p.File = filepath.Join(dir, filepath.FromSlash(p.File))
	return p
}

// plural writes "1 lesson" and "2 lessons".
func plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
