package transcript

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAnyOctets feeds two transcripts with the same sessions, made up by rapid: one
// in whole pieces, one cut anywhere. Whatever is said, nothing is lost, the counts
// are true, and where the octets were cut does not matter.
func TestAnyOctets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &feeder{sent: map[place][]byte{}}
		for _, s := range slices.Concat(rapid.SliceOf(rapid.Custom(anyScene)).Draw(t, "scenes")...) {
			f.step(s)
		}
		f.whole.Close()
		f.cut.Close()
		f.sameEntries(t)
		f.nothingLost(t)
		counts(t, &f.whole)
		references(t, &f.whole)
	})
}

// step is one thing that happens to a transcript.
type step struct {
	does   string // "client", "server", or the name of another method
	octets string
	cuts   []int // how many octets the pieces have, in turn
	later  int64 // microseconds since the step before
}

func anyStep(t *rapid.T) step {
	return step{
		does: rapid.SampledFrom(doings).Draw(t, "does"),
		octets: rapid.OneOf(
			rapid.SampledFrom(vocabulary),
			rapid.Map(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 2, 6), func(all []string) string { return strings.Join(all, "") }),
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(octets []byte) string { return string(octets) }),
		).Draw(t, "octets"),
		cuts:  rapid.SliceOfN(rapid.IntRange(1, 7), 1, 5).Draw(t, "cuts"),
		later: rapid.Int64Range(0, 3).Draw(t, "later"),
	}
}

// anyScene is what may happen in an orderly session, or anything else. Now and then
// a line of it is left out, and something else happens in its place.
func anyScene(t *rapid.T) []step {
	if rapid.Bool().Draw(t, "disorderly") {
		return []step{anyStep(t)}
	}
	var steps []step
	for line := range strings.Lines(rapid.SampledFrom(scenes).Draw(t, "scene")) {
		s := anyStep(t)
		if rapid.IntRange(0, 9).Draw(t, "fate") > 0 {
			s.does = map[byte]string{'C': "client", 'S': "server", 'M': "openSMTP"}[line[0]]
			s.octets = strings.TrimSuffix(line[3:], "\n") + "\r\n"
		}
		steps = append(steps, s)
	}
	return steps
}

var scenes = []string{
	"S: +OK <1.2@dewey>\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\n",
	"C: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: .\n",
	"C: RETR 1\nS: +OK\nS: A: b\nS:  c\nS: \nS: ..\nS: +OK\nS: .\n",
	"C: RETR 1\nC: TOP 1 0\nC: NOOP\nS: +OK\nS: A: b\nS: \nS: .\nS: +OK\nS: A: b\nS: .\nS: +OK\n",
	"C: CAPA\nC: UIDL\nS: +OK\nS: TOP\nS: .\nS: +OK\nS: 1 a\nS: .\n",
	"C: AUTH PLAIN\nS: + \nC: AGFsaWNl\nS: +OK\n",
	"C: AUTH PLAIN\nC: AGFsaWNl\nC: QUIT\nS: -ERR\nS: -ERR\nS: +OK\n",
	"M:  \nS: 220 dewey\nC: EHLO pc\nS: 250-dewey\nS: 250 SIZE 9\n",
	"C: MAIL FROM:<a@b>\nS: 250 OK\nC: RCPT TO:<c@d>\nS: 250 OK\nC: DATA\nS: 354 go\nC: A: b\nC: \nC: ..\nC: .\nS: 250 OK\n",
	"C: MAIL FROM:<a@b>\nC: DATA\nC: A: b\nC: .\nC: QUIT\nS: 250 OK\nS: 554 no\nS: 500 no\nS: 500 no\nS: 221 bye\n",
	"C: STLS\nS: +OK\nC: \x16\x03\x01\x00\x08abcdef\nS: \x16\x03\x03\x00\x02\nS: \x17\x03\x03\x00\x03a\n",
}

