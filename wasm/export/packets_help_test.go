package export

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// recorded plays a file of sessions as the tests of package annotate keep them.
func recorded(t testing.TB, name string) *Session {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "annotate", "testdata", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return played(t, string(text))
}

// topicOf finds a topic by its name; others are those of no program that we know.
func topicOf(name string) transcript.Topic {
	for topic := transcript.NoTopic; topic < transcript.Topics; topic++ {
		if topic.String() == name {
			return topic
		}
	}
	return transcript.NoTopic
}

// played is the session of a script. Beside what the files of package annotate have,
// "tls" begins TLS, and "at" sets the clock, in milliseconds.
func played(t testing.TB, script string) *Session {
	t.Helper()
	tr := new(transcript.Transcript)
	for line := range strings.Lines(script) {
		verb, text, _ := strings.Cut(strings.TrimSuffix(strings.TrimLeft(line, "\t"), "\n"), " ")
		switch verb {
		case "--":
			tr.Open(text)
		case "smtp":
			tr.OpenAs(text, transcript.SMTP)
		case "close":
			tr.Close()
		case "tls":
			tr.Secure("TLS begins.")
		case "at":
			milli, _ := strconv.ParseInt(text, 10, 64)
			tr.Now = milli * 1000
		case "C:":
			tr.Client(octets(t, text))
		case "S:":
			tr.Server(octets(t, text))
		case "L":
			topic, words, _ := strings.Cut(text, ": ")
			tr.Say(topicOf(topic), words)
		}
	}
	return sessionOf(tr, false)
}

// octets are those of a scripted line.
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
