package sandbox

import (
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// play types lines into a new console of the standard world.
func play(t *testing.T, lines ...string) *Console {
	t.Helper()
	s, err := ParseScenario("")
	if err != nil {
		t.Fatal(err)
	}
	c := NewConsole(s, "test")
	for _, l := range lines {
		if octets := c.Type(l); octets != nil {
			t.Fatalf("%q left the sandbox as %q", l, octets)
		}
	}
	return c
}

// wire joins the octets of one side.
func wire(c *Console, side transcript.Side) string {
	var b strings.Builder
	for _, e := range c.Transcript.Entries {
		if e.Side == side {
			b.Write(e.Octets)
		}
	}
	return b.String()
}

func TestTelnetPrintsWhatTelnetPrints(t *testing.T) {
	c := play(t, "telnet mailserver 110")
	want := "telnet mailserver 110|Trying 192.0.2.110...|Connected to mailServer.|Escape character is '^]'."
	var got []string
	for _, e := range c.Transcript.Entries {
		if e.Side == transcript.Local {
			got = append(got, string(e.Octets))
		}
	}
	if strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
	if s := wire(c, transcript.Server); s != "+OK POP3 server ready\r\n" {
		t.Errorf("the server said %q", s)
	}
}

func TestLocalLinesThatCannotConnect(t *testing.T) {
	for _, c := range []struct {
		typed string
		topic transcript.Topic
		want  string
	}{
		{"telnet dewye 110", transcript.UnknownHost, "Name or service not known"},
		{"telnet dewye 110", transcript.Usage, "dewey, mailServer, dbc.mtview.ca.us"},
		{"telnet mailserver:110", transcript.Usage, "Type: telnet mailServer 110"},
		{"telnet dewye:110", transcript.Usage, "dewey, mailServer, dbc.mtview.ca.us"},
		{"telnet dewey 111", transcript.Refused, "Connection refused"},
		{"telnet dewey 111", transcript.Usage, "POP3 listens on 110"},
		{"telnet dewey", transcript.Usage, "port 23"},
		{"telnet dewey 995", transcript.Usage, "inside TLS"},
		{"telnet dewey pop", transcript.Usage, "from 1 to 65535"},
		{"telnet dewey 0", transcript.Usage, "from 1 to 65535"},
		{"telnet dewey 99999999999999999999", transcript.Usage, "from 1 to 65535"},
		{"telnet mail server 110", transcript.Usage, "no space"},
		{"telnet", transcript.Usage, "a host and a port"},
		{"openssl s_client -connect dewey:995", transcript.Usage, "no TLS"},
		{"STAT", transcript.Offline, "Type: telnet dewey 110"},
		{"", transcript.Offline, "Not connected"},
		{"HELP STAT", transcript.HelpText, "RFC 1939 section 5"},
		{"help FOO", transcript.HelpText, "no command FOO"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			console := play(t, c.typed)
			if console.Connected() {
				t.Error("connected")
			}
			for _, e := range console.Transcript.Entries {
				if e.Topic == c.topic && strings.Contains(string(e.Octets), c.want) {
					return
				}
			}
			t.Errorf("no line of that kind with %q in %v", c.want, console.Transcript.Entries)
		})
	}
}

// A learner tries the address that telnet has just shown.
func TestTelnetTakesAnAddress(t *testing.T) {
	c := play(t, "telnet 192.0.2.63 110")
	if !c.Connected() || c.Transcript.Host != "dbc.mtview.ca.us" {
		t.Errorf("connected %v to %q", c.Connected(), c.Transcript.Host)
	}
}

// help says nothing that does not hold at the moment: who answers HELP depends on
// the connection, and a command that the standard allows may be missing here.
func TestHelpFitsTheMoment(t *testing.T) {
	const toServer = "HELP in capitals goes to the server"
	if said := helpOf(play(t, "HELP")); strings.Contains(said, toServer) {
		t.Errorf("offline help says %q", said)
	}
	said := helpOf(play(t, "telnet dewey 110", "help"))
	if !strings.Contains(said, toServer) || !strings.Contains(said, "The standard allows now: USER PASS CAPA QUIT.") {
		t.Errorf("help says %q", said)
	}
}

func helpOf(c *Console) string {
	var said []string
	for _, e := range c.Transcript.Entries {
		if e.Topic == transcript.HelpText {
			said = append(said, string(e.Octets))
		}
	}
	return strings.Join(said, " ")
}

