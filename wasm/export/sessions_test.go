package export

import (
	"strings"
	"testing"
	"testing/quick"

	"poplab/wasm/annotate"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// sessionOf is a transcript with its notes, ready to be saved.
func sessionOf(tr *transcript.Transcript, mask bool) *Session {
	a := annotate.Annotator{Masked: mask}
	return &Session{Transcript: tr, Notes: a.Next(tr), Host: tr.Host, Mask: mask, Language: "en", Exchange: -1}
}

// fed is a session of these lines: "C: " and "S: " are sent with CR LF, "L: " is the
// learner's own program, and anything else goes to the server's stream as it stands.
func fed(mask bool, lines ...string) *Session {
	tr := new(transcript.Transcript)
	tr.Open("dewey")
	for _, line := range lines {
		switch text := line[min(3, len(line)):]; {
		case strings.HasPrefix(line, "C: "):
			tr.Client([]byte(text + "\r\n"))
		case strings.HasPrefix(line, "S: "):
			tr.Server([]byte(text + "\r\n"))
		case strings.HasPrefix(line, "L: "):
			tr.Say(transcript.Typed, text)
		default:
			tr.Server([]byte(line))
		}
	}
	tr.Close()
	return sessionOf(tr, mask)
}

// typed is a session of the sandbox, 1.5 virtual seconds from line to line.
func typed(t testing.TB, world string, lines ...string) *Session {
	t.Helper()
	scenario, err := sandbox.ParseScenario(world)
	if err != nil {
		t.Fatal(err)
	}
	c := sandbox.NewConsole(scenario, "Ann")
	c.Transcript.Now = c.Start()
	for _, line := range lines {
		c.Transcript.Now += 1_500_000
		c.Type(line)
	}
	return sessionOf(c.Transcript, false)
}

// file saves a session that can be saved.
func file(t testing.TB, s *Session, format string) string {
	t.Helper()
	f, err := s.Save(format)
	if err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return string(f.Octets)
}

// hostile are lines of a server that would be more than text, if they could.
var hostile = []string{
	`</style><script>alert(1)</script><img src=x onerror="alert(1)">`, `"'><b>&amp;&#60;`, "]]>--><!--", "```", "~~~",
	"| a | b |", "**b** _i_ `c` [l](javascript:x) ![i](x) $m$ \\", "# h", "\x1b]0;title\x07\x1b[2J\x1b[31m", "\x00\x01\x7f",
	"\xff\xfe\xe9", "\u202e\u2028\ufeff\u0085", "a\rb", "\ttab  two  blanks ", "", "..", "日本語 Grüße", strings.Repeat("wide ", 400),
}

// anyLines checks a property of sessions: with every line of hostile, and with
// octets of all kinds, as the mail, the words of the server, and the client's line.
func anyLines(t *testing.T, holds func(s *Session) bool) {
	t.Helper()
	check := func(line []byte) bool {
		text := string(line)
		return holds(fed(false, "S: +OK "+text, "C: "+text, "S: -ERR "+text, "C: RETR 1", "S: +OK", "S: "+text, "S: ", "S: "+text, "S: .", "L: "+text))
	}
	for _, line := range hostile {
		if !check([]byte(line)) {
			t.Errorf("does not hold for %q", line)
		}
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 300}); err != nil {
		t.Error(err)
	}
}
