package mailbox

import (
	"bytes"
	"hash/crc32"
	"hash/fnv"
	"strconv"
	"testing"
	"time"
)

func TestSamples(t *testing.T) {
	for name, size := range map[string]int{"m1": 120, "m2": 200, "m3": 116, "dots": 118} {
		m, ok := Sample(name)
		if !ok || m.Size() != size || !isUID(m.UID) {
			t.Errorf("Sample(%q) = %q of %d octets, %v; want %d octets", name, m.UID, m.Size(), ok, size)
		}
	}
	if _, ok := Sample("m9"); ok {
		t.Error("there is no m9")
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	spec := Spec{Seed: "letters of Ann", Messages: 6, Min: 400, Max: 40000}
	first, second := Generate(spec), Generate(spec)
	spec.Seed = "letters of Bob"
	other := Generate(spec)
	if !equal(first, second) {
		t.Error("one seed gives two mailboxes")
	}
	if first.Word == other.Word || equal(first, other) {
		t.Error("two seeds give one mailbox")
	}
}

// TestGenerateNeverChanges holds the octets of one seed fast: marks that were
// given for a generated mailbox must stay explainable, natively and in the page.
func TestGenerateNeverChanges(t *testing.T) {
	g := Generate(Spec{Seed: "fixed", Messages: 6, Min: 400, Max: 40000})
	sum := crc32.NewIEEE()
	for _, m := range g.Messages {
		sum.Write([]byte(m.UID))
		sum.Write(m.Octets)
	}
	if got := sum.Sum32(); got != 0x452bad56 {
		t.Errorf("the octets of seed \"fixed\" changed: %#x", got)
	}
}

func equal(a, b Generated) bool {
	for i := range a.Messages {
		if a.Messages[i].UID != b.Messages[i].UID || !bytes.Equal(a.Messages[i].Octets, b.Messages[i].Octets) {
			return false
		}
	}
	return a.Word == b.Word
}

func TestGenerateKeepsItsPromises(t *testing.T) {
	for i := range 200 {
		spec := Spec{Seed: strconv.Itoa(i), Messages: 2 + i%9, Min: 400, Max: 6000 + 100*i}
		g := Generate(spec)
		if len(g.Messages) != spec.Messages {
			t.Fatalf("%d messages, want %d", len(g.Messages), spec.Messages)
		}
		small, large, holders := 0, 0, 0
		ids := make(map[string]bool)
		for _, m := range g.Messages {
			checkLetter(t, spec, m.Octets)
			ids[m.UID] = isUID(m.UID)
			holders += bytes.Count(m.Octets, []byte(g.Word))
			if bytes.Contains(m.Octets, []byte("\r\nThe word is "+g.Word+".\r\n")) != bytes.Contains(m.Octets, []byte(g.Word)) {
				t.Errorf("seed %q: %q does not stand on a line of its own", spec.Seed, g.Word)
			}
			if m.Size() < watershed {
				small++
			} else {
				large++
			}
		}
		if small == 0 || large == 0 || holders != 1 || len(ids) != spec.Messages {
			t.Errorf("seed %q: %d small, %d large, word in %d places, %d unique-ids", spec.Seed, small, large, holders, len(ids))
		}
	}
}

func checkLetter(t *testing.T, spec Spec, octets []byte) {
	t.Helper()
	if n := len(octets); n < spec.Min || n > spec.Max {
		t.Errorf("seed %q: %d octets, want %d to %d", spec.Seed, n, spec.Min, spec.Max)
	}
	if !bytes.Equal(octets, Normalise(octets)) {
		t.Errorf("seed %q: not normalised", spec.Seed)
	}
	for line := range bytes.Lines(octets) {
		if len(line) > lineWidth+len("\r\n") {
			t.Errorf("seed %q: line of %d octets: %q", spec.Seed, len(line), line)
		}
		if date, found := bytes.CutPrefix(line, []byte("Date: ")); found {
			checkDate(t, string(bytes.TrimSpace(date)))
		}
	}
}

// checkDate parses and prints: a wrong day of the week would not come back.
func checkDate(t *testing.T, date string) {
	t.Helper()
	const layout = "Mon, 2 Jan 2006 15:04:05 -0700"
	at, err := time.Parse(layout, date)
	if err != nil || at.Format(layout) != date {
		t.Errorf("date %q: %v, %s", date, err, at.Format(layout))
	}
}

func TestGenerateAtItsLimits(t *testing.T) {
	for size := smallest; size < smallest+200; size++ {
		for _, m := range Generate(Spec{Seed: "edge", Messages: 3, Min: size, Max: size}).Messages {
			if m.Size() != size {
				t.Errorf("%d octets, want exactly %d", m.Size(), size)
			}
		}
	}
	if n := len(Generate(Spec{Seed: "none"}).Messages); n != 0 {
		t.Errorf("%d messages, want none", n)
	}
	if n := Generate(Spec{Seed: "tiny", Messages: 1, Min: 1, Max: 2}).Messages[0].Size(); n != smallest {
		t.Errorf("%d octets, want %d", n, smallest)
	}
}

func TestHash(t *testing.T) {
	h := fnv.New64a()
	h.Write([]byte("poplab"))
	if got, want := hash("poplab"), h.Sum64(); got != want {
		t.Errorf("hash = %x, want %x", got, want)
	}
}
