package desk

import (
	"runtime"
	"testing"
)

// longTasks asks for what every line may bring about, and for what none may.
const longTasks = `task long
greeting seen on dewey
state TRANSACTION reached on dewey
reply to RETR 1 is +OK
command DELE never sent
at most 100 commands sent
maildrop left empty as mrose on dewey
session ended by quit on dewey
event waited happened
mistake command DELE sent
`

// A line costs as much behind ten thousand others as behind ten.
func BenchmarkLongSession(b *testing.B) { longSession(b, "") }

// With tasks it costs a little more for each line before it: they are judged anew.
func BenchmarkLongLesson(b *testing.B) { longSession(b, longTasks) }

func longSession(b *testing.B, tasks string) {
	d := loggedIn(b, tasks)
	b.ReportAllocs()
	for b.Loop() {
		d.Type("NOOP")
	}
}

func loggedIn(t testing.TB, tasks string) *Desk {
	d, err := Open("", tasks, "test")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret"} {
		d.Type(line)
	}
	return d
}

// What a line allocates does not grow with the session. Lists grow now and then, so
// the cheapest of several stretches counts.
func TestLineCostsTheSame(t *testing.T) {
	d := loggedIn(t, "")
	early := cheapest(d)
	for range 5000 {
		d.Type("NOOP")
	}
	if late := cheapest(d); late > 2*early {
		t.Errorf("twenty lines take %d octets in a long session, and %d in a short one", late, early)
	}
}

func cheapest(d *Desk) uint64 {
	least := ^uint64(0)
	for range 10 {
		before := allocated()
		for range 20 {
			d.Type("NOOP")
		}
		least = min(least, allocated()-before)
	}
	return least
}

// allocated is how many octets were allocated so far.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
