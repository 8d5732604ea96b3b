package capture

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

var update = flag.Bool("update", false, "write what the readers make of the logs and captures in testdata")

// retold is a transcript to be read by people: a line for each entry.
func retold(log Log) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", log.Format)
	session := 0
	for i, e := range log.Transcript.Entries {
		if e.Session != session {
			session = e.Session
			fmt.Fprintf(&b, "\n-- session %d\n", session)
		}
		kind := e.Kind.String()
		if e.Side == transcript.Local {
			kind = topics[e.Topic]
		}
		fmt.Fprintf(&b, "%c %-10s ", e.Side, kind)
		if e.Time != 0 {
			fmt.Fprintf(&b, "%d.%06d ", e.Time/1e6, e.Time%1e6)
		}
		if e.Kind == transcript.Sealed {
			fmt.Fprintf(&b, "%d octets\n", len(e.Octets))
			continue
		}
		fmt.Fprintf(&b, "%s", transcript.Visible(log.Transcript.Text(i)))
		if e.Side != transcript.Local && e.End() != "CRLF" {
			fmt.Fprintf(&b, " (ends with %q)", e.End())
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	for _, x := range log.Transcript.Exchanges {
		if x.End < 0 || x.Outcome == transcript.Unanswered {
			fmt.Fprintf(&b, "%s %s: its reply is not complete\n", x.Keyword, x.Arguments)
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

var topics = map[transcript.Topic]string{
	transcript.NoTopic: "none", transcript.Typed: "typed", transcript.Trying: "trying", transcript.Opened: "opened",
	transcript.Escape: "escape", transcript.UnknownHost: "unknown", transcript.Refused: "refused",
	transcript.ServerClosed: "closed", transcript.LearnerClosed: "left", transcript.Lost: "lost", transcript.Unfinished: "unfinished",
	transcript.TLSBegun: "tls", transcript.Gap: "gap", transcript.Logged: "logged",
}

// Logs of real programs, recorded, become the transcripts that people have read.
func TestLogs(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.log")
	captures, _ := filepath.Glob("testdata/packets-*.pcap*")
	if len(names) == 0 || len(captures) == 0 {
		t.Fatal("no logs in testdata")
	}
	for _, name := range append(names, captures...) {
		golden := strings.TrimSuffix(name, filepath.Ext(name)) + ".txt"
		t.Run(filepath.Base(golden), func(t *testing.T) {
			got := retold(read(t, name))
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func read(t *testing.T, name string) Log {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	log, err := Read(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return log
}
