package capture

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"poplab/wasm/annotate"
	"poplab/wasm/export"
	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

// golden plays the sessions of a file of package annotate.
func golden(t testing.TB, name string) *transcript.Transcript {
	t.Helper()
	text, err := os.ReadFile("../annotate/testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	tr := new(transcript.Transcript)
	for line := range strings.Lines(string(text)) {
		verb, words, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch verb {
		case "--":
			tr.Open(words)
		case "close":
			tr.Close()
		case "C:":
			tr.Client([]byte(words + "\r\n"))
		case "S:":
			tr.Server([]byte(words + "\r\n"))
		}
	}
	return tr
}

// packets are the segments of a transcript.
func packets(t testing.TB, tr *transcript.Transcript) []pcap.Segment {
	t.Helper()
	var a annotate.Annotator
	s := export.Session{Transcript: tr, Notes: a.Next(tr), Exchange: -1}
	file, err := s.Save("pcap")
	if err != nil {
		t.Fatal(err)
	}
	return pcap.Read(file.Octets).Segments
}

// wire are the lines that were on the wire, one after the other, with all that was
// found out about them.
func wire(tr *transcript.Transcript) string {
	var b strings.Builder
	for _, e := range tr.Entries {
		if e.Side != transcript.Local {
			fmt.Fprintf(&b, "%d %c %s %d %v %d %q\n", e.Session, e.Side, e.Kind, e.Exchange, e.State, e.Offset, e.Octets)
		}
	}
	return b.String()
}

// local are the lines that were not.
func local(tr *transcript.Transcript) string {
	var b strings.Builder
	for _, e := range tr.Entries {
		if e.Side == transcript.Local {
			b.Write(append(e.Octets, '\n'))
		}
	}
	return b.String()
}

func readAll(t testing.TB, segments []pcap.Segment) *transcript.Transcript {
	t.Helper()
	log, err := Read(pcap.AppendPcap(nil, segments))
	if err != nil {
		t.Fatal(err)
	}
	return log.Transcript
}

// dialogues are golden sessions that begin with a greeting and end with a whole line.
var dialogues = []string{
	"T1", "T2", "T3", "T4", "L1", "mail", "sasl", "qmail", "courier", "mistakes",
	"clients/mpop-delete", "clients/fetchmail-cram-md5", "clients/getmail-apop", "clients/curl-delete",
}

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

// script is a session of lines that begin with "C: " or "S: ".
func script(lines ...string) *transcript.Transcript {
	tr := new(transcript.Transcript)
	tr.Open("dewey")
	for _, line := range lines {
		if octets := []byte(line[3:] + "\r\n"); line[0] == 'C' {
			tr.Client(octets)
		} else {
			tr.Server(octets)
		}
	}
	tr.Close()
	return tr
}

var ordinary = []string{
	"S: +OK dewey ready", "C: USER mrose", "S: +OK", "C: PASS secret", "S: +OK", "C: STAT", "S: +OK 1 8",
	"C: RETR 1", "S: +OK 8 octets", "S: A: b", "S: ", "S: .", "C: QUIT", "S: +OK bye",
}

// without leaves out the segments whose payload begins like that.
func without(segments []pcap.Segment, begins ...string) []pcap.Segment {
	return slices.DeleteFunc(slices.Clone(segments), func(s pcap.Segment) bool {
		return slices.ContainsFunc(begins, func(b string) bool { return bytes.HasPrefix(s.Payload, []byte(b)) })
	})
}

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

// Both sides are known without a handshake, on any port, whoever is seen first.
func TestWhoIsTheServer(t *testing.T) {
	all := packets(t, script(ordinary...))[3:]
	for i := range all {
		for _, e := range []*pcap.Endpoint{&all[i].From, &all[i].To} {
			if e.Port == 110 {
				e.Port = 60000
			}
		}
	}
	for from := range 6 {
		got := readAll(t, all[from:])
		if got.Host != "192.0.2.1" || !strings.Contains(wire(got), "S status") || !strings.Contains(wire(got), "C request") {
			t.Errorf("from %d on: %s\n%s", from, got.Host, wire(got))
		}
	}
}

func TestEndings(t *testing.T) {
	all := packets(t, script(ordinary...))
	reset := func(port uint16) []pcap.Segment {
		list := without(all, "QUIT", "+OK bye")
		list = slices.DeleteFunc(list, func(s pcap.Segment) bool { return s.Flags&pcap.FIN != 0 })
		last := list[slices.IndexFunc(list, func(s pcap.Segment) bool { return s.From.Port == port && len(s.Payload) > 0 })]
		last.Flags, last.Payload, last.Time = pcap.RST, nil, 9e6
		return append(list, last)
	}
	hungUp := script(ordinary[:5]...)
	hungUp.Say(transcript.LearnerClosed, "")
	tests := map[string]struct {
		segments []pcap.Segment
		topic    transcript.Topic
	}{
		"Connection closed by the server.": {all, transcript.ServerClosed},
		"Connection closed by the client.": {packets(t, hungUp), transcript.LearnerClosed},
		"Connection reset by the server.":  {reset(110), transcript.Lost},
		"Connection reset by the client.":  {reset(49152), transcript.Lost},
	}
	for text, test := range tests {
		entries := readAll(t, test.segments).Entries
		if last := entries[len(entries)-1]; string(last.Octets) != text || last.Topic != test.topic {
			t.Errorf("got %q, want %q", last.Octets, text)
		}
	}
}

// Two connections between the same ends are two sessions.
func TestPortUsedAgain(t *testing.T) {
	first := packets(t, script(ordinary...))
	var again []pcap.Segment
	for _, s := range first {
		s.Time += 5e6
		s.Seq += 777_777
		if s.Flags&pcap.ACK != 0 {
			s.Ack += 777_777
		}
		again = append(again, s)
	}
	got := readAll(t, append(first, again...))
	if last := got.Exchanges[len(got.Exchanges)-1]; last.Session != 2 || last.Keyword != "QUIT" || last.Outcome != transcript.OK {
		t.Errorf("got %+v", last)
	}
}

func TestTimes(t *testing.T) {
	tr := new(transcript.Transcript)
	tr.Open("dewey")
	for i, line := range ordinary {
		tr.Now = 697170952_000000 + int64(i)*1_500_001
		if octets := []byte(line[3:] + "\r\n"); line[0] == 'C' {
			tr.Client(octets)
		} else {
			tr.Server(octets)
		}
	}
	got := readAll(t, packets(t, tr))
	var have, want []int64
	for _, e := range got.Entries {
		if e.Kind == transcript.Request {
			have = append(have, e.Time)
		}
	}
	for _, e := range tr.Entries {
		if e.Kind == transcript.Request {
			want = append(want, e.Time)
		}
	}
	if !slices.Equal(have, want) {
		t.Errorf("got  %d\nwant %d", have, want)
	}
}

// spoken is a connection to a port in which these were the first words.
func spoken(port uint16, client, server string) []pcap.Segment {
	a, b := pcap.IPv4(10, 0, 0, 1, 40000+port), pcap.IPv4(10, 0, 0, 2, port)
	return []pcap.Segment{
		{From: a, To: b, Seq: 1, Flags: pcap.SYN},
		{From: b, To: a, Seq: 5, Ack: 2, Flags: pcap.SYN | pcap.ACK},
		{From: b, To: a, Seq: 6, Ack: 2, Flags: pcap.ACK, Payload: []byte(server)},
		{From: a, To: b, Seq: 2, Ack: 6 + uint32(len(server)), Flags: pcap.ACK, Payload: []byte(client)},
	}
}

func TestCapturesWithoutPOP3(t *testing.T) {
	const some = "No TCP connection in it is POP3. Connections: "
	tests := []struct {
		segments []pcap.Segment
		want     string
	}{
		{nil, string(noTCP)},
		{spoken(25, "EHLO x\r\n", "220 mail ESMTP\r\n"), some + "1; ports: 25. " + string(IsSMTP)},
		{slices.Concat(spoken(143, "", "* OK IMAP4\r\n"), spoken(8080, "GET / HTTP/1.1\r\n", ""), spoken(143, "", "* OK IMAP4\r\n")),
			some + "2; ports: 143, 8080. " + string(IsIMAP)},
		{spoken(443, "\x16\x03\x01\x02\x00", ""), some + "1; ports: 443. What is inside TLS, nobody can read from outside."},
		{spoken(6379, "*1\r\n$4\r\nPING\r\n", "+OK\r\n"), some + "1; ports: 6379." + again},
		{spoken(110, "", ""), some + "1; ports: 110." + again},
	}
	for _, test := range tests {
		_, err := Read(pcap.AppendPcap(nil, test.segments))
		if problem, ok := err.(Problem); !ok || string(problem) != test.want {
			t.Errorf("got  %q\nwant %q", err, test.want)
		}
	}
	wireless := pcap.AppendPcap(nil, spoken(110, "", "+OK\r\n"))
	wireless[20] = 105
	if _, err := Read(wireless); err != noLink {
		t.Errorf("got %v", err)
	}
}

// Inside TLS nothing can be read, but the port tells what it is.
func TestTLSOfPOP3(t *testing.T) {
	hello := "\x16\x03\x01\x00\x05hello"
	for _, port := range []uint16{995, 1995} {
		got := readAll(t, spoken(port, hello, "\x16\x03\x03\x00\x02hi\x17\x03\x03\x00\x01x"))
		var kinds []string
		for _, e := range got.Entries {
			kinds = append(kinds, fmt.Sprintf("%c %s %d", e.Side, e.Kind, len(e.Octets)))
		}
		if got := strings.Join(kinds, ", "); !strings.Contains(got, "S sealed 7, S sealed 6, C sealed 10") {
			t.Errorf("port %d: got %s", port, got)
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := map[string][16]byte{
		"192.0.2.10":         pcap.IPv4(192, 0, 2, 10, 0).Address,
		"::":                 {},
		"::1":                {15: 1},
		"2001:db8::":         {0: 0x20, 1: 1, 2: 0x0d, 3: 0xb8},
		"2001:db8::1:0:ff":   {0: 0x20, 1: 1, 2: 0x0d, 3: 0xb8, 11: 1, 15: 0xff},
		"2001:db8::1:0:0:ff": {0: 0x20, 1: 1, 2: 0x0d, 3: 0xb8, 9: 1, 15: 0xff},
		"1:0:1001:1:1:1:1:1": {1: 1, 4: 0x10, 5: 1, 7: 1, 9: 1, 11: 1, 13: 1, 15: 1},
		"10:0:1:1:1:1:1:1":   {1: 0x10, 5: 1, 7: 1, 9: 1, 11: 1, 13: 1, 15: 1},
	}
	for want, a := range tests {
		if got := address(pcap.Endpoint{Address: a}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// A file of the largest size is read in no time.
func TestLargeCapture(t *testing.T) {
	lines := slices.Clone(ordinary[:10])
	for range 200_000 {
		lines = append(lines, "S: "+strings.Repeat("x", 76))
	}
	segments := packets(t, script(append(lines, ordinary[11:]...)...))
	slices.Reverse(segments)
	file := pcap.AppendPcap(nil, segments)
	start := time.Now()
	log, err := Read(file)
	if err != nil || len(log.Transcript.Entries) < 200_000 {
		t.Fatalf("%v, %d lines", err, len(log.Transcript.Entries))
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("%d octets took %v", len(file), d)
	}
}

// Whatever packets hold, they are read without a panic.
func FuzzPackets(f *testing.F) {
	for _, s := range [][]pcap.Segment{spoken(110, "STAT\r\n", "+OK\r\n"), spoken(995, "\x16\x03\x01\x02\x00", ""), spoken(25, "EHLO\r\n", "220")} {
		f.Add(pcap.AppendPcap(nil, s))
		f.Add(pcap.AppendPcapng(nil, s, "", ""))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		log, err := Read(file)
		if err == nil && len(log.Transcript.Entries) == 0 {
			t.Error("nothing was read, and nothing said")
		}
	})
}