func TestLocalWordsNeverReachTheWire(t *testing.T) {
	c := play(t, "telnet dewey pop3", "help", "help LIST", "clear", "telnet dewey 110", "HELP")
	if got := wire(c, transcript.Client); got != "HELP\r\n" {
		t.Errorf("the client sent %q", got)
	}
	if !c.Cleared() || c.Cleared() {
		t.Error("clear is told once")
	}
}

func TestHangupRemovesNothing(t *testing.T) {
	c := play(t, "telnet dewey 110", "USER mrose", "PASS secret", "DELE 1")
	if !c.Maildrop("dewey", "mrose").Locked() {
		t.Error("the maildrop is not locked while the session lasts")
	}
	c.Hangup()
	c.Hangup() // a second one has nothing to close
	if count, octets := c.Maildrop("DEWEY", "mrose").Stat(); count != 2 || octets != 320 {
		t.Errorf("maildrop %d/%d", count, octets)
	}
	for _, l := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "STAT"} {
		c.Type(l)
	}
	if !strings.HasSuffix(wire(c, transcript.Server), "+OK 2 320\r\n") {
		t.Errorf("after the reconnect: %q", wire(c, transcript.Server))
	}
}

func TestQuitCommits(t *testing.T) {
	c := play(t, "telnet dewey 110", "USER mrose", "PASS secret", "DELE 1", "QUIT")
	if c.Connected() {
		t.Error("the server did not close")
	}
	if count, octets := c.Maildrop("dewey", "mrose").Stat(); count != 1 || octets != 200 {
		t.Errorf("maildrop %d/%d", count, octets)
	}
	if c.Maildrop("dewey", "nobody") != nil || c.Maildrop("nowhere", "mrose") != nil {
		t.Error("a maildrop that nobody has")
	}
}

func TestTimestampsDiffer(t *testing.T) {
	c := play(t, "telnet dbc.mtview.ca.us 110", "QUIT", "telnet dbc.mtview.ca.us 110",
		"APOP mrose c4c9334bac560ecc979e58001b3e22fb")
	got := wire(c, transcript.Server)
	for _, want := range []string{"<1896.697170952@dbc.mtview.ca.us>", "<1897.697170999@dbc.mtview.ca.us>"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %q", want, got)
		}
	}
	if !strings.Contains(got, "\r\n-ERR") {
		t.Errorf("the digest of the first timestamp was taken for the second: %q", got)
	}
}

// A real server that has answered QUIT may wait for its client to close: then nobody
// hung up too early.
func TestHangupBehindQuit(t *testing.T) {
	for last, want := range map[string]string{"QUIT": "Connection closed.", "NOOP": "Connection closed. QUIT was not sent."} {
		c := NewBridgedConsole("slow")
		c.Linked()
		c.Receive([]byte("+OK slow\r\n"))
		for _, line := range []string{"USER x", "PASS x", last} {
			c.Type(line)
			c.Receive([]byte("+OK\r\n"))
		}
		hangsUp(t, c, want)
		c.Linked() // once more, with no login
		c.Receive([]byte("+OK slow\r\n"))
		c.Type(last)
		hangsUp(t, c, want)
	}
}

// hangsUp closes the connection, and wants the words for it.
func hangsUp(t *testing.T, c *Console, want string) {
	t.Helper()
	c.Hangup()
	if all := c.Transcript.Entries; string(all[len(all)-1].Octets) != want {
		t.Errorf("hanging up said %q, want %q", all[len(all)-1].Octets, want)
	}
}

func TestBridgedConsole(t *testing.T) {
	c := NewBridgedConsole("practice")
	if c.Type("STAT") != nil {
		t.Error("octets left before the connection stood")
	}
	c.Linked()
	c.Receive([]byte("+OK re"))
	c.Receive([]byte("ady\r\n"))
	if got := c.Type("USER mrose "); string(got) != "USER mrose \r\n" {
		t.Errorf("to be sent: %q", got)
	}
	if c.Type("telnet dewey 110") != nil || c.Type("help") != nil {
		t.Error("a local word left the console")
	}
	c.Lost("The line is dead.")
	if c.Connected() || c.Type("STAT") != nil {
		t.Error("octets left after the connection was lost")
	}
	if wire(c, transcript.Server) != "+OK ready\r\n" || wire(c, transcript.Client) != "USER mrose \r\n" {
		t.Errorf("transcript: %v", c.Transcript.Entries)
	}
}
