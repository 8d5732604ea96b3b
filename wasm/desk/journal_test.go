package desk

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// busy is a world in which much can happen.
const busy = `windows A B tap
clock 1996-05-02 17:30
host dewey
tls offered
user mrose secret
message m1
message m2
arrival m3
generate 3 messages of 300 to 900 octets
user class *
expire 30
logindelay 60
generate 2 messages of 300 to 900 octets
host dbc.mtview.ca.us
apop mrose tanstaaf
message m1
host post
device office mrose@dewey uidl
device home mrose@dewey delete
`

// talk is what a learner may type there, sensible or not.
var talk = strings.Split(`telnet dewey 110
telnet dewey 110
openssl s_client -connect dewey:995
USER mrose
PASS secret
USER mrose\nPASS secret\nSTAT
STAT
LIST
UIDL
RETR 1
TOP 2 1
DELE 1
DELE 2
RSET
NOOP
CAPA
STLS
QUIT
QUIT
nonsense
window A
window B
window tap
wait 10 minutes
wait 1 day
deliver
pull
plug
disk full
disk free
attacker on
check office
check home
mode office keep
window office
pull office
plug office
clear
help
telnet post 25

   `, "\n")

// step is one thing that a learner does.
type step struct {
	line  string
	hangs bool
	pause int64 // milliseconds before
}

func randomSteps(r *rand.Rand, n int) []step {
	var list []step
	for range n {
		s := step{line: strings.ReplaceAll(talk[r.IntN(len(talk))], `\n`, "\n"), pause: r.Int64N(3000)}
		s.hangs = r.IntN(15) == 0
		list = append(list, s)
	}
	return list
}

const someTasks = "task in\nreply to STAT is +OK\nmistake reply to PASS is -ERR\nmistake reply to DELE is +OK\n"

// learner does steps at a desk, by a clock of its own.
type learner struct {
	*Desk
	now int64
}

func newLearner(t *testing.T) *learner {
	t.Helper()
	d, err := Open(busy, someTasks, "test")
	if err != nil {
		t.Fatal(err)
	}
	d.Tick(1e15)
	return &learner{Desk: d, now: 1e15}
}

func (l *learner) do(s step) Answer {
	l.now += s.pause * 1000
	l.Tick(l.now)
	if s.hangs {
		return l.Hangup()
	}
	return l.Type(s.line)
}

// standing is all that can be known of a world and its windows.
func standing(d *Desk) string {
	var b []byte
	for _, s := range d.seats {
		s.explain()
		b = fmt.Appendf(b, "window %s %s\n", s.console.Name, s.transcript.State())
		for i, e := range s.transcript.Entries {
			b = fmt.Appendf(b, "%d %+v %+v\n", i, e, s.notes[i])
		}
		for _, x := range s.transcript.Exchanges {
			b = fmt.Appendf(b, "%+v\n", x)
		}
	}
	for _, m := range [][2]string{{"dewey", "mrose"}, {"dewey", "class"}, {"dbc.mtview.ca.us", "mrose"}} {
		maildrop := d.world.Maildrop(m[0], m[1])
		b = fmt.Appendf(b, "%v locked %v\n", m, maildrop.Locked())
		for _, message := range maildrop.Messages() {
			b = fmt.Appendf(b, "%s %s\n", message.UID, message.Octets)
		}
	}
	b = fmt.Appendf(b, "%d %v %v", d.world.Clock(), d.world.Moves(), d.world.Facts)
	return string(d.AppendAround(b))
}

// answered is an answer but for what tells how the page comes to know it.
func answered(a Answer) []byte {
	a.Fresh, a.Clear, a.Rows = false, false, nil
	for i := range a.Tasks {
		a.Tasks[i].Mistakes = nil
	}
	return a.AppendJSON(nil)
}

// At every moment of a session the world is as if only the steps before it had been
// taken; on the way forward again nothing is lost.
func TestTravelIsExact(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 1))
		steps := randomSteps(r, 40)
		whole := newLearner(t)
		for _, s := range steps {
			whole.do(s)
		}
		end := standing(whole.Desk)
		taken, list := whole.Steps(0)
		if taken != len(list) || taken < 30 {
			t.Fatalf("%d steps of %d were taken", taken, len(list))
		}
		list = slices.Clone(list)
		for range 12 {
			k := r.IntN(taken + 1)
			travelled := answered(whole.Travel(k, ""))
			fresh := newLearner(t)
			for _, s := range list[:k] {
				fresh.do(step{line: s.Line, hangs: s.Hangs, pause: s.When - fresh.elapsed})
			}
			if got, want := standing(whole.Desk), standing(fresh.Desk); got != want {
				t.Fatalf("seed %d: after %d steps of %q the world is\n%s\nwant\n%s", seed, k, lines(list), got, want)
			}
			if want := answered(fresh.Look()); !bytes.Equal(travelled, want) {
				t.Fatalf("seed %d: after %d steps the answer is\n%s\nwant\n%s", seed, k, travelled, want)
			}
		}
		whole.Travel(taken, "")
		if standing(whole.Desk) != end {
			t.Errorf("seed %d: forward again the session is another one", seed)
		}
	}
}

