package annotate

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"poplab/wasm/transcript"
)

// scripts are the golden sessions without their notes.
func scripts(t testing.TB) map[string][]string {
	all := map[string][]string{}
	for _, file := range golden(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if !strings.HasPrefix(line, notePrefix) {
				all[file] = append(all[file], strings.TrimSuffix(line, "\n"))
			}
		}
	}
	return all
}

// FuzzNext feeds any octets to both sides. In the input a line that begins with
// "C" is the client's, one with "L" is said by the console, "O" and "X" open and
// close a connection, and every other line is the server's.
func FuzzNext(f *testing.F) {
	for _, script := range scripts(f) {
		f.Add([]byte(strings.ReplaceAll(strings.ReplaceAll(strings.Join(script, "\n"), "C: ", "C"), "S: ", "S")))
	}
	f.Add([]byte("S+OK\nCPASS x\nS+OK\nCRETR 1\nS+OK\nS\r\r\nS.\r\nS."))
	f.Fuzz(func(t *testing.T, script []byte) {
		step := new(transcript.Transcript)
		var a, masked Annotator
		masked.Masked = true
		var stepwise []Note
		for line := range strings.Lines(string(script)) {
			play(step, line)
			stepwise = append(stepwise, a.Next(step)...)
		}
		step.Close()
		stepwise = append(stepwise, a.Next(step)...)
		if len(stepwise) != len(step.Entries) {
			t.Fatalf("%d notes for %d entries", len(stepwise), len(step.Entries))
		}
		for i, n := range slices.Concat(stepwise, masked.Next(step)) {
			checkNote(t, step, i%len(step.Entries), n)
		}
		var whole Annotator
		if !slices.Equal(whole.Next(step), stepwise) {
			t.Error("the notes depend on how often Next is called")
		}
	})
}

func play(tr *transcript.Transcript, line string) {
	switch line[0] {
	case 'C':
		tr.Client([]byte(strings.TrimSuffix(line[1:], "\n") + "\r\n"))
	case 'L':
		tr.Say(transcript.Topic(len(line)%13), line[1:])
	case 'O':
		tr.Open(line[1:])
	case 'X':
		tr.Close()
	default:
		tr.Server([]byte(line[1:]))
	}
}

func checkNote(t *testing.T, tr *transcript.Transcript, entry int, n Note) {
	t.Helper()
	line, length := tr.Text(entry), utf8.RuneCountInString(n.Text)
	if length == 0 || length > longestNote || !utf8.ValidString(n.Text) || strings.ContainsAny(n.Text, "\r\n\t") {
		t.Errorf("line %q has the note (%d characters) %q", line, length, n.Text)
	}
	if strings.ContainsAny(n.Text, "{}") && !slices.ContainsFunc(tr.Entries[:entry+1], hasBraces) {
		t.Errorf("line %q has an argument that was not filled in: %q", line, n.Text)
	}
	if !cites(n.RFC) {
		t.Errorf("line %q cites %q", line, n.RFC)
	}
}

// hasBraces says whether a note may quote braces from a line, as it is or out of
// the base64 in it.
func hasBraces(e transcript.Entry) bool {
	for _, word := range strings.Fields(string(e.Octets)) {
		octets, _ := transcript.DecodeBase64(word)
		if strings.ContainsAny(string(octets), "{}") {
			return true
		}
	}
	return strings.ContainsAny(string(e.Octets), "{}")
}

// Every text of the table stands under some line of the golden sessions, where
// somebody has read it in its place.
func TestEveryNoteIsSeen(t *testing.T) {
	var seen [keys]bool
	for file, script := range scripts(t) {
		var tr transcript.Transcript
		a := Annotator{Masked: isMasked(file)}
		for _, line := range script {
			step(t, &tr, line)
			for ; a.done < len(tr.Entries); a.done++ {
				r := a.remark(&tr, a.done)
				seen[r.key], seen[r.aside] = true, true
			}
		}
	}
	for k := nothing + 1; k < keys; k++ {
		if !seen[k] {
			t.Errorf("no golden session shows: %s", spoken[k])
		}
	}
}
