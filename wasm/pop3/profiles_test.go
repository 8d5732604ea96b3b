package pop3_test

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

// TestOnlyRealServersHaveHabits: the servers of the RFCs and of textbooks keep
// every rule, and no default switches a habit on.
func TestOnlyRealServersHaveHabits(t *testing.T) {
	real := []string{"dovecot", "courier", "gmail"}
	for _, p := range pop3.Profiles() {
		if got := p.Habits != 0; got != slices.Contains(real, p.Name) {
			t.Errorf("%s has habits: %v", p.Name, got)
		}
	}
	for _, h := range pop3.HabitTable() {
		for _, p := range pop3.Profiles() {
			if p.Habits&h.Set != 0 && !strings.Contains(strings.ToLower(h.Seen), p.Name) {
				t.Errorf("%s has %s, which was seen at %q", p.Name, h.Name, h.Seen)
			}
		}
	}
}

// TestProfileByName: a name finds its own profile, in its own spelling.
func TestProfileByName(t *testing.T) {
	for _, name := range []string{"dewey", "mailServer", "rfc1225", "rfc1939", "rfc6856", "dovecot", "courier", "gmail"} {
		if p := pop3.ProfileByName(name); p == nil || p.Name != name {
			t.Errorf("ProfileByName(%q) = %v", name, p)
		}
	}
	for _, name := range []string{"", "nobody", "Dovecot"} {
		if p := pop3.ProfileByName(name); p != nil {
			t.Errorf("ProfileByName(%q) = %s", name, p.Name)
		}
	}
}

