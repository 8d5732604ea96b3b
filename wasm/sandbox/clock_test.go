package sandbox

import (
	"slices"
	"testing"

	"poplab/wasm/transcript"
)

func TestCalendar(t *testing.T) {
	for _, c := range []struct {
		day, time string
		want      string // "" for none
	}{
		{"1970-01-01", "00:00", "Thu, 1 Jan 1970 00:00:00 +0000"},
		{"1996-02-29", "23:59", "Thu, 29 Feb 1996 23:59:00 +0000"},
		{"1996-05-02", "17:30", "Thu, 2 May 1996 17:30:00 +0000"},
		{"1999-12-31", "12:00", "Fri, 31 Dec 1999 12:00:00 +0000"},
		{"2000-03-01", "06:05", "Wed, 1 Mar 2000 06:05:00 +0000"},
		{"2099-12-31", "23:59", "Thu, 31 Dec 2099 23:59:00 +0000"},
		{"1995-02-29", "00:00", ""}, {"1996-00-10", "00:00", ""}, {"1996-13-01", "00:00", ""}, {"1996-04-31", "00:00", ""},
		{"1969-12-31", "23:59", ""}, {"2100-01-01", "00:00", ""}, {"1996-05-02", "24:00", ""}, {"1996-05-02", "17:60", ""},
		{"1996-5-2", "17:30", ""}, {"1996-05", "17:30", ""}, {"1996-05-02", "17", ""}, {"1996-05-02", "17:30:00", ""}, {"x996-05-02", "17:30", ""},
	} {
		second, ok := parseTime([]string{c.day, c.time})
		if ok != (c.want != "") || ok && date(second) != c.want {
			t.Errorf("%s %s is %v, %s; want %q", c.day, c.time, ok, date(second), c.want)
		}
	}
	if got := date(firstClock); got != "Tue, 4 Feb 1992 02:35:52 +0000" {
		t.Errorf("the first timestamp is of %s", got)
	}
}

// A session that is silent for ten minutes ends without a word: its marks are gone
// and the maildrop is free (RFC 1939 section 3).
func TestIdleSessionsEnd(t *testing.T) {
	w := typing(t, mrose, append(slices.Clone(login), "DELE 1", "wait 9 minutes", "NOOP", "wait 599 seconds")...)
	if !w.Window().Connected() || !w.Maildrop("dewey", "mrose").Locked() {
		t.Error("the session ended early")
	}
	dialogue(t, w, [][]string{
		{"wait 1 second", "timed-out: Connection closed by foreign host.", "waited: 1 second later..."},
	})
	if w.Maildrop("dewey", "mrose").Locked() {
		t.Error("the maildrop is locked for nobody")
	}
	w.types(login...)
	dialogue(t, w, [][]string{{"STAT", "C: STAT", "S: +OK 2 320"}})
}

// A server does not notice that a cable was pulled; nor does the console notice what
// the server does meanwhile.
func TestPulledCable(t *testing.T) {
	in := append(slices.Clone(login), "DELE 1", "pull", "STAT")
	t.Run("and plugged in time", func(t *testing.T) {
		w := typing(t, mrose, append(in, "wait 5 minutes", "plug")...)
		dialogue(t, w, [][]string{{"STAT", "C: STAT", "S: +OK 1 200"}})
	})
	t.Run("and plugged too late", func(t *testing.T) {
		dialogue(t, typing(t, mrose, in...), [][]string{
			{"wait 10 minutes", "waited: 10 minutes later it is Tue, 4 Feb 1992 02:45:52 +0000. A server gave up a session that was silent for so long."},
			{"plug", "cable-in: The cable is in again.", "timed-out: Connection closed by foreign host."},
			{td + "\nUSER mrose\nPASS secret\nSTAT", "trying: ...", "opened: ...", "escape: ...", "S: +OK dewey POP3 server ready",
				"C: USER mrose", "C: PASS secret", "C: STAT", "S: +OK mrose", "S: +OK mrose's maildrop has 2 messages (320 octets)", "S: +OK 2 320"},
		})
	})
	t.Run("and hung up", func(t *testing.T) {
		w := typing(t, "windows A B\n"+mrose, in...)
		w.Window().Hangup()
		w.types("window B", td, "USER mrose")
		dialogue(t, w, [][]string{{"PASS secret", "C: PASS secret", "S: -ERR [IN-USE] maildrop already locked"}})
		w.types("wait 10 minutes", "window B", td, "USER mrose")
		dialogue(t, w, [][]string{{"PASS secret", "C: PASS secret", "S: +OK mrose's maildrop has 2 messages (320 octets)"}})
		if c := w.window("A"); c.Connected() {
			t.Error("A is connected")
		}
	})
	t.Run("and the server stopped", func(t *testing.T) {
		w := typing(t, "host dewey\nsmtp\nuser mrose secret\n", append(slices.Clone(login), "pull")...)
		dialogue(t, w, [][]string{
			{"stop dewey", "host-stopped: ..."},
			{"plug", "cable-in: ...", "server-closed: Connection closed by foreign host."},
		})
	})
}

