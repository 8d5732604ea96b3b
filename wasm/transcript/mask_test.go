package transcript

import (
	"strings"
	"testing"
)

func TestMasked(t *testing.T) {
	const user = "S: +OK\nC: USER mrose\nS: +OK\n"
	tests := []struct{ name, script, want string }{
		{"PASS", user + "C: PASS canary", "PASS ••••••"},
		{"lower case", user + "C: pass canary", "pass ••••••"},
		{"two spaces", user + "C: PASS  canary", "PASS ••••••"},
		{"TAB", user + "C: PASS\tcanary", "PASS\t••••••"},
		{"leading space", user + "C:  PASS canary", " PASS ••••••"},
		{"spaces in it", user + "C: PASS two canary", "PASS ••••••"},
		{"colon", user + "C: PASS: canary", "PASS:••••••"},
		{"glued", user + "C: PASScanary", "PASS••••••"},
		{"PASSWORD", user + "C: PASSWORD canary", "PASS••••••"},
		{"telnet octets", user + `C: \xff\xf4\xff\xfd\x06PASS canary`, "\xff\xf4\xff\xfd\x06PASS ••••••"},
		{"NUL behind the mechanism", `S: +OK
C: AUTH PLAIN\x00canary`, "AUTH PLAIN\x00••••••"},
		{"NUL behind USER", `S: +OK
C: USER\x00mrose canary`, "USER\x00mrose ••••••"},
		{"NUL before the name", `S: +OK
C: USER \x00mrose canary`, "USER \x00mrose ••••••"},
		{"the end of a command that was cut", "S: +OK\nskip C 9\nC: ret canary", "••••••"},
		{"the end of one after the login", login + "skip C 3\nC: T 1", "T 1"},
		{"wrong state", login + "C: PASS canary", "PASS ••••••"},
		{"no argument", user + "C: PASS", "PASS"},
		{"bare word after USER", user + "C: canary", "••••••"},
		{"typing error after USER", user + "C: PSAS canary", "••••••"},
		{"typing error before USER", "S: +OK\nC: PSAS canary", "PSAS ••••••"},
		{"USER with password", "S: +OK\nC: USER mrose canary", "USER mrose ••••••"},
		{"LOGIN", "S: +OK\nC: LOGIN mrose canary", "LOGIN mrose ••••••"},
		{"IMAP", "S: +OK\nC: a1 LOGIN mrose canary", "a1 ••••••"},
		{"APOP", "S: +OK\nC: APOP mrose canary", "APOP mrose ••••••"},
		{"APOP, two spaces", "S: +OK\nC: APOP  mrose  canary", "APOP  mrose ••••••"},
		{"AUTH initial response", "S: +OK\nC: AUTH PLAIN canary", "AUTH PLAIN ••••••"},
		{"AUTH without mechanism", "S: +OK\nC: AUTH canary", "AUTH ••••••"},
		{"AUTH bare", "S: +OK\nC: AUTH", "AUTH"},
		{"AUTH response", "S: +OK\nC: AUTH PLAIN\nS: + \nC: canary", "••••••"},
		{"AUTH cancelled", "S: +OK\nC: AUTH PLAIN\nS: + \nC: *", "*"},
		{"early response", "S: +OK\nC: AUTH PLAIN\nC: canary", "••••••"},
		{"before the connection", "L: PASS canary", "PASS ••••••"},
		{"local word", "L: telnet dewey 110", "telnet dewey 110"},
		{"after a bare AUTH", "S: +OK\nC: AUTH\nS: -ERR\nC: BAD", "BAD"},
		{"after a bare AUTH, echo", "S: +OK\nC: AUTH\nS: -ERR\nC: BAD\nS: -ERR bad command", "-ERR bad command"},
		{"after a failed AUTH", "S: +OK\nC: AUTH PLAIN x\nS: -ERR\nC: canary", "••••••"},
		{"a command", user + "C: QUIT", "QUIT"},
		{"LAST", user + "C: LAST", "LAST"},
		{"after the login", login + "C: DELETE 1", "DELETE 1"},
		{"echo", user + "C: PASS canary\nS: -ERR bad password canary!", "-ERR bad password ••••••!"},
		{"echo in capitals", user + "C: canary word\nS: -ERR unknown CANARY", "-ERR unknown ••••••"},
		{"echo of what was in base64", "S: +OK\nC: AUTH PLAIN AG1yb3NlAGNhbmFyeQ==\nS: -ERR not canary", "-ERR not ••••••"},
		{"echo of the name in base64", "S: +OK\nC: AUTH PLAIN AG1yb3NlAGNhbmFyeQ==\nS: +OK mrose", "+OK mrose"},
		{"echo without padding", "S: +OK\nC: AUTH PLAIN AG1yb3NlAGNhbmFyeQ\nS: -ERR not canary", "-ERR not ••••••"},
		{"echo behind blanks", "S: +OK\nC: AUTH PLAIN  AG1yb3NlAGNhbmFyeQ== \nS: -ERR not canary", "-ERR not ••••••"},
		{"echo of a response without padding", "S: +OK\nC: AUTH PLAIN\nS: + \nC: AG1yb3NlAGNhbmFyeQ\nS: -ERR canary", "-ERR ••••••"},
		{"echo in another session", user + "C: PASS canary\n--\nS: +OK canary", "+OK ••••••"},
		{"in another command", user + "C: PASS canary\nS: +OK\nC: LIST canary", "LIST ••••••"},
		{"alone, after the login", user + "C: PASS canary\nS: +OK\nC: canary", "••••••"},
		{"as a name, in another session", user + "C: PASS canary\n--\nS: +OK\nC: USER canary canary", "USER •••••• ••••••"},
		{"typed again, with no connection", user + "C: PASS canary\nL: canary", "••••••"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := play(test.script)
			if got := tr.Masked(len(tr.Entries) - 1); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Bodies are mail, and stay as they are.
func TestBodiesAreNotMasked(t *testing.T) {
	tr := play(login + "C: RETR 1\nS: +OK\nS: Subject: secret\nS: .")
	if got := tr.Masked(7); !strings.Contains(got, "secret") {
		t.Errorf("got %q", got)
	}
}
