package export

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Every line and every note stands in the text, notes within 78 columns.
func TestText(t *testing.T) {
	anyLines(t, func(s *Session) bool {
		text := file(t, s, "text")
		words := strings.Join(strings.Fields(text), " ")
		for i := range s.Notes {
			if !strings.Contains(words, strings.Join(strings.Fields(s.Notes[i].Text), " ")) || !strings.Contains(text, s.marked(i)) {
				t.Logf("line %d is missing", i+1)
				return false
			}
		}
		return isTidy(t, text) && countMarked(text) == len(s.Notes)
	})
}

func isTidy(t *testing.T, text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		long := utf8.RuneCountInString(line) > textWidth && line[0] == ' ' && strings.Count(line[len(margin):], " ") > 0
		if long || !isMarked(line) && strings.TrimRight(line, " ") != line {
			t.Logf("untidy line %q", line)
			return false
		}
	}
	return utf8.ValidString(text)
}

func isMarked(line string) bool {
	return len(line) > 1 && line[1] == ':' && strings.Contains("CSL", line[:1])
}

// countMarked counts the lines that begin with the letter of a side.
func countMarked(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if isMarked(line) {
			n++
		}
	}
	return n
}

func TestTextTellsTimes(t *testing.T) {
	s := typed(t, "", "telnet dewey 110", "STAT")
	text := file(t, s, "text")
	for _, want := range []string{"\nBegun: 1992-02-04 02:35:53 UTC\n", " · +1.500 s\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if s.Language = "de"; !strings.Contains(file(t, s, "text"), " · +1,500 s\n") {
		t.Error("German seconds have no comma")
	}
	if text := file(t, fed(false, "S: +OK"), "text"); strings.Contains(text, "Begun") || strings.Contains(text, " s\n") {
		t.Errorf("times that nobody knows are told:\n%s", text)
	}
}

// Of several connections each is headed with its own host.
func TestHostsOfSessions(t *testing.T) {
	two := file(t, typed(t, "", "telnet dewey 110", "QUIT", "telnet mailServer 110", "QUIT"), "text")
	for _, want := range []string{"POP3 session\n", "\nPOP3 session 1 with dewey\n\nL: Connected", "\nPOP3 session 2 with mailServer\n\nL: Connected"} {
		if strings.Count(two, want) != 1 {
			t.Errorf("%q is not there once:\n%s", want, two)
		}
	}
	if one := file(t, typed(t, "", "telnet dewey 110", "QUIT"), "text"); !strings.HasPrefix(one, "POP3 session with dewey\n") || strings.Contains(one, "session 1") {
		t.Errorf("one connection is counted:\n%s", one)
	}
}

func TestNotesAreWrapped(t *testing.T) {
	var b sheet
	b.wrap(strings.TrimSpace(strings.Repeat("word ", 20)))
	got := string(b)
	want := strings.TrimSuffix(strings.Repeat("word ", 14), " ") + "\n        word word word word word word\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
