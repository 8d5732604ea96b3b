package capture

import (
	"strings"

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
	if !w.replied && !w.failed {
		return Log{}, seems(l.lines)
	}
	return Log{w.t, f.name}, nil
}

// look finds the first reply.
func look(lines []string) *log {
	l := &log{lines: lines, head: lines, first: -1}
	for i, line := range lines {
		at := replyAt(line)
		if at < 0 {
			continue
		}
		before := line[:at]
		if m, lead, ok := markBehind(before); ok {
			l.first, l.head, l.marks, l.lead = i, lines[:i+1], m, lead
			l.unquote()
			return l
		}
		if strings.Trim(before, blanks) == "" || timed(before) {
			l.first, l.head, l.lead = i, lines[:i+1], before
			return l
		}
	}
	return l
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
func isReply(line string) bool { return hasPrefixFold(line, "+OK") || hasPrefixFold(line, "-ERR") }

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
