package lessons

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Place is where the problem is, as editors and terminals jump to it. A problem of
// a whole file or folder has no line.
func (p Problem) Place() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// SourceLine is a line of a file near a problem. In the line of the problem, what
// is wrong is marked.
type SourceLine struct {
	Number                int // counted from 1
	Before, Marked, After string
}

// around is how many lines an excerpt has before and behind the line of the problem.
const around = 2

// Excerpt is the line of the problem and those around it, of the text of the file;
// nil where the problem has no line, or the text has become shorter meanwhile.
func (p Problem) Excerpt(source string) []SourceLine {
	lines := strings.Split(strings.ReplaceAll(source, "\r\n", "\n"), "\n")
	if p.Line < 1 || p.Line > len(lines) {
		return nil
	}
	var list []SourceLine
	for n := max(1, p.Line-around); n <= min(len(lines), p.Line+around); n++ {
		line := SourceLine{Number: n, Before: lines[n-1]}
		if n == p.Line {
			line.Before, line.Marked, line.After = cutWord(lines[n-1], p.Column)
		}
		list = append(list, line)
	}
	return list
}

// cutWord parts a line around the word that begins at a column. A problem in
// column 1 is one of the whole line.
func cutWord(line string, column int) (before, word, after string) {
	if column <= 1 || column > len(line) {
		return "", line, ""
	}
	begin := column - 1
	for begin > 0 && !utf8.RuneStart(line[begin]) {
		begin--
	}
	before, rest := line[:begin], line[begin:]
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end <= 0 {
		end = len(rest)
	}
	return before, rest[:end], rest[end:]
}
