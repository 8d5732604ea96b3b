package sandbox

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// What each word says, right and wrong, where nothing is connected.
func TestWordsOfAWorld(t *testing.T) {
	world := "windows A B tap\nclock 1996-05-02 17:30\nhost post\nhost dewey\nsmtp\ntls offered\nuser mrose secret\narrival m3\nhost huey\nuser ann secret\n"
	dialogue(t, begin(t, world), [][]string{
		{"window", "usage: window takes the name of one of the windows: A, B, tap."},
		{"window C", "usage: window takes the name of one of the windows: A, B, tap."},
		{"window B", "moved: This is window B."},
		{"window A", "moved: This is window A."},
		{"wait", "usage: wait takes a number and seconds, minutes, hours or days, up to 366 days. Type: wait 10 minutes"},
		{"wait a minute", "usage: wait takes..."},
		{"wait 0 minutes", "usage: wait takes..."},
		{"wait 367 days", "usage: wait takes..."},
		{"wait 99999999999999999999 days", "usage: wait takes..."},
		{"wait 5 weeks", "usage: wait takes..."},
		{"wait 1 second", "waited: 1 second later it is Thu, 2 May 1996 17:30:01 +0000."},
		{"wait 59 Seconds", "waited: 59 Seconds later it is Thu, 2 May 1996 17:31:00 +0000."},
		{"wait 366 days", "waited: 366 days later it is Sat, 3 May 1997 17:31:00 +0000."},
		{"pull", "cable-out: The cable is out."},
		{"pull", "usage: The cable is out already. Type: plug"},
		{td, "refused: telnet: Unable to connect to remote host: Network is unreachable", "usage: The cable of this window is out. Type: plug"},
		{"openssl s_client -connect dewey:995", "refused: openssl: Unable to connect to remote host: Network is unreachable", "usage: The cable of..."},
		{"STAT", "offline: The cable is out, so the line went nowhere. Type: plug"},
		{"plug", "cable-in: The cable is in again."},
		{"plug", "usage: The cable is in."},
		{"disk", "usage: Type: disk full, or: disk free"},
		{"disk full", "disk-full: The disks of all servers are full."},
		{"disk free", "disk-free: The disks of all servers have room again."},
		{"deliver one", "usage: deliver takes how many messages are to come, or nothing for one."},
		{"deliver 0", "usage: deliver takes how many messages are to come, or nothing for one."},
		{"deliver 2", "arrived: A message of 116 octets arrives for mrose on dewey.", "usage: No more mail is on its way."},
		{"deliver", "usage: No more mail is on its way."},
		{"attacker", "usage: Type: attacker on, or: attacker off"},
		{"attacker on", "attacker-on: Somebody on the line takes STLS away, from the next connection on."},
		{"attacker off", "attacker-off: Nobody meddles with connections that begin from now on."},
		{"stop", "usage: The hosts of this world are: post, dewey, huey."},
		{"stop dewye", "usage: The hosts of this world are: post, dewey, huey."},
		{"stop DEWEY", "host-stopped: dewey is switched off; nothing listens there."},
		{td, "trying: Trying 192.0.2.10...", "refused: telnet: Unable to connect to remote host: Connection refused",
			"usage: The servers of dewey are switched off. Type: start dewey"},
		{"start dewey", "host-started: dewey is on."},
		{"queue", "none: The queue of post is empty."},
		{"read", "read-copy: This window keeps 0 messages."},
		{"read 1", "usage: This window keeps 0 messages; read takes the number of one of them. RETR fetches more."},
		{"md5", "usage: md5 takes a text and digests all that stands behind the blank."},
		{"md5 <1896.697170952@dbc.mtview.ca.us>tanstaaf", "digested: c4c9334bac560ecc979e58001b3e22fb"},
		{"md5  x ", "digested: 6722c218a6f30869ef6886dc4b050a37"},
		{"telnet huey 25", "trying: Trying 192.0.2.11...", "refused: ...", "usage: Nothing listens on port 25 there; POP3 listens on 110. Type: telnet huey 110"},
		{"telnet dewey 80", "trying: ...", "refused: ...", "usage: Nothing listens on port 80 there; POP3 listens on 110 and SMTP listens on 25. Type: telnet dewey 110"},
		{"telnet huey 995", "trying: ...", "refused: ...", "usage: Port 995 is for POP3 inside TLS, which huey does not have in this world. Type: telnet huey 110"},
		{"telnet post 110", "trying: ...", "refused: ...", "usage: Nothing listens on port 110 there; SMTP listens on 25. Type: telnet post 25"},
		{"telnet huey pop3", "trying: ...", "opened: Connected to huey.", "escape: ...", "S: +OK huey POP3 server ready"},
		{"QUIT", "C: QUIT", "S: +OK huey POP3 server signing off", "server-closed: Connection closed by foreign host."},
		{"window tap", "moved: This is window tap."},
		{"STAT", "offline: This window only listens, so nothing was sent. Type: window A"},
		{td, "usage: This window only listens, so nothing was sent. Type: window A"},
		{"pull", "usage: This window only listens, so nothing was sent. Type: window A"},
		{"window A", "moved: This is window A."},
	})
}

