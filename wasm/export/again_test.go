package export

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/capture"
	"poplab/wasm/transcript"
)

// again is what package capture reads out of a file.
func again(t *testing.T, s *Session, format string) *transcript.Transcript {
	t.Helper()
	text := file(t, s, format)
	log, err := capture.Read([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v\n%s", format, err, text)
	}
	return log.Transcript
}

// lasting are the lines that a log keeps: those of the wire, and those of telnet
// that tell of the connection. Other words of a console may be left out.
func lasting(tr *transcript.Transcript) []transcript.Entry {
	return slices.DeleteFunc(slices.Clone(tr.Entries), func(e transcript.Entry) bool {
		switch e.Topic {
		case transcript.NoTopic, transcript.Trying, transcript.Opened, transcript.Escape, transcript.UnknownHost,
			transcript.Refused, transcript.ServerClosed, transcript.LearnerClosed:
			return false
		}
		return true
	})
}

// Who gets a file can paste it, and has the same session.
func TestFilesAreReadAgain(t *testing.T) {
	world := "host dewey\nuser mrose secret\nmessage\n  Subject: C: and S:\n\n  C: QUIT\n  S: +OK\n  ```\n\n  .dot\n    indented\n\n  end  \n" +
		"host mailServer\nuser Harish vegetables\n"
	s := typed(t, world, "help", "foo", "telnet nowhere", "telnet dewey 25", "telnet dewey 110", "USER mrose", "PASS secret", "LIST", "UIDL",
		"RETR 1", "TOP 1 2", "NOPE", "dele  1", "", "RSET", "QUIT", "telnet mailServer 110", "CAPA", "QUIT")
	sameAgain(t, s)
}

// The same of mail that was sent by SMTP and fetched by POP3.
func TestMailIsReadAgain(t *testing.T) {
	sameAgain(t, typed(t, "host dewey\nsmtp\nuser mrose secret\n", "telnet dewey 25", "EHLO pc", "MAIL FROM:<ann@example.org>",
		"RCPT TO:<mrose@dewey.example>", "DATA", "Subject: Hi", "", "  indented", "..", "C: S:", ".", "QUIT",
		"telnet dewey 110", "USER mrose", "PASS secret", "RETR 1", "QUIT"))
}

func sameAgain(t *testing.T, s *Session) {
	t.Helper()
	for _, format := range []string{"markdown", "text"} {
		got, want := lasting(again(t, s, format)), lasting(s.Transcript)
		if len(got) != len(want) {
			t.Errorf("%s: %d lines became %d", format, len(want), len(got))
		}
		for i := range min(len(got), len(want)) {
			g, w := &got[i], &want[i]
			if g.Side != w.Side || g.Kind != w.Kind || !bytes.Equal(g.Octets, w.Octets) || g.Topic != w.Topic ||
				g.Session != w.Session || g.State != w.State || g.Exchange != w.Exchange || g.Offset != w.Offset || g.Sum != w.Sum {
				t.Errorf("%s: line %d %q came back as %q, or is another:\n%+v\n%+v", format, i+1, w.Octets, g.Octets, w, g)
			}
		}
	}
}

// Lines of the wire come back as they are shown, whatever they hold.
func TestAnyLineIsReadAgain(t *testing.T) {
	for _, line := range hostile {
		s := fed(false, "S: +OK", "C: USER "+line, "S: -ERR "+line, "C: RETR 1", "S: +OK", "S: a: "+line, "S: ", "S: "+strings.TrimLeft(line, "."), "S: .")
		for _, format := range []string{"markdown", "text"} {
			back := again(t, s, format)
			for i := range s.Transcript.Entries {
				if i >= len(back.Entries) || back.Text(i) != s.line(i) || back.Entries[i].Kind != s.Transcript.Entries[i].Kind {
					t.Errorf("%s: line %d of %q does not come back", format, i+1, line)
					break
				}
			}
		}
	}
}