func lines(steps []Step) []string {
	var list []string
	for _, s := range steps {
		list = append(list, s.Line)
	}
	return list
}

// What is typed in the past takes the place of what came then.
func TestBranch(t *testing.T) {
	d := sit(t, world, "", "telnet dewey 110", "USER mrose", "PASS wrong", "STAT", "QUIT")
	if a := d.Travel(2, ""); !a.Fresh || a.State.String() != "AUTHORIZATION" || a.Rows[0].Index != 0 || len(a.Rows) != a.Count {
		t.Errorf("in the past: %+v", a)
	}
	if taken, steps := d.Steps(0); taken != 2 || len(steps) != 5 {
		t.Errorf("%d of %d steps", taken, len(steps))
	}
	a := d.Type("PASS secret")
	if got := texts(t, a); len(got) != 2 || got[0] != "PASS secret" || a.Fresh {
		t.Errorf("continued with %q", got)
	}
	if taken, steps := d.Steps(1); taken != 3 || len(steps) != 2 || steps[1].Line != "PASS secret" {
		t.Errorf("%d taken, behind the first %q", taken, lines(steps))
	}
	d.Travel(1, "")
	d.Branch()
	if taken, steps := d.Steps(0); taken != 1 || len(steps) != 1 {
		t.Errorf("%d of %d steps behind a branch", taken, len(steps))
	}
	if a := d.Travel(99, ""); len(texts(t, a)) != 5 {
		t.Errorf("beyond the end: %q", texts(t, a))
	}
}

// A step tells what it made in every window, the one where it was typed first.
func TestStepsTellTheirRows(t *testing.T) {
	d := sit(t, world, "", "window B", "telnet dewey 110")
	d.Hangup()
	d.Hangup()
	_, steps := d.Steps(0)
	got := fmt.Sprint(steps[0].Parts, steps[1].Parts, steps[2].Parts, len(steps))
	if want := "[{A 0 1} {B 0 1}] [{B 1 5} {tap 0 2}] [{B 6 1} {tap 2 1}] 3"; got != want {
		t.Errorf("parts %s, want %s", got, want)
	}
}

// Any window can be looked at in the past.
func TestTravelInAWindow(t *testing.T) {
	d := sit(t, world, "", "telnet dewey 110", "window B", "telnet dewey 110")
	if a := d.Travel(1, "B"); a.Window != "B" || a.Count != 0 {
		t.Errorf("B is %q with %d rows", a.Window, a.Count)
	}
	if a := d.Travel(1, "nowhere"); a.Window != "A" {
		t.Errorf("no window shows %q", a.Window)
	}
	if a := d.Type("NOOP"); a.Window != "A" || !strings.HasPrefix(a.Rows[len(a.Rows)-1].Text, "-ERR") {
		t.Errorf("typed in %q: %v", a.Window, texts(t, a))
	}
}

// Who looked at another window in the past and acts there speaks from that window.
func TestActInAWindow(t *testing.T) {
	const host = "\nhost mailServer\nuser Harish vegetables\nmessage m1"
	talk := []string{"telnet dewey 110", "USER mrose", "window B", "telnet mailServer 110", "USER Harish", "window A", "PASS secret"}
	for _, c := range []struct {
		act    func(d *Desk) Answer
		window string
		steps  []string
		last   string
	}{
		{func(d *Desk) Answer { return d.Type("PASS vegetables") }, "B", []string{"window B", "PASS vegetables"}, "+OK login successful"},
		{func(d *Desk) Answer { return d.Hangup() }, "B", []string{"window B", ""}, "Connection closed."},
		{func(d *Desk) Answer { return d.Type("window A") }, "A", []string{"window A"}, "This is window A."},
	} {
		d := sit(t, world+host, "", talk...)
		d.Travel(6, "B")
		a := c.act(d)
		if got := lines(d.journal.steps); a.Window != c.window || !slices.Equal(got, append(slices.Clone(talk[:6]), c.steps...)) {
			t.Errorf("in %s, after %q", a.Window, got)
		}
		if got := a.Rows[len(a.Rows)-1].Text; !strings.HasPrefix(got, c.last) {
			t.Errorf("%q ends in %q", c.steps, got)
		}
	}
}

// Mistakes of the past are told once, and answers hold at every moment.
func TestTasksInThePast(t *testing.T) {
	tasks := "task in\nreply to STAT is +OK\nanswer count is 2\nmistake reply to PASS is -ERR\n"
	d := sit(t, world, tasks, "telnet dewey 110", "USER mrose", "PASS wrong")
	d.Fill("in", "count", "2")
	for _, k := range []int{1, 3} {
		if a := d.Travel(k, ""); len(a.Tasks[0].Mistakes) != 0 || !a.Tasks[0].Verdicts[1].Met {
			t.Errorf("after %d steps: %+v", k, a.Tasks[0])
		}
	}
	if _, steps := d.Steps(0); len(steps) != 3 {
		t.Errorf("%d steps", len(steps))
	}
}