// A word exists where the world has a use for it.
func TestHelpListsTheWordsThereAre(t *testing.T) {
	const always = "telnet openssl help clear wait pull plug read disk md5"
	for _, c := range []struct{ scenario, more string }{
		{"", ""},
		{"windows A B\n" + mrose, "window"},
		{mrose + "arrival m3\n", "deliver"},
		{"host dewey\ntls offered\nuser a b\n", "attacker"},
		{"host dewey\nsmtp\nuser a b\n", "stop start queue"},
		{"host post\n" + mrose, "stop start queue"},
	} {
		w := begin(t, c.scenario)
		var got []string
		for _, word := range w.Window().understood() {
			got = append(got, word.name)
			if !strings.Contains(w.after("help")[0], word.usage) {
				t.Errorf("help does not list %q", word.usage)
			}
		}
		want := strings.Fields(always + " " + c.more)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("the words of %q are %q, want %q", c.scenario, got, want)
		}
	}
	bridged := NewBridgedConsole("practice")
	if bridged.Type("wait 10 minutes"); bridged.Transcript.Entries[1].Topic != transcript.Offline {
		t.Error("a console in front of a real server has a clock")
	}
}

// While a connection stands a word in other letters goes to the server.
func TestWordsInCapitalsAreSent(t *testing.T) {
	w := typing(t, mrose, td, "WAIT 10 minutes", "MD5 x", "Wait")
	if got := wire(w.Window(), transcript.Client); got != "WAIT 10 minutes\r\nMD5 x\r\nWait\r\n" {
		t.Errorf("the client sent %q", got)
	}
}

// Lines that are pasted together go out in one piece, up to a local word.
func TestPastedLines(t *testing.T) {
	w := begin(t, mrose)
	dialogue(t, w, [][]string{
		{td + "\nUSER mrose\nPASS secret\nhelp STAT\nSTAT\nNOOP", "trying: ...", "opened: ...", "escape: ...", "S: +OK dewey POP3 server ready",
			"C: USER mrose", "C: PASS secret", "S: +OK mrose", "S: +OK mrose's maildrop has...",
			"help: STAT:...", "help: Legal in...", "C: STAT", "C: NOOP", "S: +OK 2 320", "S: +OK"},
		{"QUIT\nSTAT", "C: QUIT", "C: STAT", "S: +OK dewey POP3 server signing off (2 messages left)", "server-closed: ..."},
	})
	bridged := NewBridgedConsole("practice")
	bridged.Linked()
	if got := bridged.Type("STAT\nhelp\nLIST\nQUIT"); string(got) != "STAT\r\nLIST\r\nQUIT\r\n" {
		t.Errorf("to be sent: %q", got)
	}
}

func TestReadShowsCopies(t *testing.T) {
	w := typing(t, mrose, append(slices.Clone(login), "RETR 2", "TOP 1 0", "RETR 1", "RETR 9", "pull")...)
	dialogue(t, w, [][]string{
		{"read", "read-copy: This window keeps 2 messages.", "read-copy: 1: 200 octets, Lunch", "read-copy: 2: 120 octets, Hi"},
		{"read 2", "read-copy: From: ann@example.org", "read-copy: Date: Wed, 1 May 1996 09:00:00 +0000", "read-copy: Subject: Hi", "read-copy: ",
			"read-copy: This message is exactly 120 octets in all."},
		{"read 3", "usage: This window keeps 2 messages; read..."},
	})
}

func TestMoves(t *testing.T) {
	w := begin(t, "windows A tap\nhost post\nhost dewey\ntls offered\nsmtp\nuser mrose secret\nexpire 30\nmessage m1\narrival m3\n")
	for _, c := range []struct{ line, want string }{
		{"help", "window tap|wait 10 minutes|wait 1 day|deliver|pull|disk full|attacker on|stop post|stop dewey|queue"},
		{strings.Join(append(slices.Clone(login), "RETR 1"), "\n"), "window tap|wait 10 minutes|wait 1 day|deliver|pull|disk full|attacker on|stop post|stop dewey|queue|read"},
		{"deliver\ndisk full\nattacker on\nstop post\npull", "window tap|wait 10 minutes|wait 1 day|plug|disk free|attacker off|start post|stop dewey|queue|read"},
		{"window tap", "window A|wait 10 minutes|wait 1 day|disk free|attacker off|start post|stop dewey|queue|read"},
	} {
		w.types(c.line)
		if got := strings.Join(w.Moves(), "|"); got != c.want {
			t.Errorf("after %q the moves are\n%s\nwant\n%s", c.line, got, c.want)
		}
		for _, move := range w.Moves() {
			if name, _, _ := strings.Cut(move, " "); !slices.ContainsFunc(w.Window().understood(), func(x word) bool { return x.name == name }) {
				t.Errorf("%q is no word here", move)
			}
		}
	}
}
