package annotate

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

var update = flag.Bool("update", false, "write the notes into testdata as they are now")

// The files of testdata are sessions with the note of each line under it:
//
//	# a comment
//	-- HOST              opens a connection
//	smtp HOST            opens one to a server of SMTP
//	S: text, C: text     a line with CR LF; \t, \x00 and \\ are escapes, and
//	                     \LF or \CUT at the end replace the CR LF
//	L topic: text        a line of the learner's program
//	close                ends the connection
//	wait SECONDS         moves the clock
//	secure text          TLS begins, and the lines that follow are read inside it
//	end                  the log leaves out the dot of a multi-line reply
//	skip S 12, skip C 0  octets of a side are missing; 0 is for nobody knows how many
//	    severity, rule, citation: text
//
// A note that is about no rule leaves it out.
//
// Those of testdata/clients were recorded: the tests of bridge run real clients and
// hold their lines to these files, and may write them with -record.
//
// Run the test with -update to write the notes anew, and read every difference.
func TestGolden(t *testing.T) {
	for _, file := range golden(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := annotated(t, string(text), isMasked(file))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			differ(t, got, string(text))
		})
	}
}

// golden are the names of all files of testdata.
func golden(t testing.TB) []string {
	var all []string
	for _, pattern := range []string{"testdata/*.txt", "testdata/clients/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no golden files %s: %v", pattern, err)
		}
		all = append(all, files...)
	}
	return all
}

// isMasked says whether the notes of a file are those of a real server's session.
func isMasked(file string) bool { return strings.HasPrefix(filepath.Base(file), "masked") }

// differ names the first line that is not as it should be.
func differ(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("line %d:\ngot  %s\nwant %s", i+1, at(g, i), at(w, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}

const notePrefix = "    "

// annotated plays a script, the notes in it left out, and puts the notes in.
func annotated(t *testing.T, script string, masked bool) string {
	var out strings.Builder
	var tr transcript.Transcript
	a := Annotator{Masked: masked}
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, notePrefix) {
			continue
		}
		out.WriteString(line + "\n")
		step(t, &tr, line)
		for _, n := range a.Next(&tr) {
			rule := ""
			if n.Rule != "" {
				rule = n.Rule + ", "
			}
			fmt.Fprintf(&out, "%s%s, %s%s: %s\n", notePrefix, n.Severity, rule, n.RFC, n.Text)
		}
	}
	return out.String()
}

// step plays one line of a script.
func step(t testing.TB, tr *transcript.Transcript, line string) {
	head, text, _ := strings.Cut(line, " ")
	switch head {
	case "", "#":
	case "--":
		tr.Now = max(tr.Now, noon)
		tr.Open(text)
	case "smtp":
		tr.Now = max(tr.Now, noon)
		tr.OpenAs(text, transcript.SMTP)
	case "close":
		tr.Close()
	case "secure":
		tr.Secure(text)
	case "end":
		tr.EndReply()
	case "skip":
		side, n, _ := strings.Cut(text, " ")
		missing, err := strconv.Atoi(n)
		if err != nil {
			t.Fatalf("how many octets are missing in %q?", line)
		}
		tr.Skip(transcript.Side(side[0]), missing)
	case "wait":
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			t.Fatalf("how long is %q?", line)
		}
		tr.Now += seconds * 1e6
	case "C:":
		tr.Client(octets(t, text))
	case "S:":
		tr.Server(octets(t, text))
	case "L":
		name, words, _ := strings.Cut(text, ": ")
		topic := transcript.NoTopic
		for topic.String() != name {
			if topic++; topic == transcript.Topics {
				t.Fatalf("unknown topic in %q", line)
			}
		}
		tr.Say(topic, words)
	default:
		t.Fatalf("unknown line %q", line)
	}
}

// noon is when the first connection of a script begins.
const noon = 846763200e6 // 1 November 1996

// octets are the octets of a scripted line.
func octets(t testing.TB, text string) []byte {
	end := "\r\n"
	if rest, ok := strings.CutSuffix(text, `\LF`); ok {
		text, end = rest, "\n"
	} else if rest, ok := strings.CutSuffix(text, `\CUT`); ok {
		text, end = rest, ""
	}
	raw, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("bad escape in %q", text)
	}
	return []byte(raw + end)
}
