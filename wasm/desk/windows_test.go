package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

const world = "windows A B tap\nclock 1996-05-02 17:30\nhost dewey\nuser mrose secret\nmessage m1\nmessage m2\n"

func sit(t *testing.T, scenario, tasks string, lines ...string) *Desk {
	t.Helper()
	d, err := Open(scenario, tasks, "test")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		d.Type(line)
	}
	return d
}

// texts are the rows of an answer, by their index.
func texts(t *testing.T, a Answer) []string {
	t.Helper()
	var list []string
	for i, r := range a.Rows {
		if r.Index != a.Count-len(a.Rows)+i {
			t.Errorf("row %d stands at %d of %d", r.Index, i, a.Count)
		}
		list = append(list, r.Text)
	}
	return list
}

// Each window has its own rows. Going to another one shows them from the first on.
func TestWindows(t *testing.T) {
	d := sit(t, world, "")
	if a := d.Look(); a.Window != "A" || !slices.Equal(a.Windows, []string{"A", "B", "tap"}) || a.Fresh {
		t.Errorf("at first: %q %q %v", a.Window, a.Windows, a.Fresh)
	}
	for _, c := range []struct {
		line   string
		window string
		fresh  bool
		rows   []string
	}{
		{"telnet dewey 110", "A", false, []string{"telnet dewey 110", "Trying 192.0.2.10...", "Connected to dewey.", "Escape character is '^]'.", "+OK dewey POP3 server ready"}},
		{"window B", "B", true, []string{"This is window B."}},
		{"STAT", "B", false, []string{"STAT", "Not connected, so nothing was sent. Type: telnet dewey 110"}},
		{"window B", "B", false, []string{"window B", "This is window B."}},
		{"window tap", "tap", true, []string{"You hear the connection of A to dewey.", "+OK dewey POP3 server ready", "This is window tap."}},
		{"window A", "A", true, []string{"telnet dewey 110", "Trying 192.0.2.10...", "Connected to dewey.", "Escape character is '^]'.", "+OK dewey POP3 server ready", "window B", "This is window A."}},
		{"NOOP", "A", false, []string{"NOOP", "-ERR NOOP not valid in AUTHORIZATION state"}},
	} {
		a := d.Type(c.line)
		if got := texts(t, a); a.Window != c.window || a.Fresh != c.fresh || !slices.Equal(got, c.rows) {
			t.Errorf("%q: window %s, fresh %v, rows %q", c.line, a.Window, a.Fresh, got)
		}
	}
	if got := d.Find("secret", 0, 0, false); got.Row != -1 {
		t.Errorf("found row %d of another window", got.Row)
	}
	if f, err := d.Save("text", false, "en", 0); err != nil || !strings.Contains(string(f.Octets), "NOOP") || strings.Contains(string(f.Octets), "window tap") {
		t.Errorf("saved %q, %v", f.Octets, err)
	}
	a := d.Retell()
	if !a.Fresh || a.Rows[0].Index != 0 || a.Window != "A" || len(d.Type("window B").Rows) != 7 {
		t.Error("the rows are not told anew, in all windows")
	}
}

// One window has no name, and needs no choice.
func TestOneWindow(t *testing.T) {
	if a := sit(t, "", "").Look(); a.Window != "" || len(a.Windows) != 0 || a.Clock != 697170952*1e6 || len(a.Moves) == 0 {
		t.Errorf("%q %q %d %q", a.Window, a.Windows, a.Clock, a.Moves)
	}
	if a := OpenBridge("practice", false).Look(); a.Clock != 0 || len(a.Moves)+len(a.Facts)+len(a.Windows) != 0 {
		t.Errorf("in front of a real server: %+v", a)
	}
}

// The rows of all windows keep the pace of the page, and follow what the learner
// waits.
func TestClock(t *testing.T) {
	d := sit(t, world, "")
	d.Tick(5e6)
	d.Type("wait 10 minutes")
	d.Tick(7e6)
	a := d.Type("window B")
	if want := a.Clock + 2e6; a.Rows[0].Entry.Time != want || a.Clock != 831058800*1e6 {
		t.Errorf("the clock is at %d, and the row is of %d, want %d", a.Clock, a.Rows[0].Entry.Time, want)
	}
}

// Tasks are judged over all windows, and mistakes told once, when they happen.
func TestMistakesAreToldOnce(t *testing.T) {
	tasks := "task out\nreply to STAT is +OK\nanswer count is 2\nmistake reply to PASS is -ERR\nmistake reply to DELE is +OK\nmistake answer count is 320\n"
	d := sit(t, world, tasks, "telnet dewey 110", "USER mrose")
	state := func(a Answer) string {
		b, _ := json.Marshal(a.Tasks[0].Mistakes)
		return string(b)
	}
	for _, c := range []struct {
		act  func() Answer
		want string
	}{
		{func() Answer { return d.Type("PASS wrong") }, "[0]"},
		{d.Look, "null"},
		{func() Answer { return d.Type("window B") }, "null"},
		{func() Answer { return d.Type("telnet dewey 110\nUSER mrose\nPASS secret") }, "null"},
		{func() Answer { return d.Type("DELE 1") }, "[1]"},
		{func() Answer { return d.Type("STAT") }, "null"},
		{func() Answer { return d.Fill("out", "count", "320") }, "[2]"},
		{d.Retell, "null"},
		{d.Hangup, "null"},
		{func() Answer { return d.Fill("out", "count", "2") }, "null"},
	} {
		if got := state(c.act()); got != c.want {
			t.Errorf("mistakes %s, want %s", got, c.want)
		}
	}
	if a := d.Look(); !a.Tasks[0].Done() || a.Tasks[0].Verdicts[0].Window != "B" {
		t.Errorf("the task stands so: %+v", a.Tasks[0])
	}
}

func TestWorldIsJSON(t *testing.T) {
	d := sit(t, "windows A B\nhost dewey\nuser mrose *\ngenerate 2 messages of 300 to 900 octets\n", "task x\ngreeting seen\nmistake greeting seen\n")
	var got struct {
		Window  string
		Windows []string
		Fresh   bool
		Clock   int64
		Moves   []string
		Facts   map[string]string
		Tasks   []struct{ Mistakes []int }
	}
	text := d.Type("telnet dewey 110").AppendJSON(nil)
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if got.Window != "A" || len(got.Windows) != 2 || got.Clock != 697170952*1e6 || len(got.Moves) == 0 || got.Facts["count"] != "2" ||
		len(got.Tasks[0].Mistakes) != 1 || got.Fresh {
		t.Errorf("%+v", got)
	}
	if d.Type("window B").AppendJSON(nil); d.transcript.State() != transcript.NotConnected {
		t.Error("B is connected")
	}
}
