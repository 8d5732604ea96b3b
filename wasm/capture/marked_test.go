package capture

import (
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// sides are the lines of the wire as "C text" and "S text", one each.
func sides(t *testing.T, file string) string {
	t.Helper()
	log, err := Read([]byte(file))
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	var lines []string
	for i, e := range log.Transcript.Entries {
		if e.Side != transcript.Local {
			lines = append(lines, string(rune(e.Side))+" "+log.Transcript.Text(i))
		}
	}
	return strings.Join(lines, "\n")
}

// plain is a session, one line of each kind that matters, as marks write it.
const plain = `S: +OK ready
C: USER mrose
S: +OK
C: PASS secret
S: +OK
C: RETR 1
S: +OK 120 octets
S: Subject: Hi
S:  there
S:
S: C: QUIT
S: +OK
S: ..
S: .
C: QUIT
S: +OK bye`

const plainSides = "S +OK ready\nC USER mrose\nS +OK\nC PASS secret\nS +OK\nC RETR 1\nS +OK 120 octets\n" +
	"S Subject: Hi\nS  there\nS \nS C: QUIT\nS +OK\nS ..\nS .\nC QUIT\nS +OK bye"

// Sides are marked in many ways, and much may stand before the mark.
func TestMarks(t *testing.T) {
	spelled := func(client, server string) string {
		var b strings.Builder
		for line := range strings.Lines(plain) {
			mark := client
			if line[0] == 'S' {
				mark = server
			}
			b.WriteString(mark + strings.TrimPrefix(line[2:], " "))
		}
		return b.String()
	}
	before := func(lead func(n int) string) string {
		n, lines := 0, ""
		for line := range strings.Lines(plain) {
			n++
			lines += lead(n) + line
		}
		return lines
	}
	clocks := func(n int) string { return "10:18:1" + string(rune('0'+n%10)) + " " }
	for name, file := range map[string]string{
		"as they are": plain,
		"no blank":    spelled("C:", "S:"),
		"wide":        spelled("   C:      ", "   S:      "),
		"words":       spelled("Client: ", "Server: "),
		"capitals":    spelled("CLIENT: ", "SERVER: "),
		"brackets":    spelled("C> ", "S> "),
		"arrows":      spelled("-> ", "<- "),
		"long arrows": spelled("--> ", "<-- "),
		"turned":      spelled("<<< ", ">>> "),
		"signs":       spelled("> ", "< "),
		"Thunderbird": spelled("[Parent 5872: Main Thread]: I/POP3 [this=15dbe200] SEND: ", "[Parent 5872: Main Thread]: I/POP3 [this=15dbe200] RECV: "),
		"fetchmail":   spelled("fetchmail: POP3> ", "fetchmail: POP3< "),
		"syslog":      spelled("Nov 22 10:18:17 dewey fetchmail[17]: POP3> ", "Nov 22 10:18:17 dewey fetchmail[17]: POP3< "),
		"numbers":     before(func(n int) string { return strings.Repeat(" ", n%2) + string(rune('a'+n)) + "1  " }),
		"times":       before(clocks),
		"quoted":      "On Monday you wrote:\n" + before(func(int) string { return "> " }),
		"talked of":   "It says \"S: +OK\" first:\n" + plain,
		"fence":       "# A session\n\nSee:\n\n```pop3\n" + plain + "\n```\n\nThat is all.\n",
		"CR LF":       strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":          strings.ReplaceAll(plain, "\n", "\r"),
		"UTF-8 mark":  "\ufeff" + plain,
		"UTF-16":      "\xff\xfe" + strings.Join(strings.Split(plain, ""), "\x00") + "\x00",
		"blank lines": "\n\n \n" + plain + "\n\n\n",
	} {
		if got := sides(t, file); got != plainSides {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", name, got, plainSides)
		}
	}
}

// Notes below the lines may begin as replies do.
func TestNotesBetween(t *testing.T) {
	file := "S: Hello\n     1  Replies begin with +OK or\n        -ERR, sign and letters together.\nC: STAT\nS: +OK 2 320\n"
	if got, want := sides(t, file), "S Hello\nC STAT\nS +OK 2 320"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The examples of RFC 1939 say in angle brackets what is not shown.
func TestDirections(t *testing.T) {
	file := `
      S:    <wait for connection on TCP port 110>
      C:    <open connection>
      S:       +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
      C:       RETR 1
      S:       +OK 120 octets
      S:       <the POP3 server sends message 1>
      S:       .
      C:       QUIT
      S:       +OK dewey POP3 server signing off (maildrop empty)
      C:    <close connection>
`
	const want = "S +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\nC RETR 1\nS +OK 120 octets\nS .\n" +
		"C QUIT\nS +OK dewey POP3 server signing off (maildrop empty)"
	if got := sides(t, file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// An excerpt has no greeting: its first reply belongs to its first command.
func TestExcerpt(t *testing.T) {
	log, err := Read([]byte("C: STAT\nS: +OK 2 320\n"))
	if err != nil {
		t.Fatal(err)
	}
	x := log.Transcript.Exchanges[0]
	if x.Keyword != "STAT" || x.Outcome != transcript.OK {
		t.Errorf("got %+v", x)
	}
}

// Two sessions in one file are two, with and without words between them.
func TestSessions(t *testing.T) {
	for name, file := range map[string]string{
		"marked":    plain + "\n" + plain,
		"fences":    "```pop3\nS: +OK one\nC: NOOP\nS: +OK\n```\n```pop3\nS: +OK two\n```\n",
		"telnet":    "Trying ::1...\nConnected to a.\n+OK one\nNOOP\n+OK\nConnection closed by foreign host.\nTrying ::1...\nConnected to b.\n+OK two\n",
		"headings":  "POP3 session 1 with a\n\nS: +OK one\nC: NOOP\n\nPOP3 session 2 with b\n\nS: +OK two\nC: NOOP\n",
		"in German": "POP3-Sitzung 1 mit a\n\nS: +OK one\nC: NOOP\n\nPOP3-Sitzung 2 mit b\n\nS: +OK two\nC: NOOP\n",
		"nc twice":  "+OK one\nQUIT\n+OK bye\n+OK two\nQUIT\n+OK bye\n",
	} {
		log, err := Read([]byte(file))
		if err != nil {
			t.Fatal(err)
		}
		e := log.Transcript.Entries
		if got := e[len(e)-1].Session; got != 2 {
			t.Errorf("%s: %d sessions", name, got)
		}
	}
}

// Times are read where they are unambiguous.
func TestClocks(t *testing.T) {
	for lead, want := range map[string]int64{
		"10:18:17 ":                   37097_000000,
		"10:18:17.908824 ":            37097_908824,
		"[10:18:17,5] ":               37097_500000,
		"2026-11-22T10:18:17Z ":       1795342697_000000,
		"2000-02-29 23:59:59.999999 ": 951868799_999999,
		"1:2:3 ":                      0,
		"25:00:00 ":                   0,
		"12 ":                         0,
	} {
		if got := clock(lead); got != want {
			t.Errorf("%q: got %d, want %d", lead, got, want)
		}
	}
	log, err := Read([]byte("10:18:17.0 +OK ready\n10:18:18.0 USER mrose\n10:18:18.5 +OK\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int64{37097_000000, 37098_000000, 37098_500000} {
		if got := log.Transcript.Entries[i].Time; got != want {
			t.Errorf("entry %d: got %d, want %d", i, got, want)
		}
	}
}