// doings are what may happen, the most frequent several times.
var doings = slices.Concat(
	slices.Repeat([]string{"client"}, 12), slices.Repeat([]string{"server"}, 16),
	[]string{"say", "open", "openSMTP", "close", "secure", "endReply", "skipServer", "skipClient"},
)

var vocabulary = []string{
	"+OK\r\n", "+OK <1.2@dewey>\r\n", "-ERR no\r\n", "+ \r\n", ".\r\n", "\r\n", "\n", "\r", "..\r\n", ".. a\r\n", "+ok\n",
	"RETR 1\r\n", "LIST\r\n", "LIST 1\r\n", "TOP 1 0\r\n", "UIDL\r\n", "CAPA\r\n", "STLS\r\n", "QUIT\r\n", "NOOP\r\n",
	"AUTH PLAIN\r\n", "AUTH\r\n", "AGFsaWNl\r\n", "*\r\n", "USER a\r\n", "PASS  b\r\n", "STAT\x00\r\n",
	"1 120\r\n", "A: b\r\n", " folded\r\n", "421 bye\r\n", "+OK", "RE", "TR 1\r\n",
	"DATA\r\n", "354 go\r\n", "250-a\r\n", "250 b\r\n", "220-a\r\n", "220 b\r\n", "503 no\r\n", "x\n.\r\n", ".\n",
	"\xff\xf4\xff\xfd\x06STAT\r\n", "\xff\xfb", "\xff\xfa\x18\x01\xff\xf0",
	"\x16\x03\x01\x00\x04abc\n", "\x17\x03\x03\x00\x00", "\x17\x03\x03\xff\xff", "\x16", "\x16\x03", "\x15\x03\x03\x00\x02\n",
	strings.Repeat("\n", 1000), strings.Repeat("x", maxPiece),
}

// feeder does to both transcripts the same, and keeps what was sent.
type feeder struct {
	whole, cut Transcript
	sessions   int
	sent       map[place][]byte
}

type place struct {
	session int
	side    Side
}

func (f *feeder) step(s step) {
	f.whole.Now += s.later
	f.cut.Now = f.whole.Now
	if f.sessions = max(f.sessions, opens(s)); s.does == "open" || s.does == "openSMTP" {
		f.sessions++
	}
	switch s.does {
	case "client":
		f.feed(Client, s)
	case "server":
		f.feed(Server, s)
	default:
		f.other(&f.whole, s)
		f.other(&f.cut, s)
	}
}

// opens is the number of the session that must be open after a step.
func opens(s step) int {
	switch s.does {
	case "client", "server":
		return min(len(s.octets), 1)
	case "secure", "skipServer", "skipClient":
		return 1
	}
	return 0
}

func (f *feeder) feed(side Side, s step) {
	at := place{f.sessions, side}
	f.sent[at] = append(f.sent[at], s.octets...)
	send := map[Side][2]func([]byte){
		Client: {f.whole.Client, f.cut.Client},
		Server: {f.whole.Server, f.cut.Server},
	}[side]
	send[0]([]byte(s.octets))
	rest := []byte(s.octets)
	for i := 0; len(rest) > 0; i++ {
		n := min(s.cuts[i%len(s.cuts)], len(rest))
		if len(rest) > 2000 {
			n = len(rest) - 2000 // so that long ones take no longer
		}
		piece := bytes.Clone(rest[:n])
		send[1](piece)
		clear(piece) // the caller may use it again
		rest = rest[n:]
	}
}

func (f *feeder) other(t *Transcript, s step) {
	switch s.does {
	case "say":
		t.Say(Typed, s.octets)
	case "open":
		t.Open("dewey")
	case "openSMTP":
		t.OpenAs("dewey", SMTP)
	case "close":
		t.Close()
	case "secure":
		t.Secure("TLS")
	case "endReply":
		t.EndReply()
	case "skipServer":
		t.Skip(Server, len(s.octets))
	case "skipClient":
		t.Skip(Client, len(s.octets))
	}
}

