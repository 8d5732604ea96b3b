package pop3_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// FuzzSession sends any octets. Whatever they are, each LF before the end gets one
// reply, cutting the octets elsewhere changes none, the states come in their order,
// and a maildrop loses messages in UPDATE only.
func FuzzSession(f *testing.F) {
	for _, lines := range clientLines(f) {
		f.Add([]byte(lines), uint8(len(lines)))
	}
	f.Fuzz(func(t *testing.T, octets []byte, cut uint8) {
		whole, drop := newDrop(), newDrop()
		replies, state := converse(t, whole, octets, len(octets)+1)
		again, _ := converse(t, drop, octets, int(cut)+1)
		if replies != again {
			t.Errorf("in pieces of %d the replies are %q, at once %q", int(cut)+1, again, replies)
		}
		if len(whole.Messages()) < 2 && state != pop3.Update {
			t.Errorf("messages were removed in the state %v", state)
		}
		if whole.Locked() {
			t.Error("the lock is still held after the end")
		}
	})
}

func newDrop() *mailbox.Maildrop {
	m1, _ := mailbox.Sample("m1")
	dots, _ := mailbox.Sample("dots")
	return mailbox.NewMaildrop(m1, dots)
}

// converse feeds octets in pieces, drops the connection, and gives what was
// written and the last state.
func converse(t *testing.T, d *mailbox.Maildrop, octets []byte, piece int) (string, pop3.State) {
	s := pop3.NewSession(pop3.Config{Timestamp: "<1.2@x>", Accounts: mailbox.NewAccounts(
		mailbox.Account{Name: "alice", Password: "secret", Secret: "tanstaaf", Maildrop: d})})
	var out strings.Builder
	replies, closed, state := 0, false, s.State()
	emit := func(r pop3.Reply) {
		if closed || s.State() < state {
			t.Errorf("a reply after the end, or from %v back to %v", state, s.State())
		}
		replies, closed, state = replies+1, r.Close, s.State()
		r.WriteTo(&out)
	}
	for rest := octets; len(rest) > 0; rest = rest[min(piece, len(rest)):] {
		s.Feed(rest[:min(piece, len(rest))], emit)
	}
	if want := bytes.Count(octets, []byte("\n")); replies != want && !closed || replies > want {
		t.Errorf("%d replies to %d lines", replies, want)
	}
	s.Drop()
	return out.String(), state
}

// clientLines are what the client sends in each file of testdata.
func clientLines(f *testing.F) []string {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatalf("no dialogues in testdata: %v", err)
	}
	var all []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for c := range strings.SplitSeq(string(text), "\n== ") {
			var lines strings.Builder
			for line := range strings.Lines(c) {
				if sent, found := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "C: "); found {
					lines.WriteString(sent + "\r\n")
				} else if strings.HasPrefix(line, "login ") {
					lines.WriteString("USER alice\r\nPASS secret\r\n")
				}
			}
			all = append(all, lines.String())
		}
	}
	return all
}
