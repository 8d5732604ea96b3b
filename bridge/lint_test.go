package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"poplab/lessons"
	"poplab/web"
)

// author is an empty folder to write lessons in, and the folder of the program.
func author(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	return dir
}

func TestLintUse(t *testing.T) {
	author(t)
	writeFile(t, "a.md", titled("tea", "Tea"))
	for _, c := range []struct{ args, says string }{
		{"lint", "poplab lint DIR"},
		{"lint nowhere", `there is no folder "nowhere"`},
		{"lint a.md", `"a.md" is no folder; name the one that it lies in: .`},
		{"lint . nowhere", `there is no folder "nowhere"`},
		{"lint -x", `there is no folder "-x"`},
		{"new", "poplab new lesson DIR"},
		{"new course x", "poplab new lesson DIR"},
		{"new lesson", "poplab new lesson DIR"},
		{"new lesson a b", "poplab new lesson DIR"},
	} {
		status, stdout, stderr := call(strings.Fields(c.args)...)
		if status != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, c.says) {
			t.Errorf("poplab %s: status %d, %q, %q; want %q", c.args, status, stdout, stderr, c.says)
		}
	}
	for _, args := range []string{"lint -h", "new -help"} {
		if status, stdout, _ := call(strings.Fields(args)...); status != 0 || !strings.Contains(stdout, "poplab lint DIR...") {
			t.Errorf("poplab %s: status %d, %q", args, status, stdout)
		}
	}
}

func TestLint(t *testing.T) {
	author(t)
	os.MkdirAll("course/milk", 0o755)
	writeFile(t, "course/tea.md", titled("tea", "Tea"))
	status, stdout, stderr := call("lint", "course")
	if status != 0 || stderr != "" || stdout != "1 lesson, 2 tasks: no problem\n" {
		t.Errorf("a right lesson: status %d, %q, %q", status, stdout, stderr)
	}

	writeFile(t, "course/milk/lesson.md", wrong("milk", "Milk"))
	writeFile(t, "course/tea.md", strings.Replace(titled("tea", "Tea"), "\nS: +OK ", "\nS: +OK, ", 1))
	status, stdout, stderr = call("lint", "./course/")
	lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	if status != 1 || len(lines) < 2 || !strings.HasPrefix(lines[0], filepath.Join("course", "milk", "lesson.md")+":3:1: unknown key") ||
		!strings.HasPrefix(lines[len(lines)-1], filepath.Join("course", "tea.md")+":") {
		t.Errorf("two wrong lessons: status %d, %q", status, stdout)
	}
	for _, line := range lines {
		if !regexp.MustCompile(`^\S+\.md:[1-9][0-9]*:[1-9][0-9]*: \S`).MatchString(line) {
			t.Errorf("no file:line:column: message: %q", line)
		}
	}
	if !strings.HasPrefix(stderr, "poplab: ") || !strings.HasSuffix(stderr, "problems\n") {
		t.Errorf("the sum is %q", stderr)
	}
}

// Several folders are several courses: an id may be in each.
func TestLintOfFolders(t *testing.T) {
	author(t)
	for _, dir := range []string{"a", "b"} {
		if status, _, stderr := call("new", "lesson", dir+"/tea"); status != 0 {
			t.Fatal(stderr)
		}
	}
	if status, stdout, _ := call("lint", "a", "b"); status != 0 || stdout != "2 lessons, 4 tasks: no problem\n" {
		t.Errorf("status %d, %q", status, stdout)
	}
	os.Mkdir("empty", 0o755)
	if status, stdout, _ := call("lint", "a", "empty"); status != 1 || !strings.HasPrefix(stdout, "empty: no lesson here") {
		t.Errorf("an empty folder: status %d, %q", status, stdout)
	}
}

// What new writes is right at once, and it never writes over what is there.
func TestNewLesson(t *testing.T) {
	author(t)
	for _, c := range []struct{ dir, id, course string }{
		{"tea", "tea", "tea"},
		{"my course/L 4", "L-4", "my course/L 4"},
		{"my course/L5", "L5", "my course"},
	} {
		status, stdout, stderr := call("new", "lesson", c.dir)
		file := filepath.FromSlash(c.dir + "/lesson.md")
		course := filepath.FromSlash(c.course)
		if status != 0 || !strings.HasPrefix(stdout, file+" ") || !strings.Contains(stdout, "poplab lint "+pasted(course)+" ") || !strings.Contains(stdout, "/lessons/"+c.id+"/") {
			t.Errorf("%s: status %d, %q, %q", c.dir, status, stdout, stderr)
		}
		if status, stdout, _ := call("lint", course); status != 0 {
			t.Errorf("%s: lint says %q", c.dir, stdout)
		}
		writeFile(t, file, "mine")
		status, stdout, stderr = call("new", "lesson", c.dir)
		if status != 1 || stdout != "" || !strings.Contains(stderr, file+" is there already") || readText(t, file) != "mine" {
			t.Errorf("%s again: status %d, %q, %q", c.dir, status, stdout, stderr)
		}
		os.Remove(file)
		if status, _, stderr := call("new", "lesson", c.dir); status != 0 {
			t.Errorf("%s into a folder that is there: %s", c.dir, stderr)
		}
	}
	writeFile(t, "file", "")
	if status, _, stderr := call("new", "lesson", "file"); status != 1 || !strings.Contains(stderr, "name another one") {
		t.Errorf("into a file: status %d, %q", status, stderr)
	}
}

// Lessons may lead to every page of the site, which is that of the reader's language.
func TestLintKnowsThePages(t *testing.T) {
	author(t)
	text := titled("tea", "Tea")
	for _, page := range web.Pages(web.Options{Languages: []string{"en"}, Course: lessons.Course{Drill: &lessons.Lesson{ID: "drill"}}}) {
		text += "\n[there](" + page.Path + ")\n"
	}
	writeFile(t, "a.md", text)
	if status, stdout, _ := call("lint", "."); status != 0 {
		t.Error(stdout)
	}
}