// Two sessions begin 47 seconds apart, which makes nobody idle.
func TestSessionsTakeTime(t *testing.T) {
	w := typing(t, "windows A B\nclock 1996-05-02 17:30\n"+mrose, append(slices.Clone(login), "window B")...)
	start := w.Clock()
	for range 20 {
		w.types(td, "QUIT")
	}
	if got := w.Clock() - start; got != 20*sessionGap*1e6 {
		t.Errorf("20 sessions took %d microseconds", got)
	}
	if !w.window("A").Connected() {
		t.Error("a session ended though nobody waited")
	}
}

func TestLoginDelayAndExpiry(t *testing.T) {
	w := typing(t, "host dewey\nuser mrose secret\nexpire 30\nlogindelay 900\nmessage m1\narrival m3\n", append(slices.Clone(login), "QUIT")...)
	w.types(td, "USER mrose")
	dialogue(t, w, [][]string{{"PASS secret", "C: PASS secret", "S: -ERR [LOGIN-DELAY] minimum time between logins is 900 seconds"}})
	w.types("QUIT", "wait 15 minutes", td, "USER mrose")
	dialogue(t, w, [][]string{
		{"PASS secret", "C: PASS secret", "S: +OK mrose's maildrop has 1 message (120 octets)"},
		{"QUIT", "C: QUIT", "S: ...", "server-closed: ..."},
	})
	w.types("wait 29 days", "deliver", td, "USER mrose")
	dialogue(t, w, [][]string{
		{"PASS secret", "C: PASS secret", "S: +OK mrose's maildrop has 2 messages (236 octets)"},
		{"QUIT", "C: QUIT", "S: ...", "server-closed: ..."},
	})
	w.types("wait 2 days", td, "USER mrose")
	dialogue(t, w, [][]string{{"PASS secret", "C: PASS secret", "S: +OK mrose's maildrop has 1 message (116 octets)"}})
}

// The clocks of the transcripts follow that of the world.
func TestWaitingMovesTheClocks(t *testing.T) {
	w := begin(t, "windows A B\n"+mrose)
	a, b := w.window("A").Transcript, w.window("B").Transcript
	w.types("wait 10 minutes", td)
	if a.Now != w.Clock() || b.Now != w.Clock() {
		t.Errorf("the clocks are at %d and %d, want %d", a.Now, b.Now, w.Clock())
	}
	if e := a.Entries[1]; e.Topic != transcript.Waited || e.Time != a.Now {
		t.Errorf("the wait ended at %d", e.Time)
	}
}

func TestFullDisk(t *testing.T) {
	w := typing(t, mrose, append(slices.Clone(login), "disk full")...)
	dialogue(t, w, [][]string{{"QUIT", "C: QUIT", "S: +OK dewey POP3 server signing off (2 messages left)", "server-closed: ..."}})
	w.types(append(slices.Clone(login), "DELE 1")...)
	dialogue(t, w, [][]string{{"QUIT", "C: QUIT", "S: -ERR some deleted messages not removed", "server-closed: ..."}})
	w.types(append(slices.Clone(login), "DELE 1", "disk free")...)
	dialogue(t, w, [][]string{{"QUIT", "C: QUIT", "S: +OK dewey POP3 server signing off (1 message left)", "server-closed: ..."}})
}