func (f *feeder) sameEntries(t *rapid.T) {
	for i, e := range f.whole.Entries {
		if i >= len(f.cut.Entries) || !reflect.DeepEqual(e, f.cut.Entries[i]) {
			t.Fatalf("entry %d\nwhole %v\ncut   %v", i, e, f.cut.Entries[min(i, len(f.cut.Entries)-1)])
		}
	}
	if len(f.cut.Entries) != len(f.whole.Entries) || !slices.Equal(f.whole.Exchanges, f.cut.Exchanges) {
		t.Fatalf("exchanges\nwhole %v\ncut   %v", f.whole.Exchanges, f.cut.Exchanges)
	}
}

func (f *feeder) nothingLost(t *rapid.T) {
	for session := range f.sessions + 1 {
		for _, side := range []Side{Client, Server} {
			if got, want := f.whole.Stream(session, side), f.sent[place{session, side}]; !bytes.Equal(got, want) {
				t.Fatalf("session %d, side %c:\ngot  %q\nwant %q", session, side, got, want)
			}
		}
	}
}

// counts checks Offset, Sum and Time of every entry.
func counts(t *rapid.T, tr *Transcript) {
	next := map[place]int{} // the offset of the next entry, but for what is missing before it
	sums := map[int]int{}   // by exchange
	now := int64(0)
	for i, e := range tr.Entries {
		if e.Time < now {
			t.Fatalf("entry %d: time %d after %d", i, e.Time, now)
		}
		now = e.Time
		if e.Side == Local {
			continue
		}
		at := place{e.Session, e.Side}
		missing := e.Offset - next[at]
		if missing < 0 || missing > 0 && !slices.ContainsFunc(tr.Entries[:i], isGap) {
			t.Fatalf("entry %d: offset %d, want %d", i, e.Offset, next[at])
		}
		next[at] = e.Offset + len(e.Octets)
		if e.Kind != Header && e.Kind != Separator && e.Kind != Text {
			if e.Sum != 0 {
				t.Fatalf("entry %d: %v with sum %d", i, e.Kind, e.Sum)
			}
			continue
		}
		if _, begun := sums[e.Exchange]; begun || tr.Exchanges[e.Exchange].Status >= 0 || e.Side == Client {
			sums[e.Exchange] += missing
		}
		if sums[e.Exchange] += len(Unstuff(e.Octets)); e.Sum != sums[e.Exchange] {
			t.Fatalf("entry %d %q: sum %d, want %d", i, e.Octets, e.Sum, sums[e.Exchange])
		}
	}
}

func isGap(e Entry) bool { return e.Topic == Gap }

// references checks that entries and exchanges know each other.
func references(t *rapid.T, tr *Transcript) {
	for i, x := range tr.Exchanges {
		for _, e := range []int{x.Request, x.Status, x.End} {
			// A line that was sent within AUTH or behind DATA, and became a command.
			early := e == x.Request && e >= 0 && (tr.Entries[e].Kind == Response || tr.Entries[e].Kind == Text)
			if e >= 0 && tr.Entries[e].Exchange != i && !early {
				t.Fatalf("exchange %d %+v has entry %d of exchange %d", i, x, e, tr.Entries[e].Exchange)
			}
		}
		cutGreeting := x.Request < 0 && x.Status < 0 && tr.Protocol(x.Session) == SMTP
		if !cutGreeting && x.Request < 0 != (x.Status >= 0 && tr.Entries[x.Status].Kind == Greeting) {
			t.Fatalf("exchange %d: %+v", i, x)
		}
		if x.Outcome == Pending || (x.Outcome == Unanswered) != (x.Status < 0) {
			t.Fatalf("exchange %d after the end: %+v", i, x)
		}
	}
	for i, e := range tr.Entries {
		if e.Exchange >= 0 && tr.Exchanges[e.Exchange].Session != e.Session {
			t.Fatalf("entry %d of session %d is in %+v", i, e.Session, tr.Exchanges[e.Exchange])
		}
		_ = fmt.Sprint(tr.Masked(i), tr.Text(i)) // must not panic
	}
}
