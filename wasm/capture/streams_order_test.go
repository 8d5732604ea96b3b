package capture

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

func TestWrittenSessionsAreRead(t *testing.T) {
	for _, name := range dialogues {
		want := golden(t, name)
		got := readAll(t, packets(t, want))
		if wire(got) != wire(want) {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", name, wire(got), wire(want))
		}
	}
}

// However segments are cut, doubled and shuffled, and whatever the numbers are that
// they begin with, the session is the same.
func TestAnyOrder(t *testing.T) {
	type session struct {
		name     string
		segments []pcap.Segment
		want     string
	}
	var all []session
	for _, name := range dialogues {
		tr := golden(t, name)
		all = append(all, session{name, packets(t, tr), wire(tr)})
	}
	rapid.Check(t, func(t *rapid.T) {
		s := all[rapid.IntRange(0, len(all)-1).Draw(t, "session")]
		segments := disturbed(t, s.segments)
		log, err := Read(pcap.AppendPcap(nil, segments))
		if err != nil {
			t.Fatal(err)
		}
		if got := wire(log.Transcript); got != s.want {
			t.Fatalf("%s:\ngot\n%s\nwant\n%s", s.name, got, s.want)
		}
	})
}

// disturbed does to segments what networks do.
func disturbed(t *rapid.T, segments []pcap.Segment) []pcap.Segment {
	shift := map[uint16]uint32{} // by port
	for _, s := range segments {
		if _, ok := shift[s.From.Port]; !ok {
			shift[s.From.Port] = rapid.Uint32().Draw(t, "shift")
		}
	}
	var out []pcap.Segment
	for _, s := range segments {
		s.Seq += shift[s.From.Port]
		if s.Flags&pcap.ACK != 0 {
			s.Ack += shift[s.To.Port]
		}
		for len(s.Payload) > 1 && rapid.IntRange(0, 3).Draw(t, "cut") == 0 {
			n := rapid.IntRange(1, len(s.Payload)-1).Draw(t, "at")
			head := s
			head.Payload = s.Payload[:rapid.IntRange(n, len(s.Payload)).Draw(t, "overlap")]
			out = append(out, head)
			s.Payload, s.Seq = s.Payload[n:], s.Seq+uint32(n)
		}
		out = append(out, s)
		if rapid.IntRange(0, 3).Draw(t, "again") == 0 {
			out = append(out, s)
		}
	}
	return shuffled(t, out)
}

// shuffled puts the segments of each connection into another order: either the file has
// them so, and their times are right, or they came so.
func shuffled(t *rapid.T, segments []pcap.Segment) []pcap.Segment {
	out := rapid.Permutation(segments).Draw(t, "order")
	places := map[uint16][]int{} // of each connection, by its port
	for i, s := range segments {
		port := clientPort(&s)
		places[port] = append(places[port], i)
	}
	sorted := make([]pcap.Segment, len(out))
	came := rapid.Bool().Draw(t, "came so")
	for _, s := range out {
		port := clientPort(&s)
		i := places[port][0]
		places[port] = places[port][1:]
		if came {
			s.Time = segments[i].Time
		}
		sorted[i] = s
	}
	return sorted
}

func clientPort(s *pcap.Segment) uint16 { return max(s.From.Port, s.To.Port) }

// A capture may begin with any reply; what follows it tells that it is no greeting.
func TestLaterBeginning(t *testing.T) {
	segments := packets(t, script(ordinary...))
	for i, s := range segments {
		if s.From.Port != 110 || len(s.Payload) == 0 {
			continue
		}
		text, _, _ := strings.Cut(string(s.Payload), "\r\n")
		first := readAll(t, segments[i:]).Entries[0]
		want := text != "+OK dewey ready" && text != "+OK bye" // of which nobody can tell
		if got := first.Topic == transcript.Gap; got != want {
			t.Errorf("from %q on: the session begins with %q", text, first.Octets)
		}
	}
}

