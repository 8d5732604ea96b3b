package main

import (
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

// What real clients say is told in notes and lessons, so it is kept: the files
// of this directory are their sessions, in the form that the tests of wasm/annotate
// play and annotate. Run the tests of clients with -record to write them anew,
// then those of wasm/annotate with -update, and read every difference.
const recordings = "../wasm/annotate/testdata/clients"

var record = flag.Bool("record", false, "write the sessions of real clients into "+recordings)

// compare holds the sessions of a client to the file of that name. The lines of
// the file that are notes belong to another test.
func compare(t *testing.T, name string, sessions []*recording, secret string) {
	t.Helper()
	var got strings.Builder
	got.WriteString("# What a real client said: " + name + "\n")
	for _, r := range sessions {
		got.WriteString("-- poplab\n" + steady(r.script(), secret) + "close\n")
	}
	file := filepath.Join(recordings, name+".txt")
	if *record {
		writeFile(t, file, got.String())
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if bySide(got.String()) != bySide(string(kept)) {
		t.Errorf("the session of %s is another than in %s:\n%s", name, file, got.String())
	}
}

// bySide puts what the client said before what the server said, connection by
// connection, and leaves notes out. Where a client sends commands without waiting,
// nobody can tell what comes first on the wire.
func bySide(script string) string {
	var all, server strings.Builder
	for line := range strings.Lines(script) {
		switch {
		case strings.HasPrefix(line, "S:"):
			server.WriteString(line)
		case strings.HasPrefix(line, "    "):
		case line == "close\n":
			all.WriteString(server.String() + line)
			server.Reset()
		default:
			all.WriteString(line)
		}
	}
	return all.String()
}

// script is the session line by line, in the order in which the lines ended.
func (r *recording) script() string {
	var b strings.Builder
	begun := map[byte]string{} // lines without their end
	for _, p := range r.pieces {
		text := begun[p.from] + p.octets
		for line, rest, found := strings.Cut(text, "\n"); found; line, rest, found = strings.Cut(text, "\n") {
			b.WriteString(string(p.from) + ": " + escape(line+"\n") + "\n")
			text = rest
		}
		begun[p.from] = text
	}
	for _, side := range []byte("CS") {
		if begun[side] != "" {
			b.WriteString(string(side) + ": " + escape(begun[side]) + "\n")
		}
	}
	return b.String()
}

// escape writes a line with its end as the test data of wasm/annotate have it.
func escape(line string) string {
	end := `\CUT`
	if text, found := strings.CutSuffix(line, "\r\n"); found {
		line, end = text, ""
	} else if text, found := strings.CutSuffix(line, "\n"); found {
		line, end = text, `\LF`
	}
	quoted := strconv.QuoteToASCII(line)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`) + end
}

const steadyStamp = "<1896.697170952@poplab.localhost>"

var (
	stamp     = regexp.MustCompile(`<[^<>@ ]+@[^<>@ ]+>`)
	challenge = regexp.MustCompile(`(?m)^S: \+ (\S+)\nC: (\S+)$`)
	digest    = regexp.MustCompile(`(?m)^C: APOP (\S+) [0-9a-f]{32}$`)
)

// steady puts the same values into every recording where a server must never give
// the same twice: the timestamp, and what is made of it with the secret.
func steady(script, secret string) string {
	script = stamp.ReplaceAllString(script, steadyStamp)
	script = digest.ReplaceAllString(script, "C: APOP $1 "+pop3.Digest(steadyStamp, secret))
	return challenge.ReplaceAllStringFunc(script, func(lines string) string {
		found := challenge.FindStringSubmatch(lines)
		asked, _ := base64.StdEncoding.DecodeString(found[1])
		answer, _ := base64.StdEncoding.DecodeString(found[2])
		name, _, _ := strings.Cut(string(answer), " ")
		if !stamp.Match(asked) {
			return lines
		}
		return "S: + " + encode(steadyStamp) + "\nC: " + encode(cramAnswer(name, steadyStamp, secret))
	})
}

func encode(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
