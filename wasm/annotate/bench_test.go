package annotate

import (
	"fmt"
	"math"
	"testing"
	"time"

	"poplab/wasm/transcript"
)

// The goal is under 2 microseconds a line natively, and under 10 as WebAssembly.

// BenchmarkLine is the cost of one note, over the lines of a whole session.
func BenchmarkLine(b *testing.B) {
	var tr transcript.Transcript
	for _, line := range scripts(b)["testdata/T1.txt"] {
		step(b, &tr, line)
	}
	perLine(b, &tr)
}

// BenchmarkGolden is the same over all golden sessions, which are as different as
// sessions get.
func BenchmarkGolden(b *testing.B) {
	var tr transcript.Transcript
	for _, script := range scripts(b) {
		for _, line := range script {
			step(b, &tr, line)
		}
	}
	perLine(b, &tr)
}

// BenchmarkBody is the cost of a line of a long message, which most lines are.
func BenchmarkBody(b *testing.B) {
	var tr transcript.Transcript
	logIn(b, &tr)
	play(&tr, "CRETR 1\n")
	play(&tr, "S+OK 760000 octets\r\n")
	play(&tr, "S\r\n")
	for range 10000 {
		tr.Server([]byte("This line is one of ten thousand lines of a message that is very long.\r\n"))
	}
	perLine(b, &tr)
}

// BenchmarkSession is the cost of a line in a session of 10,000: a client lists a
// maildrop, fetches and marks each message, and asks for the totals.
func BenchmarkSession(b *testing.B) {
	var tr transcript.Transcript
	busySession(b, &tr, 10000/12)
	perLine(b, &tr)
}

func perLine(b *testing.B, tr *transcript.Transcript) {
	b.ReportAllocs()
	lines := 0
	for b.Loop() {
		var a Annotator
		lines += len(a.Next(tr))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(lines), "ns/line")
}

func logIn(t testing.TB, tr *transcript.Transcript) {
	for _, line := range []string{"-- x", "S: +OK", "C: APOP a b", "S: +OK"} {
		step(t, tr, line)
	}
}

// busySession has twelve lines for each message.
func busySession(t testing.TB, tr *transcript.Transcript, messages int) {
	logIn(t, tr)
	playAll(tr, "CLIST", "S+OK")
	for n := 1; n <= messages; n++ {
		playAll(tr, fmt.Sprintf("S%d 24", n))
	}
	playAll(tr, "S.", "CUIDL", "S+OK")
	for n := 1; n <= messages; n++ {
		playAll(tr, fmt.Sprintf("S%d u%d", n, n))
	}
	playAll(tr, "S.")
	for n := 1; n <= messages; n++ {
		playAll(tr, fmt.Sprintf("CRETR %d", n), "S+OK", "SSubject: Hi", "S", "Smessage", "S.",
			fmt.Sprintf("CDELE %d", n), "S+OK", "CSTAT", fmt.Sprintf("S+OK %d %d", messages-n, 24*(messages-n)))
	}
}

// crookedSession is one whose server makes the annotator search: long lists of
// capabilities that differ, and lists that leave out all that is marked.
func crookedSession(t testing.TB, tr *transcript.Transcript, messages int) {
	for _, login := range []string{"NOOP", "APOP a b"} {
		playAll(tr, "S+OK", "C"+login, "S+OK", "CCAPA", "S+OK")
		for n := range messages {
			playAll(tr, fmt.Sprintf("S%s%d", login, n))
		}
		playAll(tr, "S.")
	}
	for n := 1; n <= messages; n++ {
		playAll(tr, fmt.Sprintf("CDELE %d", n), "S+OK")
	}
	for range messages {
		playAll(tr, "CLIST", "S+OK", fmt.Sprintf("S%d 24", messages+1), "S1 24", "S.", "CSTAT", "S+OK 1 24", "CQUIT x", "S-ERR")
	}
}

func playAll(tr *transcript.Transcript, lines ...string) {
	for _, line := range lines {
		if line[0] == 'S' {
			line += "\r\n"
		}
		play(tr, line)
	}
}

// The work for a line does not grow with the session: 25 times the lines take
// about 25 times as long. What is left to garbage collection and to
// the noise of a busy machine is generously bounded.
func TestWorkPerLine(t *testing.T) {
	for name, session := range map[string]func(testing.TB, *transcript.Transcript, int){"busy": busySession, "crooked": crookedSession} {
		var short, long transcript.Transcript
		session(t, &short, 200)
		session(t, &long, 5000)
		once, many := fastest(&short, 25), fastest(&long, 3)
		if many > 10*once {
			t.Errorf("%s: %v a line in a long session, %v in a short one", name, many, once)
		}
		t.Logf("%s: %v a line in a session of %d, %v in one of %d", name, once, len(short.Entries), many, len(long.Entries))
	}
}

// fastest is the time for a line of a transcript, in the best of several runs.
func fastest(tr *transcript.Transcript, runs int) time.Duration {
	best := time.Duration(math.MaxInt64)
	for range runs {
		var a Annotator
		began := time.Now()
		a.Next(tr)
		best = min(best, time.Since(began))
	}
	return best / time.Duration(len(tr.Entries))
}
