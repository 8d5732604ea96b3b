package capture

import (
	"slices"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// log is a text as lines, and what its first reply tells of it.
type log struct {
	lines []string
	first int      // the line with the first reply, or -1
	head  []string // the lines up to that, or all
	lead  string   // what stands before the mark in that line, such as a time
	marks mark     // of the sides; the server's is "" where there are none
}

// readText reads a log as the first format that knows it.
func readText(text string) (Log, error) {
	switch {
	case isPacked(text):
		return Log{}, IsPacked
	case isBinary(text):
		return Log{}, IsBinary
	case strings.Trim(text, "\r\n\t \x00") == "":
		return Log{}, Empty
	}
	lines := split(text, MaxLines)
	if len(lines) > MaxLines {
		return Log{}, TooMany
	}
	l := look(lines)
	if l.first < 0 && strings.Contains(text, "\x1b[") { // colours before each reply
		for i, line := range lines {
			lines[i] = edited(line)
		}
		l = look(lines)
	}
	for i := range formats {
		if f := &formats[i]; f.is(l, f.tells) {
			return l.retell(f)
		}
	}
	return Log{}, seems(lines)
}

// retell reads the log with a format.
func (l *log) retell(f *format) (Log, error) {
	w := &teller{t: new(transcript.Transcript), speakers: f.speakers}
	f.read(l, w)
	w.finish()
	if p := w.lacks(l.lines); p != "" {
		return Log{}, p
	}
	return Log{w.t, phrase.Whole(string(f.name))}, nil
}

// maxLeads is how many lines are tried as the first reply.
const maxLeads = 8

// look finds the first reply. What stands before it has to stand before other lines
// too, unless there is none like that: a sentence may quote a reply above the log.
func look(lines []string) *log {
	l, tries := &log{lines: lines, head: lines, first: -1}, 0
	for i, line := range lines {
		found := begin(lines, i, replyAt(line))
		switch {
		case found == nil:
			continue
		case found.isUsual():
			return found
		case tries == 0:
			l = found
		}
		if tries++; tries == maxLeads {
			break
		}
	}
	return l
}

// begin is the log whose first reply is in line i, at an offset; nil if it is none.
func begin(lines []string, i, at int) *log {
	if at < 0 {
		return nil
	}
	before := lines[i][:at]
	l := &log{lines: lines, head: lines[:i+1], first: i, lead: before}
	if m, lead, ok := markBehind(before); ok {
		l.marks, l.lead = m, lead
		l.unquote()
	} else if strings.Trim(before, blanks) != "" && !timed(before) && !numbered(before) {
		return nil
	}
	return l
}

// isUsual says whether another line has the lead of the first reply. What is indented
// in a text with marks may be a note between the lines.
func (l *log) isUsual() bool {
	switch {
	case l.lead != "" && l.marks.server == "" && slices.ContainsFunc(l.lines, isMarked):
		return false
	case strings.Trim(l.lead, blanks) == "":
		return true
	}
	for i, line := range l.lines {
		_, rest, ok := l.cut(line)
		side, _ := l.side(rest)
		if ok && side != 0 && i != l.first {
			return true
		}
	}
	return false
}

// replyAt is where the first "+OK" or "-ERR" of a line is, or -1.
func replyAt(line string) int {
	ok, err := strings.Index(line, "+OK"), strings.Index(line, "-ERR")
	if ok < 0 || err >= 0 && err < ok {
		return err
	}
	return ok
}

// isReply says whether a line begins as a reply does, in any case of letters.
func isReply(line string) bool {
	return pop3.HasPrefixFold(line, "+OK") || pop3.HasPrefixFold(line, "-ERR")
}

func isMarked(line string) bool { return strings.HasPrefix(line, "S: ") }

// unquote sees whether a ">" is no mark but the sign that mail programs put before
// each line that they quote: then no line has the mark of the other side.
func (l *log) unquote() {
	if l.marks.server != ">" {
		return
	}
	for _, line := range l.lines {
		if _, rest, _ := l.cut(line); strings.HasPrefix(rest, "<") {
			return
		}
	}
	l.lead, l.marks = l.lead+"> ", mark{}
}

// timed says whether a time and blanks are what stands before a line.
func timed(before string) bool { return clock(before) != 0 && strings.HasSuffix(before, " ") }

// numbered says whether the number of a line and blanks are what stands before it.
func numbered(before string) bool {
	number := strings.Trim(before, blanks)
	return number != "" && isDigit(number[0]) && strings.Trim(number, "0123456789.:)") == "" && kindOf(before[len(before)-1]) == blank
}
