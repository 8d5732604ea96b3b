package transcript

import (
	"fmt"
	"strings"
	"testing"
)

// answers tells who was answered how, one exchange a line: the command, the status
// line, and the lines of a multi-line reply in brackets, with "..." where no
// terminator came. "?" is a command without a status line.
func answers(t *Transcript) string {
	var lines []string
	for i, x := range t.Exchanges {
		line := "?"
		if x.Status >= 0 {
			line = t.Text(x.Status)
		}
		if x.Request >= 0 {
			line = strings.TrimSpace(x.Keyword+" "+x.Arguments) + " = " + line
		}
		var body []string
		for j, e := range t.Entries {
			if e.Exchange == i && e.isBody() {
				body = append(body, t.Text(j))
			}
		}
		if len(body) > 0 && x.End < 0 {
			body = append(body, "...")
		}
		if len(body) > 0 {
			line += fmt.Sprintf(" %v", body)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// session is one of servers, clients or captures that break a rule, and what can be
// told of its exchanges.
type session struct{ name, script, want string }

func holds(t *testing.T, sessions []session) {
	for _, test := range sessions {
		t.Run(test.name, func(t *testing.T) {
			tr := play(test.script)
			if got, want := answers(tr), strings.ReplaceAll(strings.TrimSpace(test.want), "\t", ""); got != want {
				t.Errorf("%s\n\ngot\n%s\n\nwant\n%s", shape(tr), got, want)
			}
		})
	}
}

// Servers that are met outside, and what they do that no RFC allows.
func TestBreachesOfServers(t *testing.T) {
	holds(t, []session{
		{"Dovecot refuses the third bad command twice", `
			S: +OK ready
			C: BAD
			S: -ERR Unknown command.
			C: BAD
			S: -ERR Unknown command.
			C: BAD
			S: -ERR Unknown command.
			S: -ERR Too many invalid bad commands.
			close`, `
			+OK ready
			BAD = -ERR Unknown command.
			BAD = -ERR Unknown command.
			BAD = -ERR Unknown command.`},
		{"popa3d says nothing behind the status indicator", `
			S: +OK
			C: USER a
			S: +OK
			C: PASS b
			S: +OK
			C: LIST
			S: +OK
			S: 1 120
			S: .
			C: FOO
			S: -ERR
			C: NOOP
			S: +OK`, `
			+OK
			USER a = +OK
			PASS b = +OK
			LIST = +OK [1 120]
			FOO = -ERR
			NOOP = +OK`},
		{"a listing without its terminator", `
			S: +OK
			C: LIST
			S: +OK 2 messages
			S: 1 120
			S: 2 200
			C: STAT
			S: +OK 2 320
			C: UIDL
			S: +OK
			S: 1 a
			S: .`, `
			+OK
			LIST = +OK 2 messages [1 120 2 200 ...]
			STAT = +OK 2 320
			UIDL = +OK [1 a]`},
		{"a listing without its terminator, and the server has enough", `
			S: +OK
			C: LIST
			S: +OK 1 message
			S: 1 120
			S: -ERR Disconnected for inactivity.
			close`, `
			+OK
			LIST = +OK 1 message [1 120 ...]`},
		{"a listing that is only its status line", `
			S: +OK
			C: LIST
			S: +OK 2 320
			C: CAPA
			S: -ERR
			C: STAT
			S: +OK 2 320`, `
			+OK
			LIST = +OK 2 320
			CAPA = -ERR
			STAT = +OK 2 320`},
		{"a message without its terminator: the server was silent until the client asked again", `
			S: +OK
			C: RETR 1
			S: +OK 120 octets
			S: Subject: Hi
			S:
			S: Hello
			C: NOOP
			S: +OK
			C: STAT
			S: +OK 1 120`, `
			+OK
			RETR 1 = +OK 120 octets [Subject: Hi  Hello ...]
			NOOP = +OK
			STAT = +OK 1 120`},
		{"a message that quotes POP3, to a client that pipelines", `
			S: +OK
			C: RETR 1
			C: RETR 2
			S: +OK
			S: Subject: POP3
			S:
			S: It says
			S: +OK
			S: -ERR
			S: to that.
			S: .
			S: +OK
			S: A: b
			S: .`, `
			+OK
			RETR 1 = +OK [Subject: POP3  It says +OK -ERR to that.]
			RETR 2 = +OK [A: b]`},
		{"Courier does not answer a line with NUL: the next listing tells", `
			S: +OK
			C: STAT\x00
			C: NOOP
			S: +OK Yup.
			C: LIST
			S: +OK scan listing
			S: 1 120
			S: .
			C: STAT
			S: +OK 1 120`, `
			+OK
			STAT = +OK Yup.
			NOOP = +OK scan listing
			LIST = ? [1 120]
			STAT = +OK 1 120`},
		{"Dovecot ends a line at NUL", `
			S: +OK
			C: LIST\x00
			S: +OK
			S: 1 120
			S: .
			C: STAT
			S: +OK 1 120`, `
			+OK
			LIST = +OK [1 120]
			STAT = +OK 1 120`},
		{"qmail drops what is pipelined behind PASS: the next listing tells", `
			S: +OK
			C: USER a
			C: PASS b
			C: STAT
			C: QUIT
			S: +OK
			S: +OK
			C: LIST
			S: +OK
			S: 1 120
			S: .
			C: QUIT
			S: +OK`, `
			+OK
			USER a = +OK
			PASS b = +OK
			STAT = +OK
			QUIT = ?
			LIST = ? [1 120]
			QUIT = +OK`},
		{"a status line without its end: nobody knows whether it is whole", `
			S: +OK
			C: QUIT
			S: +OK by\CUT
			close`, `
			+OK
			QUIT = ?`},
		{"indicators in small letters", `
			S: +ok
			C: USER a
			S: +ok
			C: PASS b
			S: -err no`, `
			+ok
			USER a = +ok
			PASS b = -err no`},
		{"a banner of several lines", `
			S: +OK ready
			S: Welcome to the mail server.
			S: Please log in.
			C: USER a
			S: +OK`, `
			+OK ready
			USER a = +OK`},
		{"a server of SMTP", `
			S: 220 dewey
			C: USER a
			S: 500 what?
			C: QUIT
			S: 221 bye`, `
			220 dewey
			USER a = 500 what?
			QUIT = 221 bye`},
		{"GreenMail says goodbye as SMTP does", `
			S: +OK
			C: NOOP
			S: +OK
			S: 421 timeout
			close`, `
			+OK
			NOOP = +OK`},
		{"a refusal that SMTP would give, where a listing should come", `
			S: +OK
			C: UIDL
			S: 421 too busy, later
			close`, `
			+OK
			UIDL = 421 too busy, later`},
		{"a dot without its end", `
			S: +OK
			C: RETR 1
			S: +OK
			S: A: b
			S: .\CUT
			close`, `
			+OK
			RETR 1 = +OK [A: b . ...]`},
		{"GNU pop3d sends a long line back", `
			S: +OK
			C: AAAA
			S: AAAA
			C: NOOP
			S: +OK`, `
			+OK
			AAAA = AAAA
			NOOP = +OK`},
		{"Dovecot offers its mechanisms to a bare AUTH", `
			S: +OK
			C: AUTH
			S: +OK
			S: PLAIN
			S: .
			C: QUIT
			S: +OK`, `
			+OK
			AUTH = +OK [PLAIN]
			QUIT = +OK`},
		{"a listing that has no status line", `
			S: +OK
			C: LIST
			S: 1 120
			S: 2 200
			S: .
			C: NOOP
			S: +OK`, `
			+OK
			LIST = ? [1 120 2 200]
			NOOP = +OK`},
		{"a server that speaks telnet first", `
			S: \xff\xfb\x01\xff\xfb\x03+OK ready
			C: STAT
			S: -ERR`, "\xff\xfb\x01\xff\xfb\x03+OK ready\nSTAT = -ERR"},
	})
}

// Telnet programs put sequences of their own before a line (RFC 854).
func TestTelnetSequences(t *testing.T) {
	for _, sequence := range []string{
		`\xff\xf4\xff\xfd\x06`,           // Ctrl-C
		`\xff\xfb\x1f\xff\xfc\x18`,       // WILL, WONT
		`\xff\xff`,                       // an octet 255
		`\xff\xfa\x18\x00ansi\xff\xf0`,   // a subnegotiation
		`\xff\xfa\x18 a b\xff\xf0 `,      // one with blanks
		`\xff\xfe\x01\xff\xf1\xff\xf6  `, // DONT, NOP, AYT
	} {
		tr := play("S: +OK\nC: " + sequence + "LIST\nS: +OK\nS: 1 120\nS: .\nC: NOOP\nS: +OK")
		if got, want := answers(tr), "+OK\nLIST = +OK [1 120]\nNOOP = +OK"; got != want {
			t.Errorf("%s\ngot  %q\nwant %q", sequence, got, want)
		}
	}
	for _, broken := range []string{"\xff", "\xff\xfd", "\xff\xfa\x18", "\xff\xfa\x18LIST", ""} {
		if keyword, _ := SplitCommand(broken); keyword != "" && keyword != "\xff" {
			t.Errorf("%q: keyword %q", broken, keyword)
		}
	}
}
