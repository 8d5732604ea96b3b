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
// "C" is the client's, one with "c" the client's without CR LF, one with "L" is said
// by the console. "O" and "X" open and close a connection, "M" opens one of SMTP, "T" begins TLS inside
// it, "E" ends a reply, "G" loses as many octets of the server as the line has, "g"
// of the client, "W" lets half a minute pass for each of its octets. "R" and "r" are records of TLS, of
// client and server, their type behind the letter. Every other line is the server's.
func FuzzNext(f *testing.F) {
	f.Add([]byte("S+OK\nCPASS x\nS+OK\nCRETR 1\nS+OK\nS\r\r\nS.\r\nS."))
	f.Add([]byte("S+OK <1@x>\nCSTLS\nCUSER a\nS+OK\nT\nCCAPA\nS+OK\nSSTLS\nS.\nX\nOx\nS+OK\nCCAPA\nS+OK\nS.\n"))
	f.Add([]byte("Ox\nR\x16\x01\x00\x00)\x03\x03\nr\x16\x02\nR\x14\x01\nr\x15\x02\x30\nR\x17abc\nr\x17abc\nr\x15abc\nc\x17\x03\x03\x00\nX\n"))
	f.Add([]byte("S+OK\nCAPOP a b\nS+OK\nCLIST\nS+OK\nS1 120\r\nG12\nS2 1\r\nS.\r\ng\nCTR 1\nS+OK\nSa: b\nG\nS\r\nE\nCSTAT\nW\nX\n"))
	f.Add([]byte("C\xff\xf4\xff\xfd\x06STAT\ncST\nc\xff\xfbAT\nC\xff\xfa\x01\xff\xf0NOOP\n"))
	plain := strings.NewReplacer("C: ", "C", "S: ", "S", "\nsmtp ", "\nM")
	for _, script := range scripts(f) {
		f.Add([]byte(plain.Replace(strings.Join(script, "\n"))))
	}
	german := readFile(f, "notes.de.txt")
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
		var inGerman Annotator
		for ; inGerman.done < len(step.Entries); inGerman.done++ {
			checkNote(t, step, inGerman.done, german.note(inGerman.remark(step, inGerman.done)))
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
	case 'c':
		tr.Client([]byte(strings.TrimSuffix(line[1:], "\n")))
	case 'L':
		tr.Say(transcript.Topic(len(line)%(int(transcript.Topics))), line[1:])
	case 'T':
		tr.Secure(line[1:])
	case 'E':
		tr.EndReply()
	case 'G':
		tr.Skip(transcript.Server, max(0, len(line)-2))
	case 'g':
		tr.Skip(transcript.Client, max(0, len(line)-2))
	case 'W':
		tr.Now += int64(len(line)) * 30e6
	case 'R':
		tr.Client(recordOf(line[1:]))
	case 'r':
		tr.Server(recordOf(line[1:]))
	case 'O':
		tr.Open(line[1:])
	case 'M':
		tr.OpenAs(line[1:], transcript.SMTP)
	case 'X':
		tr.Close()
	default:
		tr.Server([]byte(line[1:]))
	}
}

// recordOf is a record of TLS whose type is the first octet.
func recordOf(line string) []byte {
	kind, body := byte(dataRecord), ""
	if line != "" {
		kind, body = line[0], line[1:]
	}
	return append([]byte{kind, 3, 3, byte(len(body) >> 8), byte(len(body))}, body...)
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