func TestLostSegments(t *testing.T) {
	tests := []struct{ lost, want string }{
		{"STAT", "Missing here: 6 octets of the client.\n"},
		{"+OK 1 8", "Missing here: 9 octets of the server.\n"},
		{"A: b", "Missing here: 11 octets of the server.\n"},
		{"QUIT", "Missing here: 6 octets of the client.\n"},
		{"+OK bye", "Missing here: 9 octets of the server.\n"},
	}
	for _, test := range tests {
		segments := without(packets(t, script(ordinary...)), test.lost)
		got := readAll(t, segments)
		want := "Connected to 192.0.2.1, port 110.\n" + test.want + "Connection closed by the server.\n"
		if local(got) != want {
			t.Errorf("%s: got\n%s", test.lost, local(got))
		}
		if got, want := strings.Count(wire(got), "\n"), len(ordinary); test.lost != "A: b" && got != want-1 {
			t.Errorf("%s: %d lines", test.lost, got)
		}
	}
}

// A gap stands where the octets are missing: between what was sent before and what
// answers it.
func TestPlaceOfGaps(t *testing.T) {
	got := readAll(t, without(packets(t, script(ordinary...)), "STAT"))
	var list []string
	for i := range got.Entries {
		list = append(list, got.Text(i))
	}
	at := slices.Index(list, "Missing here: 6 octets of the client.")
	if at < 1 || list[at-1] != "+OK" || list[at+1] != "+OK 1 8" {
		t.Errorf("got %q", list)
	}
}

// Where only one direction was captured, the other is known by what was acknowledged.
func TestOneDirection(t *testing.T) {
	segments := slices.DeleteFunc(packets(t, script(ordinary...)), func(s pcap.Segment) bool { return s.To.Port == 110 })
	got := readAll(t, segments)
	if n := strings.Count(local(got), "of the client"); n != 5 || strings.Contains(local(got), "of the server") {
		t.Errorf("got\n%s", local(got))
	}
	if got := strings.Count(wire(got), " S "); got != 9 {
		t.Errorf("%d lines of the server", got)
	}
}

// A capture may keep the beginning of each packet only.
func TestSnappedPackets(t *testing.T) {
	file := pcap.AppendPcap(nil, packets(t, script(ordinary...)))
	const kept = 14 + 20 + 20 + 4
	var cut []byte
	cut, rest := append(cut, file[:24]...), file[24:]
	for len(rest) > 0 {
		size := int(rest[8]) // all are short
		header := slices.Clone(rest[:16])
		header[8] = byte(min(size, kept))
		cut = append(append(cut, header...), rest[16:16+min(size, kept)]...)
		rest = rest[16+size:]
	}
	log, err := Read(cut)
	if err != nil {
		t.Fatal(err)
	}
	if got := local(log.Transcript); !strings.Contains(got, "Missing here: 13 octets of the server.\n") || strings.Count(got, "Missing") != 12 {
		t.Errorf("got\n%s", got)
	}
}

// A capture that begins within a session does not know the greeting, and that it
// ends without FIN is told.
func TestWithin(t *testing.T) {
	all := packets(t, script(ordinary...))
	from := slices.IndexFunc(all, func(s pcap.Segment) bool { return string(s.Payload) == "STAT\r\n" })
	to := slices.IndexFunc(all, func(s pcap.Segment) bool { return string(s.Payload) == "QUIT\r\n" })
	got := readAll(t, all[from:to])
	want := "Missing here: some octets of the server.\nThe capture ends here; nobody had closed the connection.\n"
	if local(got) != want {
		t.Errorf("got %s", local(got))
	}
	if x := got.Exchanges[0]; x.Keyword != "STAT" || x.Outcome != transcript.OK || got.Text(x.Status) != "+OK 1 8" {
		t.Errorf("got %+v in\n%s", x, wire(got))
	}
}
