package lessons

import (
	"strings"
	"testing"
)

// routes are ways through a task that its solution does not show: honest ones
// are accepted, and wrong ones are refused with a sentence that helps.
var routes = []struct {
	lesson, task string
	lines        string // of a solution, joined by ";"
	refused      string // a part of what an unmet goal says; "" where the route is accepted
}{
	{"L1", "login", "telnet dewey 110;PASS secret;USER mrose;pass secret", ""},
	{"L1", "login", "telnet dewey 110;USER mrose;PASS Secret;PASS secret", "send USER again, then PASS"},
	{"L1", "login", "telnet mailServer 110;USER Harish;PASS vegetables", "no connection to dewey"},
	{"L1", "count", "telnet dewey 110;STAT;answer count 2;answer octets 320", "log in first"},
	{"L1", "count", "telnet dewey 110;user mrose;pass secret;stat;answer count 320;answer octets 2", `the answer "320" is not right yet`},
	{"L1", "leave", "telnet dewey 110;USER mrose;PASS secret;DELE 1;RSET;QUIT", ""},
	{"L1", "leave", "telnet dewey 110;USER mrose;PASS secret;hang up;telnet dewey 110;USER mrose;PASS secret;Quit", ""},
	{"L1", "leave", "telnet dewey 110;USER mrose;PASS secret;QUIT now", "is still open"},
	{"L1", "leave", "telnet dewey 110;USER mrose;PASS secret;hang up", "without QUIT"},
	{"L1", "leave", "telnet dewey 110;USER mrose;PASS secret;DELE 1;QUIT", "so message 1, marked by DELE at line 10, is gone"},
	{"L1", "leave", "telnet dewey 110;QUIT;telnet dewey 110;USER mrose;PASS secret;hang up", "without QUIT"},
	{"L1", "alone", "telnet MAILSERVER pop3;user Harish;pass vegetables;LIST;quit", ""},
	{"L1", "alone", "telnet mailServer 110;USER harish;PASS vegetables;QUIT", "PASS was refused"},
	{"L1", "alone", "telnet mailServer 110;USER Harish;PASS vegetables;hang up;telnet mailServer 110;QUIT", "without QUIT"},
	{"L2", "list", "telnet dewey 110;USER mrose;PASS secret;list;answer lines 4", ""},
	{"L2", "list", "telnet dewey 110;USER mrose;PASS secret;LIST 1;answer lines 4", "wants LIST without an argument"},
	{"L2", "list", "telnet dewey 110;USER class;PASS letters;LIST;answer lines 4", "nobody has logged in as mrose"},
	{"L2", "one", "telnet dewey 110;USER mrose;PASS secret;LIST 02;answer octets 200;answer end nothing, it is complete", ""},
	{"L2", "one", "telnet dewey 110;USER mrose;PASS secret;LIST 2;answer octets 200;answer end message 2", `the answer "message 2"`},
	{"L2", "fetch", "telnet dewey 110;USER mrose;PASS secret;TOP 1 0;answer subject Hi", "RETR 1 has not been sent"},
	{"L2", "small", "telnet dewey 110;USER class;PASS letters;RETR every message under 5000 octets;RETR every message under 99999 octets", ""},
	{"L2", "small", "telnet dewey 110;USER class;PASS letters;RETR every message under 99999 octets", "which is not under 5000 octets"},
	{"L2", "small", "telnet dewey 110;USER class;PASS letters;TOP every message under 5000 octets", "messages under 5000 octets fetched"},
}

func TestRoutes(t *testing.T) {
	lessons := map[string]Lesson{}
	for _, l := range builtinLessons(t) {
		lessons[l.ID] = l
	}
	for _, r := range routes {
		t.Run(r.lesson+" "+r.task+": "+r.lines, func(t *testing.T) {
			said := walk(t, lessons[r.lesson], r.task, strings.Split(r.lines, ";"))
			if accepted := said == ""; accepted != (r.refused == "") || !strings.Contains(said, r.refused) {
				t.Errorf("the task says %q, want %q", said, r.refused)
			}
		})
	}
}

// walk plays lines in a new console and gives what the unmet goals of a task say.
func walk(t *testing.T, l Lesson, task string, lines []string) string {
	t.Helper()
	p, err := (&report{}).sit(l, l.TaskText(), learners[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if err := p.play(task, line, func() {}); err != nil {
			t.Fatal(err)
		}
	}
	var said []string
	for _, v := range p.state(task).Verdicts {
		if !v.Met {
			said = append(said, v.Said)
		}
	}
	if len(p.state(task).Verdicts) > 0 {
		return strings.Join(said, "; ")
	}
	t.Fatalf("%s has no task %s", l.ID, task)
	return ""
}
