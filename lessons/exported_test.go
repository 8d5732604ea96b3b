package lessons

import (
	"strings"
	"testing"
	"testing/fstest"

	"poplab/wasm/annotate"
	"poplab/wasm/export"
	"poplab/wasm/sandbox"
)

// hostile is mail that would end a fence, a table or a lesson if it could.
const hostile = `host dewey
user mrose secret
message
  Subject: ` + "```" + `

  ` + "```" + `
  ` + "~~~~" + `
  <script>alert("1")</script> [a](javascript:b) | cell | $x$ ` + "`code`" + `
  # note
  C: QUIT
  https://www.rfc-editor.org/rfc/rfc1939#section-5
  ---
  .stuffed
    indented, with a	tab
  Grüße aus Köln, 日本語
  ` + "\u202Eturned\u202C \x1b[31mred\x1b[0m \x07 bare\rCR" + `
  `

// typed is a session with hosts, words and ends of all kinds.
var typed = []string{
	"help STAT", "foo", "telnet nowhere", "telnet dewey 25", "telnet dewey 110", "help", "noop", "USER mrose", "PASS <b>`", "USER mrose",
	"PASS secret", "LIST", "RETR 1", "RETR  1", "DELE 1", "\t", "# RFC 822, section 3", "<script> | `a` **b** _c_ $d$ [e](f)", "QUIT",
	"telnet dewey 110", "USER mrose", "PASS secret", "STAT", "hang up", "telnet dewey 110", "CAPA",
}

// exported writes a session of that world down, in markdown.
func exported(t *testing.T, world, language string, lines []string) string {
	t.Helper()
	scenario, err := sandbox.ParseScenario(world)
	if err != nil {
		t.Fatal(err)
	}
	c := sandbox.NewConsole(scenario, learners[0].String())
	c.Transcript.Now = c.Start()
	for _, line := range lines {
		if line == "hang up" {
			c.Hangup()
		} else {
			c.Type(line)
		}
	}
	var a annotate.Annotator
	s := export.Session{Transcript: c.Transcript, Notes: a.Next(c.Transcript), Host: "dewey", Language: language, Exchange: -1}
	file, err := s.Save("markdown")
	if err != nil {
		t.Fatal(err)
	}
	return string(file.Octets)
}

// A session that was saved can be pasted into a lesson as it stands, whatever its
// mail holds, and the lesson proves it.
func TestExportedSessionIsAReference(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		file := exported(t, hostile, language, typed)
		list, err := Load(fstest.MapFS{"a.md": {Data: []byte(lessonWith(hostile, file))}})
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if err := Replay(list[0]); err != nil {
			t.Errorf("%v\n%s", err, file)
		}
		checkPasted(t, list[0], file)
	}
}

// lessonWith is a lesson in a world of its own, with a piece of markdown pasted in.
func lessonWith(world, markdown string) string {
	head, rest, _ := strings.Cut(right, "```mailbox\n")
	_, rest, _ = strings.Cut(rest, "```task\n")
	task, _, _ := strings.Cut(rest, "```\n")
	task = strings.Replace(task, "  - answer size is 120\n", "", 1)
	return head + "`````mailbox\n" + world + "\n`````\n\n```task\n" + task + "```\n\n" + markdown
}

// checkPasted says whether the lesson shows each line and each note of the file.
func checkPasted(t *testing.T, l Lesson, file string) {
	t.Helper()
	lines, html := 0, ""
	for _, b := range l.Blocks {
		if b.Reference != nil {
			lines += len(b.Reference.Lines)
		}
		html += b.HTML
	}
	_, fence, _ := strings.Cut(file, "```pop3\n")
	fence, _, _ = strings.Cut(fence, "\n```\n")
	if want := strings.Count(fence, "\n") + 1; lines != want || strings.Count(html, "<tr>") != want+1 {
		t.Errorf("the lesson has %d lines and %d rows, the file %d lines", lines, strings.Count(html, "<tr>"), want)
	}
	if links := strings.Count(html, `<a href="https://www.rfc-editor.org/`); links < lines {
		t.Errorf("%d lines have %d links to their sections", lines, links)
	}
}
