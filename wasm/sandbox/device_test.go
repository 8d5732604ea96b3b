package sandbox

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// offices is a world with three messages, and machines of each mode.
const offices = "windows A B tap\n" + mrose + "message m3\narrival m3\n" +
	"device office mrose@dewey uidl\ndevice home mrose@dewey delete\ndevice portable mrose@dewey headers\ndevice script mrose@dewey keep\n"

// visits makes a device check its mail and gives what it sent, with "+" between what
// went out in one piece, and below it what it said.
func visits(w *World, line string) string {
	before, words := w.pieces, strings.Fields(line)
	d := w.device(words[min(1, len(words)-1)])
	w.Window().Type(line)
	var sent []string
	for _, p := range w.newest[len(w.newest)-min(w.pieces-before, len(w.newest)):] {
		if p.Side == transcript.Client && p.Window == d.Name {
			sent = append(sent, strings.ReplaceAll(strings.TrimSuffix(string(p.Head), "\r\n"), "\r\n", "+"))
		}
	}
	return strings.Join(sent, " · ") + "\n" + d.said
}

// follow types lines in order; a line that brings a visit is followed by what it sends
// and says.
func follow(t *testing.T, w *World, steps [][2]string) {
	t.Helper()
	for _, step := range steps {
		if step[1] == "" {
			w.types(step[0])
		} else if got := visits(w, step[0]); got != step[1] {
			t.Errorf("%q brought\n%s\nwant\n%s", step[0], got, step[1])
		}
	}
}

// Each program sends what the real one sends: to a maildrop that it does not know, to
// the same again, with one message more, and to an empty one.
func TestProgramsSendWhatTheRealOnesSend(t *testing.T) {
	for _, c := range []struct{ name, fresh, again, more, empty string }{
		{
			"home",
			"CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · RETR 1 · RETR 2+RETR 3 · DELE 1 · DELE 2+DELE 3 · QUIT\n" +
				"new: 3 messages in 436 bytes, total: 3 messages in 436 bytes",
			"CAPA · USER mrose · PASS secret · STAT · QUIT\nno messages",
			"CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · RETR 1 · DELE 1 · QUIT\n" +
				"new: 1 message in 116 bytes, total: 1 message in 116 bytes",
			"CAPA · USER mrose · PASS secret · STAT · QUIT\nno messages",
		},
		{
			"script",
			"USER mrose · PASS secret · STAT · UIDL · RETR 1 · RETR 2 · RETR 3 · QUIT\n3 messages fetched",
			"USER mrose · PASS secret · STAT · UIDL · RETR 1 · RETR 2 · RETR 3 · QUIT\n3 messages fetched",
			"USER mrose · PASS secret · STAT · UIDL · RETR 1 · RETR 2 · RETR 3 · RETR 4 · QUIT\n4 messages fetched",
			"USER mrose · PASS secret · STAT · UIDL · QUIT\n0 messages fetched",
		},
		{
			"office",
			"USER mrose · PASS secret · STAT · UIDL · LIST 1 · TOP 1 99999999 · LIST 2 · TOP 2 99999999 · LIST 3 · TOP 3 99999999 · QUIT\n" +
				"3 messages for mrose at dewey (436 octets).",
			"USER mrose · PASS secret · STAT · UIDL · QUIT\n3 messages (3 seen) for mrose at dewey (436 octets).",
			"USER mrose · PASS secret · STAT · UIDL · LIST 4 · TOP 4 99999999 · QUIT\n4 messages (3 seen) for mrose at dewey (552 octets).",
			"USER mrose · PASS secret · STAT · QUIT\nfetchmail: No mail for mrose at dewey",
		},
		{
			"portable",
			"CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · TOP 1 0 · TOP 2 0 · TOP 3 0 · QUIT\nReceived 3 of 3 messages",
			"CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · QUIT\nThere are no new messages.",
			"CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · TOP 4 0 · QUIT\nReceived 1 of 1 messages",
			"CAPA · USER mrose · PASS secret · STAT · QUIT\nThere are no new messages.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			follow(t, begin(t, offices), [][2]string{
				{"check " + c.name, c.fresh}, {"check " + c.name, c.again},
				{"deliver", ""}, {"check " + c.name, c.more},
				{"mode portable delete", ""}, {"check portable", ""}, {"mode portable headers", ""}, {"check " + c.name, c.empty},
			})
		})
	}
}

