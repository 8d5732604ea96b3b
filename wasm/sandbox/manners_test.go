package sandbox

import (
	"strings"
	"testing"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// inWorld types lines into a console of that world and gives what the servers
// said.
func inWorld(t *testing.T, scenario string, lines ...string) string {
	t.Helper()
	s, err := ParseScenario(scenario)
	if err != nil {
		t.Fatal(err)
	}
	c := NewConsole(s, "test")
	from := 0
	for _, l := range lines {
		from = len(wire(c, transcript.Server))
		c.Type(l)
	}
	return wire(c, transcript.Server)[from:]
}

const telnet, telnetOther = "telnet dewey 110", "telnet mailServer 110"

// TestManners: a scenario shapes the server of one host, and of no other.
func TestManners(t *testing.T) {
	const users = "host dewey\nuser a b\nmessage m1\nmessage m2\nhost mailServer\nuser a b\nmessage m1\nmessage m2\n"
	renumbering := users + "host dewey\nbreaks renumbering lf-sizes\nbreaks lower-case\n"
	dovecot := users + "host dewey\nprofile dovecot\n"
	for _, c := range []struct {
		name, scenario string
		lines          []string
		want           string
	}{
		{"profile", dovecot, []string{telnet, "FOO"}, "-ERR Unknown command.\r\n"},
		{"profile of another host", dovecot, []string{telnetOther}, "+OK POP3 server ready\r\n"},
		{"its habits", dovecot, []string{telnet, "USER a", "PASS b", "STAT 1"}, "+OK 2 320\r\n"},
		{"no profile", users, []string{telnet, "USER a", "PASS b", "STAT 1"}, "-ERR STAT takes no argument, nothing was done\r\n"},
		{"habits", renumbering, []string{telnet, "USER a", "PASS b", "DELE 1", "LIST 1"}, "+ok 1 192\r\n"},
		{"habits of another host", renumbering, []string{telnetOther, "USER a", "PASS b", "DELE 1", "LIST 2"}, "+OK 2 200\r\n"},
		{"a habit on top", "host dewey\nprofile gmail\nbreaks lower-case\nuser a b\n", []string{telnet, "USER a"}, "+ok send PASS\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := inWorld(t, c.scenario, c.lines...); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestLoginDelay: sessions begin 47 virtual seconds apart, so a delay of 60 turns
// the second login away and lets the third in.
func TestLoginDelay(t *testing.T) {
	session := []string{telnet, "USER a", "PASS b", "QUIT"}
	lines := session[:3]
	for n, want := range []string{"+OK", "-ERR [LOGIN-DELAY]", "+OK"} {
		got := inWorld(t, "host dewey\nprofile rfc1939\nuser a b\nlogindelay 60\n", lines...)
		if !strings.HasPrefix(got, want) {
			t.Errorf("login %d got %q, want %s", n+1, got, want)
		}
		lines = append(append(lines, "QUIT"), session[:3]...)
	}
}

// TestExpireIsTold: the policy of an account reaches CAPA.
func TestExpireIsTold(t *testing.T) {
	for statement, want := range map[string]string{"": "EXPIRE NEVER\r\n", "expire 0": "EXPIRE 0\r\n", "expire 30": "EXPIRE 30\r\n"} {
		got := inWorld(t, "host dewey\nuser a b\n"+statement, telnet, "CAPA")
		if !strings.Contains(got, "\r\n"+want) {
			t.Errorf("%q: CAPA says %q", statement, got)
		}
	}
}

// TestEveryMannerCanBePlayed: whatever a server does wrong, the console goes on and
// the session ends with QUIT.
func TestEveryMannerCanBePlayed(t *testing.T) {
	scenarios := []string{}
	for _, p := range pop3.Profiles() {
		scenarios = append(scenarios, "profile "+p.Name)
	}
	for _, h := range pop3.HabitTable() {
		scenarios = append(scenarios, "breaks "+h.Name)
	}
	for _, statement := range scenarios {
		s, err := ParseScenario("host dewey\n" + statement + "\nuser a b\nmessage dots\nmessage m1\n")
		if err != nil {
			t.Fatal(err)
		}
		c := NewConsole(s, "test")
		for _, line := range strings.Split(telnet+"|CAPA|USER a|PASS b|STAT|LIST|UIDL|RETR 1|TOP 2 0|FOO|DELE 2|RSET|QUIT", "|") {
			if c.Type(line) != nil {
				t.Errorf("%s: %q left the sandbox", statement, line)
			}
		}
		if got := wire(c, transcript.Client); c.Connected() || strings.Count(got, "\r\n") != 12 {
			t.Errorf("%s: the client sent %q", statement, got)
		}
	}
}
