package export

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// cast is a file of asciicast v3, read by somebody else's JSON.
type cast struct {
	header  map[string]any
	shown   string // all output
	markers []string
	seconds float64
}

func readCast(t *testing.T, text string) cast {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	c := cast{}
	if err := json.Unmarshal([]byte(lines[0]), &c.header); err != nil {
		t.Fatal(err)
	}
	for i, line := range lines[1:] {
		var event [3]any
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		interval, data := event[0].(float64), event[2].(string)
		if interval < 0 || math.IsInf(interval, 0) || interval > float64(longest)/1e6 && !strings.Contains("mo", event[1].(string)) {
			t.Fatalf("an interval of %v seconds", interval)
		}
		c.seconds += interval
		switch event[1] {
		case "o":
			c.shown += data
		case "m":
			c.markers = append(c.markers, data)
		case "x":
			if data != "0" || i != len(lines)-2 {
				t.Fatalf("the session exits with %q at event %d of %d", data, i+1, len(lines)-1)
			}
		default:
			t.Fatalf("an event of the kind %v", event[1])
		}
	}
	return c
}

// A replay shows the lines in their order, and cannot steer the terminal.
func TestCastShowsLines(t *testing.T) {
	anyLines(t, func(s *Session) bool {
		want := ""
		for i := range s.Transcript.Entries {
			want += s.line(i) + "\r\n"
		}
		c := readCast(t, file(t, s, "cast"))
		steers := strings.ContainsFunc(strings.ReplaceAll(c.shown, "\r\n", ""), func(r rune) bool { return r != '\t' && unicode.IsControl(r) })
		if c.shown != want || steers {
			t.Logf("got  %q\nwant %q", c.shown, want)
			return false
		}
		return true
	})
}

func TestCastOfASession(t *testing.T) {
	s := typed(t, "", "telnet dewey 110", "user mrose", "PASS secret", "QUIT")
	c := readCast(t, file(t, s, "cast"))
	want := map[string]any{
		"version": 3.0, "term": map[string]any{"cols": 80.0, "rows": 24.0},
		"timestamp": 697170953.0, "title": "POP3 session with dewey", "tags": []any{"pop3"},
	}
	if fmt.Sprint(c.header) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", c.header, want)
	}
	if got := []string{"USER", "PASS", "QUIT"}; !slices.Equal(c.markers, got) {
		t.Errorf("markers %q, want %q", c.markers, got)
	}
	if seconds := s.Transcript.Entries[len(s.Transcript.Entries)-1].Time - s.Transcript.Entries[0].Time; math.Abs(c.seconds*1e6-float64(seconds)) > 3e6 {
		t.Errorf("%v seconds for a session of %d microseconds", c.seconds, seconds)
	}
}

// Keys come at a human pace where no time is known; a learner's coffee is left out.
func TestCastPace(t *testing.T) {
	unknown := readCast(t, file(t, fed(false, "S: +OK", "C: USER mrose"), "cast"))
	if _, told := unknown.header["timestamp"]; told || unknown.seconds < 1 || unknown.seconds > 4 {
		t.Errorf("a session of unknown time lasts %v seconds, header %v", unknown.seconds, unknown.header)
	}
	s := fed(false, "S: +OK", "C: NOOP", "S: +OK")
	for i := range s.Transcript.Entries {
		s.Transcript.Entries[i].Time = int64(i+1) * 3600e6
	}
	if c := readCast(t, file(t, s, "cast")); c.seconds > 8 {
		t.Errorf("hours of thinking are shown for %v seconds", c.seconds)
	}
}