// Three machines read one maildrop; the one that deletes takes the mail from all.
func TestThreeMachinesAndOneMaildrop(t *testing.T) {
	w := begin(t, offices)
	follow(t, w, [][2]string{
		{"check office", "USER mrose · PASS secret · STAT · UIDL · LIST 1 · TOP 1 99999999 · LIST 2 · TOP 2 99999999 · LIST 3 · TOP 3 99999999 · QUIT\n" +
			"3 messages for mrose at dewey (436 octets)."},
		{"check portable", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · TOP 1 0 · TOP 2 0 · TOP 3 0 · QUIT\nReceived 3 of 3 messages"},
		{"check home", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · RETR 1 · RETR 2+RETR 3 · DELE 1 · DELE 2+DELE 3 · QUIT\n" +
			"new: 3 messages in 436 bytes, total: 3 messages in 436 bytes"},
		{"check office", "USER mrose · PASS secret · STAT · QUIT\nfetchmail: No mail for mrose at dewey"},
	})
	for _, d := range w.Devices()[:3] {
		if len(d.Store) != 3 || slices.Contains(d.There, true) || d.Store[0].Whole != (d.Name != "portable") || d.Store[0].Subject != "Hi" {
			t.Errorf("%s has %+v, there %v", d.Name, d.Store, d.There)
		}
	}
}

// Another mode is another program with the same store: what is in it whole needs no
// RETR any more, and a header gives way to its message.
func TestModes(t *testing.T) {
	w := begin(t, offices)
	follow(t, w, [][2]string{
		{"check office", ""}, {"check portable", ""},
		{"mode office delete", ""}, {"mode portable uidl", ""},
		{"check portable", "USER mrose · PASS secret · STAT · UIDL · LIST 1 · TOP 1 99999999 · LIST 2 · TOP 2 99999999 · LIST 3 · TOP 3 99999999 · QUIT\n" +
			"3 messages for mrose at dewey (436 octets)."},
		{"check office", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · DELE 1 · DELE 2+DELE 3 · QUIT\n" +
			"new: no messages, total: 3 messages in 436 bytes"},
	})
	if store := w.device("portable").store; len(store) != 3 || !store[0].Whole || store[0].Octets != 120 {
		t.Errorf("the portable has %+v", store)
	}
	if store := w.device("office").store; len(store) != 3 {
		t.Errorf("the office has %+v", store)
	}
	follow(t, w, [][2]string{{"deliver", ""}, {"check script", ""}, {"check script", ""}})
	if store := w.device("script").store; len(store) != 2 || store[0] != store[1] {
		t.Errorf("the script has %+v", store)
	}
}

// A maildrop that somebody has is refused to all, and each program says so in its way.
func TestLockedMaildrop(t *testing.T) {
	follow(t, typing(t, offices, login...), [][2]string{
		{"check home", "CAPA · USER mrose · PASS secret\nmpop: authentication failed (method USER)\n" +
			"mpop: POP3 server message: -ERR [IN-USE] maildrop already locked"},
		{"check script", "USER mrose · PASS secret\npoplib.error_proto: b'-ERR [IN-USE] maildrop already locked'"},
		{"check office", "USER mrose · PASS secret · QUIT\nfetchmail: lock busy!  Is another session active?"},
		{"check portable", "CAPA · USER mrose · PASS secret · QUIT\nLogin to server dewey with username mrose failed."},
		{"QUIT", ""},
		{"check portable", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · TOP 1 0 · TOP 2 0 · TOP 3 0 · QUIT\nReceived 3 of 3 messages"},
	})
}

// With the cable out a program reaches nobody, and nothing is lost.
func TestUnplugged(t *testing.T) {
	follow(t, typing(t, offices, "pull home", "pull script", "pull office", "pull portable"), [][2]string{
		{"check home", "\nmpop: cannot connect to dewey, port 110: Network is unreachable"},
		{"check script", "\nOSError: [Errno 101] Network is unreachable"},
		{"check office", "\nfetchmail: POP3 connection to dewey failed: Network is unreachable"},
		{"check portable", "\nFailed to connect to server dewey."},
		{"plug portable", ""},
		{"check portable", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · TOP 1 0 · TOP 2 0 · TOP 3 0 · QUIT\nReceived 3 of 3 messages"},
	})
}

// The cable comes out in the middle of a visit. Put back in time, the program goes on;
// too late, the server has given up, and every message is still there.
func TestCableInTheMiddle(t *testing.T) {
	w := begin(t, offices)
	follow(t, w, [][2]string{
		{"check home until DELE 1", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · RETR 1 · RETR 2+RETR 3 · DELE 1\n"},
		{"check script", "USER mrose · PASS secret\npoplib.error_proto: b'-ERR [IN-USE] maildrop already locked'"},
		{"plug home", "DELE 2+DELE 3 · QUIT\nnew: 3 messages in 436 bytes, total: 3 messages in 436 bytes"},
		{"deliver", ""},
		{"check home until RETR", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · RETR 1\n" +
			"new: 3 messages in 436 bytes, total: 3 messages in 436 bytes"},
		{"wait 11 minutes", ""},
		{"plug home", "\nmpop: POP3 server sent an empty reply"},
		{"check home", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · DELE 1 · QUIT\nnew: no messages, total: 1 message in 116 bytes"},
	})
	if n, _ := w.Maildrop("dewey", "mrose").Stat(); n != 0 || len(w.device("home").store) != 4 {
		t.Errorf("%d messages are left, and %d fetched", n, len(w.device("home").store))
	}
}

// A refused QUIT removes nothing; the next visit marks everything anew and fetches
// nothing twice.
func TestDeviceAndFullDisk(t *testing.T) {
	follow(t, typing(t, offices, "disk full"), [][2]string{
		{"check home", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · RETR 1 · RETR 2+RETR 3 · DELE 1 · DELE 2+DELE 3 · QUIT\n" +
			"mpop: command QUIT failed\nmpop: POP3 server message: -ERR some deleted messages not removed"},
		{"disk free", ""},
		{"check home", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · DELE 1 · DELE 2+DELE 3 · QUIT\n" +
			"new: no messages, total: 3 messages in 436 bytes"},
	})
}

// The window of a device shows its whole session.
func TestWindowOfADevice(t *testing.T) {
	w := typing(t, strings.Replace(offices, "message m2\nmessage m3\n", "", 1), "check office")
	want := []string{
		"runs: fetchmail 6.4.37 checks the mail of mrose on dewey: keep, and remember by unique-id.", "opened: Connected to dewey.",
		"S: +OK dewey POP3 server ready", "C: USER mrose", "S: +OK mrose", "C: PASS secret", "S: +OK mrose's maildrop has 1 message (120 octets)", "C: STAT", "S: +OK 1 120", "C: UIDL", "S: +OK",
		"S: 1 whqtswO00WBw418f9t5JxYwZ", "S: .", "C: LIST 1", "S: +OK 1 120", "C: TOP 1 99999999", "S: +OK", "S: From: ann@example.org", "S: Date: Wed, 1 May 1996 09:00:00 +0000", "S: Subject: Hi", "S: ",
		"S: This message is exactly 120 octets in all.", "S: .", "C: QUIT", "S: +OK dewey POP3 server signing off (1 message left)",
		"server-closed: Connection closed by foreign host.", "checked: 1 message for mrose at dewey (120 octets).",
	}
	if got := told(w.window("office").Transcript, 0); !slices.Equal(got, want) {
		t.Errorf("the window of the office shows\n%s", strings.Join(got, "\n"))
	}
}

// A device takes no lines of the learner, and every wrong word says what to type.
func TestDeviceWords(t *testing.T) {
	dialogue(t, begin(t, offices), [][]string{
		{"window office", "moved: This is window office."},
		{"STAT", "not-yours: This window belongs to the mail program of office, so nothing was sent. Type: check office"},
		{"telnet dewey 110", "usage: This window belongs to the mail program of office, so nothing was sent. Type: check office"},
		{"mode", "usage: mode takes a machine and one of delete, keep, uidl, headers. Type: mode office uidl"},
		{"pull", "cable-out: The cable is out."},
		{"check", "runs: ...", "refused: fetchmail: POP3 connection to dewey failed: Network is unreachable"},
		{"plug", "cable-in: The cable is in again."},
		{"window A", "moved: This is window A."},
		{"check", "usage: check takes the name of a machine: office, home, portable, script."},
		{"check A", "usage: check takes the name of a machine: office, home, portable, script."},
		{"check office RETR 1", "usage: check takes the name of a machine and, if its cable shall come out on the way, a command. Type: check office until RETR 1"},
		{"mode home slowly", "usage: mode takes a machine and one of delete, keep, uidl, headers. Type: mode home delete"},
		{"mode home keep", "mode-set: home uses poplib (Python) now: download and keep."},
		{"pull garden", "usage: pull takes the name of a window with a cable, or none for that of this window."},
		{"pull tap", "usage: pull takes the name of a window with a cable, or none for that of this window."},
		{"pull home", "other-cable: The cable of home is out."},
		{"pull home", "usage: The cable is out already. Type: plug home"},
		{"plug home", "other-cable: The cable of home is in again."},
		{"check home until STAT", "other-cable: The cable of home is out."},
		{"check home", "usage: home is in the middle of a check, and its cable is out. Type: plug home"},
		{"mode home uidl", "usage: home is in the middle of a check, and its cable is out. Type: plug home"},
		{"plug home", "other-cable: The cable of home is in again.", "checked: home: 3 messages fetched"},
	})
}

func TestDeviceMoves(t *testing.T) {
	w := begin(t, offices)
	for _, c := range []struct{ line, want string }{
		{"help", "window B|window tap|window office|window home|window portable|window script|check office|check home|check portable|check script|" +
			"wait 10 minutes|wait 1 day|deliver|pull|disk full"},
		{"check home until STAT", "window B|window tap|window office|window home|window portable|window script|check office|plug home|check portable|check script|" +
			"wait 10 minutes|wait 1 day|deliver|pull|disk full"},
		{"window office", "window A|window B|window tap|window home|window portable|window script|check office|plug home|check portable|check script|" +
			"mode office delete|mode office keep|mode office headers|wait 10 minutes|wait 1 day|deliver|pull|disk full"},
	} {
		w.types(c.line)
		if got := strings.Join(w.Moves(), "|"); got != c.want {
			t.Errorf("after %q the moves are\n%s\nwant\n%s", c.line, got, c.want)
		}
	}
}

// Worlds with devices are the same twice, whatever is typed.
func TestDevicesAreDeterministic(t *testing.T) {
	lines := append(slices.Clone(login), "STAT", "DELE 1", "QUIT", "check office", "check home", "check portable", "check script", "check home until RETR 2",
		"check portable until TOP", "mode office delete", "mode home uidl", "mode script headers", "pull home", "plug home", "plug portable", "pull", "plug",
		"deliver", "wait 4 minutes", "wait 11 minutes", "disk full", "disk free", "stop dewey", "start dewey", "window office", "window A", "window tap", "hang up")
	random := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		one, two := begin(t, offices), begin(t, offices)
		var typed []string
		for range 150 {
			line := lines[random.IntN(len(lines))]
			typed = append(typed, line)
			for _, w := range []*World{one, two} {
				if line == "hang up" {
					w.Window().Hangup()
				} else {
					w.types(line)
				}
			}
			if fault := one.fault(); fault != "" {
				t.Fatalf("%s, after\n%s", fault, strings.Join(typed, "\n"))
			}
		}
		for i, c := range one.Windows() {
			if !slices.Equal(told(c.Transcript, 0), told(two.Windows()[i].Transcript, 0)) {
				t.Errorf("window %s is not the same twice, after\n%s", c.Name, strings.Join(typed, "\n"))
			}
		}
	}
}

// Where a server has no TOP, a program that wants headers fetches whole messages; and
// where it has no UIDL, every message is new each time.
func TestDeviceAndOptionalCommands(t *testing.T) {
	w := begin(t, "windows A\nhost dewey\noffers UIDL USER\nuser mrose secret\nmessage m1\nmessage m2\ndevice pc mrose@dewey headers\n")
	follow(t, w, [][2]string{
		{"check pc", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · TOP 1 0 · RETR 1 · RETR 2 · QUIT\nReceived 2 of 2 messages"},
		{"check pc", "CAPA · USER mrose · PASS secret · STAT · LIST · UIDL · QUIT\nThere are no new messages."},
	})
	if store := w.device("pc").store; len(store) != 2 || !store[0].Whole {
		t.Errorf("the device has %+v", store)
	}
	follow(t, begin(t, "windows A\nhost dewey\noffers TOP USER\nuser mrose secret\nmessage m1\ndevice pc mrose@dewey uidl\n"), [][2]string{
		{"check pc", "USER mrose · PASS secret · STAT · UIDL · LIST 1 · TOP 1 99999999 · QUIT\n1 message for mrose at dewey (120 octets)."},
		{"check pc", "USER mrose · PASS secret · STAT · UIDL · LIST 1 · TOP 1 99999999 · QUIT\n1 message for mrose at dewey (120 octets)."},
	})
}
