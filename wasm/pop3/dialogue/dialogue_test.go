package dialogue

import (
	"strings"
	"testing"

	"poplab/wasm/mailbox"
)

const world = `user alice
password secret
message f1 f2

== test
`

// run plays one case against the engine.
func run(t *testing.T, text string) error {
	t.Helper()
	cases, err := Parse("test.txt", world+text)
	if err != nil {
		return err
	}
	w, err := cases[0].World()
	if err != nil {
		return err
	}
	return cases[0].Run(w, w.Dial)
}

func TestRunFindsWhatIsWrong(t *testing.T) {
	const ready = "connect\nS: +OK POP3 server ready\n"
	tests := []struct{ name, text, want string }{
		{"all is well", ready + "C: QUIT\nS: +OK ...\nclosed\n", ""},
		{"another line", "connect\nS: +OK ready\n", `test.txt:7: want "+OK ready\r\n", got "+OK POP3 ser`},
		{"a line too long", "connect\nS: +OK POP3\n", `test.txt:7: want`},
		{"silence", ready + "S: +OK\n", `test.txt:8: want "+OK\r\n", got ""`},
		{"a reply nobody expected", ready + "C: NOOP\n", `test.txt:8: nobody expected "-ERR NOOP`},
		{"a reply at the end", ready + "C: NOOP\nS: -ERR ...\nC: NOOP\n", `test.txt:10: nobody expected "-ERR NOOP`},
		{"still open", ready + "closed\n", `test.txt:8: the connection is still open`},
		{"an open line that begins otherwise", "connect\nS: -ERR ...\n", `test.txt:7: want "-ERR", got "+OK`},
		{"a login that fails", "login alice wrong\n", `test.txt:6: want "+OK"`},
		{"no connection", "C: NOOP\n", `test.txt:6: no open connection`},
		{"talk after drop", ready + "drop\nC: NOOP\n", `test.txt:9: no open connection`},
		{"unknown user", "deliver bob m1\n", `test.txt:6: unknown user bob`},
		{"no handshake is due", ready + "starttls\n", `test.txt:8: dialogue: the server waits for no handshake`},
		{"a wait of no length", ready + "wait long\n", `test.txt:8: expected a number, not long`},
		{"unknown message", "deliver alice m9\n", `test.txt:6: unknown message m9`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { wantError(t, run(t, test.text), test.want) })
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("got the error %v", err)
	case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
		t.Errorf("got the error %v, want %s...", err, want)
	}
}

func TestParseFindsWhatIsWrong(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown word", "conect\n", "test.txt:6: unknown word conect"},
		{"no quotation", "C> NOOP\n", "test.txt:6: expected a quotation at NOOP"},
		{"bad factor", `C> "x"*y`, "test.txt:6: expected a number, not y"},
		{"unknown profile", "profile x\n", "test.txt:6: unknown profile x"},
		{"unknown TLS", "tls always\n", "test.txt:6: tls is offered or active, not always"},
		{"bad days", "user x\nexpire never\n", "test.txt:7: expected a number, not never"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { wantError(t, run(t, test.text), test.want) })
	}
	_, err := Parse("test.txt", "connect\n== late\n")
	wantError(t, err, "test.txt:1: a case must begin with == NAME before connect")
	cases, err := Parse("test.txt", "== x\nmessage f1\n")
	wantError(t, err, "")
	_, err = cases[0].World()
	wantError(t, err, "test.txt:2: message needs a user before it")
}

func TestOctets(t *testing.T) {
	got, err := new(step).octets(`"F"*3 "\r\n" "*"`)
	if want := "FFF\r\n*"; got != want || err != nil {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

// TestFixture: the sizes that the conformance dialogues are written for.
func TestFixture(t *testing.T) {
	for name, want := range map[string]int{"f1": 175, "f2": 160, "f3": 247, "f4": 176, "f5": 142} {
		m, _ := find(name)
		if got := len(mailbox.Normalise(m.Octets)); got != want {
			t.Errorf("%s has %d octets on the wire, want %d", name, got, want)
		}
	}
	m, _ := find("f3")
	if got := len([]rune(string(mailbox.Normalise(m.Octets)))); got != 238 {
		t.Errorf("f3 has %d characters, want 238", got)
	}
	if m, _ := find("f4"); len(m.Octets) != 174 {
		t.Errorf("f4 has %d octets stored, want 174", len(m.Octets))
	}
}
