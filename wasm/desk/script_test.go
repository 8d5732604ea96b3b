package desk

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// What was written down is the same session, on every page and in every program.
func TestScript(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 2))
		whole := newLearner(t)
		for _, s := range randomSteps(r, 40) {
			whole.do(s)
		}
		script, err := whole.Script()
		if err != nil {
			t.Fatal(err)
		}
		d, err := Restore(script, someTasks)
		if err != nil {
			t.Fatal(err)
		}
		taken, steps := d.Steps(0)
		if standing(d) != standing(whole.Desk) || taken != len(steps) {
			t.Errorf("seed %d: it opens after %d of %d steps", seed, taken, len(steps))
		}
		if a := d.Travel(0, ""); len(a.Rows) != 0 {
			t.Errorf("it begins with %d rows", a.Count)
		}
		_, want := whole.Steps(0)
		if len(steps) != len(want) || len(steps[3].Parts) != len(want[3].Parts) {
			t.Errorf("%d steps, want %d", len(steps), len(want))
		}
		d.Travel(len(steps), "")
		if standing(d) != standing(whole.Desk) {
			t.Errorf("seed %d: it is another session:\n%s", seed, script)
		}
		if again, err := d.Script(); again != script {
			t.Errorf("%v: written again it is\n%s\nand was\n%s", err, again, script)
		}
	}
}

func TestScriptIsReadable(t *testing.T) {
	d := sit(t, "host dewey\nuser a b\nmessage\n  Subject: x\n\n  \ty\\n\n", "")
	d.Tick(1e12)
	d.Type("telnet dewey 110")
	d.Tick(1e12 + 1_650_999)
	d.Type("USER a\nPASS b\\\rx")
	d.Hangup()
	script, err := d.Script()
	const want = "poplab session 1\nseed test\nworld\n\thost dewey\n\tuser a b\n\tmessage\n\t  Subject: x\n\t\n\t  \ty\\n\n\t\n" +
		"type 0 telnet dewey 110\ntype 1650 USER a\\nPASS b\\\\\\rx\nhang 0\n"
	if err != nil || script != want {
		t.Errorf("%v\n%s\nwant\n%s", err, script, want)
	}
	scenario, steps, err := Peek(script)
	if err != nil || scenario != d.journal.scenario || len(steps) != 3 || steps[1].Line != "USER a\nPASS b\\\rx" {
		t.Errorf("%v: %q %q", err, scenario, lines(steps))
	}
}

// Nothing that was said to a real server, or stood in a log, is written down.
func TestNoScript(t *testing.T) {
	log, err := OpenLog([]byte(logged), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*Desk{OpenBridge("practice", false), log} {
		if script, err := d.Script(); err == nil || script != "" {
			t.Errorf("%v: %s", err, script)
		}
	}
	d := sit(t, "", "")
	for range mostSteps + 1 {
		d.Type("clear")
	}
	if _, err := d.Script(); err == nil {
		t.Error("a script was written that nobody can read")
	}
}

// Damage has a sentence, whoever did it.
func TestDamagedScript(t *testing.T) {
	const head = "poplab session 1\n"
	for _, c := range []struct{ script, want string }{
		{"", "first line"},
		{"Dear Sir or Madam", "first line"},
		{"poplab session 2\ntype 0 x\n", "another version"},
		{"poplab session 1 \n", "another version"},
		{head + "world\n\thost nowhere\n", "cannot be opened"},
		{head + "world\n\thost dewey\n", "cannot be opened"},
		{head + "type 0 STAT\ntype\n", "Line 3"},
		{head + "type\n", "Line 2"},
		{head + "say 0 STAT\n", "Line 2"},
		{head + "type -1 STAT\n", "Line 2"},
		{head + "type 99999999999999999999 STAT\n", "Line 2"},
		{head + "hang 0 up\n", "Line 2"},
		{head + "seed x\nworld\n\nhang 0\n", "Line 4"},
		{head + "type 0 " + strings.Repeat(`STAT\n`, mostPasted), "Line 2"},
		{head + strings.Repeat("hang 0\n", mostSteps+1), "2000 steps"},
		{head + "type 0 " + strings.Repeat("x", mostScript), "64 KiB"},
		{head + "world\n\thost dewey\n\tuser a b\n\tgenerate 1 messages of 1048576 to 1048576 octets\n" +
			"type 0 telnet dewey 110\ntype 0 USER a\ntype 0 PASS b\n" + strings.Repeat("type 0 RETR 1\n", 25), "300,000 lines"},
	} {
		d, err := Restore(c.script, "")
		if err == nil || d != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: %v, want %q", c.script, err, c.want)
		}
	}
	if _, err := Restore(head, "task x\nwish for more"); err == nil {
		t.Error("a goal that cannot be was taken")
	}
}

// Whatever stands in a link, it is refused or it is a session that can be written down
// again and walked through.
func FuzzScript(f *testing.F) {
	for _, name := range []string{"plain.txt", "windows.txt"} {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, script string) {
		d, err := Restore(script, "")
		if err != nil {
			return
		}
		_, steps := d.Steps(0)
		d.Travel(len(steps), "")
		written, err := d.Script()
		if err != nil {
			return // escaped it may be too long
		}
		again, err := Restore(written, "")
		if err != nil {
			t.Fatalf("%v: %q became %q", err, script, written)
		}
		again.Travel(len(steps)/2, "")
		again.Travel(len(steps), "")
		if rewritten, _ := again.Script(); rewritten != written || again.made() != d.made() {
			t.Errorf("%q became %q", written, rewritten)
		}
	})
}
