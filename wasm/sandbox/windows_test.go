package sandbox

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// One session has the maildrop, and mail that comes meanwhile waits for the next.
func TestTwoWindowsAndOneLock(t *testing.T) {
	w := typing(t, "windows A B\n"+mrose+"arrival m3\n", append(slices.Clone(login), "window B", td, "USER mrose")...)
	dialogue(t, w, [][]string{
		{"PASS secret", "C: PASS secret", "S: -ERR [IN-USE] maildrop already locked"},
		{"deliver", "arrived: A message of 116 octets arrives for mrose on dewey."},
		{"window A", "moved: This is window A."},
		{"STAT", "C: STAT", "S: +OK 2 320"},
		{"DELE 2", "C: DELE 2", "S: +OK message 2 deleted"},
		{"QUIT", "C: QUIT", "S: +OK dewey POP3 server signing off (1 message left)", "server-closed: ..."},
		{"window B", "moved: This is window B."},
		{"USER mrose", "C: USER mrose", "S: +OK mrose"},
		{"PASS secret", "C: PASS secret", "S: +OK mrose's maildrop has 2 messages (236 octets)"},
	})
	if len(w.Windows()) != 2 || w.Window() != w.window("B") || w.Window().Name != "B" {
		t.Error("the learner does not sit at B")
	}
}

// Of lines that are pasted together, those behind "window B" are typed at B.
func TestPastedLinesFollowTheLearner(t *testing.T) {
	w := typing(t, "windows A B\n"+mrose)
	w.Window().Type(strings.Join([]string{td, "USER mrose", "window B", td, "NOOP", "QUIT", "window A", "PASS secret"}, "\n"))
	for name, want := range map[string]string{"A": "USER mrose\r\nPASS secret\r\n", "B": "NOOP\r\nQUIT\r\n"} {
		if got := wire(w.window(name), transcript.Client); got != want {
			t.Errorf("%s sent %q, want %q", name, got, want)
		}
	}
	if w.Window() != w.window("A") {
		t.Error("the learner does not sit at A again")
	}
}

// A line that another window brings about is said there, whoever sits where.
func TestEachWindowHasItsOwnSession(t *testing.T) {
	w := typing(t, "windows A B\nhost dewey\nsmtp\nuser mrose secret\n", td, "window B", "stop dewey")
	a := told(w.window("A").Transcript, 0)
	if last := a[len(a)-1]; last != "server-closed: Connection closed by foreign host." {
		t.Errorf("A heard %q at last", last)
	}
}

// The tap shows the octets of the connection that was opened last.
func TestTap(t *testing.T) {
	w := typing(t, "windows A B tap\n"+mrose, append(slices.Clone(login), "window B", td, "QUIT", "window A", "STAT")...)
	tap := w.window("tap").Transcript
	want := []string{
		"listens: You hear the connection of A to dewey.", "S: +OK dewey POP3 server ready",
		"C: USER mrose", "S: +OK mrose", "C: PASS secret", "S: +OK mrose's maildrop has 2 messages (320 octets)",
		"listens: You hear the connection of B to dewey.", "S: +OK dewey POP3 server ready",
		"C: QUIT", "S: +OK dewey POP3 server signing off", "listens: The connection is over; you hear nothing more.",
	}
	if got := told(tap, 0); !slices.Equal(got, want) {
		t.Errorf("the tap shows\n%s", strings.Join(got, "\n"))
	}
	w.types("window tap", td, "STAT")
	if got := wire(w.Window(), transcript.Client); strings.Contains(got, "STAT") {
		t.Errorf("the tap sent %q", got)
	}
	if typing(t, "windows tap A\n"+mrose).Window().Name != "A" {
		t.Error("the learner begins at the tap")
	}
}

// The same scenario, seed and lines give the same octets, in every window.
func TestWorldsAreDeterministic(t *testing.T) {
	scenario := "windows A B tap\nclock 1996-05-02 17:30\nhost post\nhost dewey\ntls offered\nsmtp\nuser mrose *\ngenerate 5 messages of 300 to 900 octets from 3 senders\n"
	lines := []string{td, "STLS", "CAPA", "QUIT", "window B", "openssl s_client -connect dewey:995", "USER mrose", "wait 1 hour",
		"telnet post 25", "EHLO pc.example.org", "MAIL FROM:<a@b.example>", "RCPT TO:<mrose@dewey.example>", "DATA", "x", ".", "wait 1 day"}
	one, two := typing(t, scenario, lines...), typing(t, scenario, lines...)
	for i, c := range one.Windows() {
		if !slices.Equal(told(c.Transcript, 0), told(two.Windows()[i].Transcript, 0)) {
			t.Errorf("window %s is not the same twice", c.Name)
		}
	}
}
