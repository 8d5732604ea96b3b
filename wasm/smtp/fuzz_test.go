package smtp_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/smtp"
	"poplab/wasm/transcript"
)

// FuzzSession sends any octets. Whatever they are, each line outside of mail gets
// one reply and each lone dot behind mail too, cutting the octets elsewhere changes
// none, the mail that is accepted is what was sent, and a transcript that reads the
// wire only sees the same commands answered.
func FuzzSession(f *testing.F) {
	for _, d := range dialogues(f) {
		if sent := d.sent(); len(sent) < 1<<16 {
			f.Add([]byte(sent), uint8(len(d.name)))
		}
	}
	f.Add([]byte("\x18\x03\x00\n"), uint8(0))
	f.Fuzz(func(t *testing.T, octets []byte, cut uint8) {
		whole := newPeer()
		whole.send(string(octets))
		pieces := newPeer()
		for piece := range slices.Chunk(octets, int(cut)+1) {
			pieces.send(string(piece))
		}
		if got, want := pieces.heard.String(), whole.heard.String(); got != want {
			t.Errorf("in pieces of %d the replies are %q, at once %q", int(cut)+1, got, want)
		}
		if !slices.Equal(pieces.accepted, whole.accepted) {
			t.Errorf("in pieces %q was accepted, at once %q", pieces.accepted, whole.accepted)
		}
		checkReplies(t, octets)
	})
}

// checkReplies sends octets line by line, and holds what is heard to a model.
func checkReplies(t *testing.T, octets []byte) {
	var want model
	var tr transcript.Transcript
	tr.OpenAs("dewey", transcript.SMTP)
	s := smtp.NewSession(smtp.Config{
		Host:  "dewey.example",
		Knows: func(string) bool { return true },
		Accept: func(_ string, _ []string, message []byte) (string, bool) {
			if !bytes.Equal(message, want.mail) {
				t.Errorf("accepted %q, sent was %q", message, want.mail)
			}
			return "1", true
		},
	})
	tr.Server(s.Greeting())
	over := false
	for line := range bytes.Lines(octets) {
		due := !over && line[len(line)-1] == '\n' && want.due(line, s.InData())
		replies := 0
		tr.Client(line)
		s.Feed(line, func(reply []byte, last bool) {
			replies++
			over = last
			tr.Server(reply)
			checkForm(t, reply)
		})
		if due != (replies == 1) || replies > 1 {
			t.Fatalf("%d replies to %q", replies, line)
		}
	}
	if !likeTLS.Match(octets) {
		checkTranscript(t, &tr, over)
	}
}

// likeTLS is how a record of TLS begins. A transcript takes the client of such a session
// for one that speaks TLS, and reads no commands there.
var likeTLS = regexp.MustCompile(`^[\x14-\x18]\x03[\x00-\x04]`)

// model is what the text of a message should be.
type model struct {
	mail  []byte
	loose bool // the line before had no CR
}

// due says whether a line must be answered, and keeps those of mail.
func (m *model) due(line []byte, inData bool) bool {
	if !inData {
		m.mail, m.loose = nil, false
		return true
	}
	if string(line) == ".\r\n" && !m.loose {
		return true
	}
	m.loose = !bytes.HasSuffix(line, []byte("\r\n"))
	m.mail = append(m.mail, bytes.TrimPrefix(line, []byte("."))...)
	return false
}

// checkForm holds a reply to the grammar of RFC 5321 section 4.2.
func checkForm(t *testing.T, reply []byte) {
	text := string(reply)
	for text != "" {
		line, rest, found := strings.Cut(text, "\r\n")
		if !found || len(line) < 4 || len(line) > 510 || line[:3] != string(reply[:3]) || (line[3] == '-') != (rest != "") {
			t.Fatalf("no reply: %q", reply)
		}
		text = rest
	}
}

// checkTranscript: all commands but those behind QUIT have an answer.
func checkTranscript(t *testing.T, tr *transcript.Transcript, over bool) {
	quit := false
	for i, x := range tr.Exchanges {
		ended := x.Request < 0 || tr.Entries[x.Request].End() != ""
		if ended && !quit && x.Outcome == transcript.Pending {
			t.Fatalf("exchange %d has no answer: %+v", i, x)
		}
		quit = quit || x.Keyword == "QUIT" && x.Code == 221
	}
	for _, e := range tr.Entries {
		if e.Kind == transcript.Stray {
			t.Fatalf("nobody asked for %q", e.Octets)
		}
	}
	if quit != over {
		t.Errorf("QUIT answered: %v, connection closed: %v", quit, over)
	}
}

// sent is all that the client of a dialogue sends.
func (d *dialogue) sent() string {
	var sent strings.Builder
	collect := func(_ *peer, octets string) { sent.WriteString(octets) }
	for _, line := range d.lines {
		if _, step, _ := strings.Cut(line, ": "); step[0] == 'C' {
			newPeer().step(step, collect)
		}
	}
	return sent.String()
}