// TestRealServers: lines and what the real servers were heard to answer, on the
// messages m1, m2 and dots.
func TestRealServers(t *testing.T) {
	tests := []struct {
		profile string
		lines   []string // the reply to the last one counts
		want    string
	}{
		{"dovecot", []string{"connect"}, "+OK Dovecot (Debian) ready.\r\n"},
		{"dovecot", []string{"connect", "USER a"}, "+OK\r\n"},
		{"dovecot", []string{"login"}, "+OK Logged in.\r\n"},
		{"dovecot", []string{"connect", "FOO"}, "-ERR Unknown command.\r\n"},
		{"dovecot", []string{"connect", "PASS p"}, "-ERR No username given.\r\n"},
		{"dovecot", []string{"connect", "USER a", "PASS x"}, "-ERR [AUTH] Authentication failed.\r\n"},
		{"dovecot", []string{"connect", "USER a", "PASS x", "PASS p"}, "-ERR No username given.\r\n"},
		{"dovecot", []string{"connect", "USER a", "FOO", "PASS p"}, "+OK Logged in.\r\n"},
		{"dovecot", []string{"login", "login"}, "-ERR [IN-USE] Mailbox is locked by another POP3 session.\r\n"},
		{"dovecot", []string{"login", "LIST  1"}, "+OK 1 120\r\n"},
		{"dovecot", []string{"login", " STAT"}, "-ERR Unknown command.\r\n"},
		{"dovecot", []string{"login", "LIST 0"}, "-ERR There's no message 0.\r\n"},
		{"dovecot", []string{"login", "LIST 6"}, "-ERR There's no message 6.\r\n"},
		{"dovecot", []string{"login", "LIST -1"}, "-ERR Invalid message number: -1\r\n"},
		{"dovecot", []string{"login", "DELE 1"}, "+OK Marked to be deleted.\r\n"},
		{"dovecot", []string{"login", "DELE 1", "DELE 1"}, "-ERR Message is deleted.\r\n"},
		{"dovecot", []string{"login", "QUIT now"}, "+OK Logging out.\r\n"},
		{"dovecot", []string{"login", "DELE 1", "QUIT"}, "+OK Logging out, messages deleted.\r\n"},
		{"dovecot", []string{"connect", "QUIT"}, "+OK Logging out\r\n"},
		{"dovecot", []string{"connect", "CAPA"},
			"+OK\r\nCAPA\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\nAUTH-RESP-CODE\r\nUSER\r\n.\r\n"},
		{"dovecot", []string{"login", "CAPA"},
			"+OK\r\nCAPA\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\nAUTH-RESP-CODE\r\n.\r\n"},

		{"courier", []string{"connect"}, "+OK Hello there.\r\n"},
		{"courier", []string{"connect", "\tUSER a"}, "+OK Password required.\r\n"},
		{"courier", []string{"login"}, "+OK logged in.\r\n"},
		{"courier", []string{"connect", "USER a", "PASS x"}, "-ERR Login failed.\r\n"},
		{"courier", []string{"connect", "USER a", "PASS x", "PASS p"}, "+OK logged in.\r\n"},
		{"courier", []string{"connect", "PASS p"}, "-ERR USER/PASS required.\r\n"},
		{"courier", []string{"connect", "QUIT now"}, "+OK Better luck next time.\r\n"},
		{"courier", []string{"login", "login"}, "+OK logged in.\r\n"},
		{"courier", []string{"login", "LIST 4294967297"}, "+OK 1 120\r\n"},
		{"courier", []string{"login", "LIST 1a"}, "+OK 1 120\r\n"},
		{"courier", []string{"login", "LIST 1 2"}, "+OK 1 120\r\n"},
		{"courier", []string{"login", "LIST 6"}, "-ERR Invalid message number.\r\n"},
		{"courier", []string{"login", "LIST a"}, "-ERR Invalid message number.\r\n"},
		{"courier", []string{"login", "NOOP x"}, "+OK Yup.\r\n"},
		{"courier", []string{"login", "DELE 1"}, "+OK Deleted.\r\n"},
		{"courier", []string{"login", "DELE 1", "RSET"}, "+OK Resurrected.\r\n"},
		{"courier", []string{"login", "QUIT"}, "+OK Bye-bye.\r\n"},
		{"courier", []string{"login", "TOP 1"}, "-ERR Invalid command.\r\n"},
		{"courier", []string{"connect", "CAPA"},
			"+OK\r\nTOP\r\nUSER\r\nLOGIN-DELAY 10\r\nPIPELINING\r\nUIDL\r\nUTF8 USER\r\nIMPLEMENTATION Courier Mail Server\r\n.\r\n"},

		{"gmail", []string{"connect", "USER a"}, "+OK send PASS\r\n"},
		{"gmail", []string{"login"}, "+OK Welcome.\r\n"},
		{"gmail", []string{"login", "RETR 2", "QUIT", "login", "STAT"}, "+OK 2 238\r\n"},
		{"gmail", []string{"login", "DELE 2", "QUIT", "login", "STAT"}, "+OK 3 438\r\n"},
		{"gmail", []string{"login", "RETR 2", "drop", "login", "STAT"}, "+OK 3 438\r\n"},
		{"gmail", []string{"connect", "CAPA"}, "+OK Capability list follows\r\nUSER\r\nRESP-CODES\r\nEXPIRE 0\r\nLOGIN-DELAY 300\r\n" +
			"TOP\r\nUIDL\r\nX-GOOGLE-RICO\r\n.\r\n"},

		{"rfc1225", []string{"connect", "CAPA"}, "-ERR unknown command CAPA\r\n"},
		{"rfc1225", []string{"login", "UIDL"}, "-ERR unknown command UIDL\r\n"},
	}
	for _, c := range tests {
		t.Run(c.profile+" "+strings.Join(c.lines, ", "), func(t *testing.T) {
			if got := watch(t, pop3.Config{Profile: pop3.ProfileByName(c.profile)}, c.lines...).last(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestR97LASTIsOfTheServerOf1991: RETR and DELE raise it, RSET takes it back, and
// every later server does without.
func TestR97LASTIsOfTheServerOf1991(t *testing.T) {
	lines := []string{"login"}
	last := func(p *pop3.Profile) string {
		return watch(t, pop3.Config{Profile: p}, append(slices.Clone(lines), "LAST")...).last()
	}
	old := pop3.ProfileByName("rfc1225")
	for _, step := range []struct{ line, want string }{
		{"STAT", "+OK 0\r\n"}, {"TOP 3 0", "+OK 0\r\n"}, {"RETR 2", "+OK 2\r\n"}, {"RETR 1", "+OK 2\r\n"},
		{"DELE 3", "+OK 3\r\n"}, {"RSET", "+OK 0\r\n"},
	} {
		lines = append(lines, step.line)
		if got := last(old); got != step.want {
			t.Errorf("LAST behind %s gives %q, want %q", step.line, got, step.want)
		}
	}
	for _, p := range pop3.Profiles() {
		if got := last(p); p != old && !strings.HasPrefix(got, "-ERR ") {
			t.Errorf("%s answers LAST with %q", p.Name, got)
		}
	}
}
