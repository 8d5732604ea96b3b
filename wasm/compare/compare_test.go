package compare

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/annotate"
	"poplab/wasm/pop3/conformance"
	"poplab/wasm/transcript"
)

var update = flag.Bool("update", false, "write the verdicts into testdata as they are now")

// The files of testdata are sessions with real servers, as they went over TCP, and below
// them what the comparison says of each exchange:
//
//	# a comment
//	C: text, S: text      a line with CR LF; \t, \x00 and \\ are escapes, and \LF or
//	                      \CUT at the end replace the CR LF
//	tls                   TLS begins
//	close                 the connection ends
//	== verdicts
//	COMMAND: verdict
//	  rule: sentence      each reason
//	  > line              each line of the sandbox, where it says something else
//
// Run the test with -update to write the verdicts anew, and read every difference.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	seen := map[Verdict]bool{}
	found := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		script, _, _ := strings.Cut(string(text), verdicts)
		list := compared(play(t, strings.Split(script, "\n")))
		for _, x := range list {
			seen[x.Verdict] = true
			for _, r := range x.Reasons {
				found[r.Text] = true
			}
		}
		got := script + verdicts + written(list)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got != string(text) {
			t.Errorf("%s: run with -update and read the difference; got\n%s", file, got)
		}
	}
	for v := Same; v <= Broken; v++ {
		if !seen[v] {
			t.Errorf("no session has the verdict %s", v)
		}
	}
	for _, f := range findings {
		if !strings.Contains(f.text, "$") && !found[f.text] {
			t.Errorf("no session shows: %s", f.text)
		}
	}
}

const verdicts = "== verdicts\n"

// written are the verdicts as testdata has them.
func written(list []Exchange) string {
	var out strings.Builder
	for _, x := range list {
		command := x.Command
		if command == "" {
			command = "(greeting)"
		}
		fmt.Fprintf(&out, "%s: %s\n", command, x.Verdict)
		for _, r := range x.Reasons {
			fmt.Fprintln(&out, strings.TrimRight("  "+r.Rule+": "+r.Text, " "))
		}
		if x.Verdict != Same {
			for _, line := range x.Ours.Lines {
				fmt.Fprintln(&out, "  > "+line)
			}
		}
	}
	return out.String()
}

// play makes a transcript of a script.
func play(t testing.TB, script []string) *transcript.Transcript {
	t.Helper()
	tr := new(transcript.Transcript)
	tr.Open("real")
	for _, line := range script {
		step(t, tr, line)
	}
	return tr
}

func step(t testing.TB, tr *transcript.Transcript, line string) {
	t.Helper()
	side, text, _ := strings.Cut(line, " ")
	switch side {
	case "#", "", "(empty)":
	case "C:":
		tr.Client(wire(t, text))
	case "S:":
		tr.Server(wire(t, text))
	case "tls":
		tr.Secure("TLS")
	case "close":
		tr.Close()
	default:
		t.Fatalf("unknown line %q", line)
	}
}

// wire are the octets of a scripted line.
func wire(t testing.TB, text string) []byte {
	t.Helper()
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

func compared(tr *transcript.Transcript) []Exchange {
	var a annotate.Annotator
	return Session(tr, a.Next(tr), false)
}

// The citations are those of the rules.
func TestRules(t *testing.T) {
	cited := map[string]string{}
	for _, c := range conformance.Chapters() {
		for _, r := range c.Rules {
			cited[r.Name] = r.RFC
		}
	}
	for _, r := range rules[none+1:] {
		if cited[r.name] != r.rfc {
			t.Errorf("%s is of %s, not of %s", r.name, cited[r.name], r.rfc)
		}
	}
}

// What was typed as a password is nowhere to be seen, whoever quotes it.
func TestMasked(t *testing.T) {
	tr := play(t, strings.Split("S: +OK\nC: USER alice\nS: +OK\nC: PASS hunter22\nS: -ERR hunter22 is wrong\n"+
		"C: hunter22\nS: -ERR hunter22 is no command\nC: AUTH hunter22\nS: -ERR no", "\n"))
	a := annotate.Annotator{Masked: true}
	list := Session(tr, a.Next(tr), true)
	if text := string(AppendJSON(nil, list)); strings.Contains(text, "hunter22") || !strings.Contains(text, "PASS "+transcript.Mark) {
		t.Errorf("a password is shown, or nothing is: %s", text)
	}
}

// A server may tell any numbers; they cost no memory.
func TestLargeNumbers(t *testing.T) {
	tr := play(t, strings.Split("S: +OK\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\nC: STAT\nS: +OK 4000000000 9000000000000\n"+
		"C: LIST\nS: +OK\nS: 1 8000000000000\nS: 3999999999 1\nS: .\nC: STAT\nS: +OK 1 1", "\n"))
	for _, x := range compared(tr)[3:] {
		if x.Verdict != Unknown && x.Verdict != Broken {
			t.Errorf("%s: %s", x.Command, x.Verdict)
		}
	}
}
