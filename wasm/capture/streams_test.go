package capture

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

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
		"The capture ends here; nobody had closed the connection.": {
			slices.DeleteFunc(slices.Clone(all), func(s pcap.Segment) bool { return s.Flags&pcap.FIN != 0 }), transcript.Unfinished},
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
		{spoken(6379, "*1\r\n$4\r\nPING\r\n", "+OK\r\n"), some + "1; ports: 6379. " + again},
		{spoken(110, "", ""), some + "1; ports: 110. " + again},
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

// A file of the largest size takes time in proportion to it; its square would be
// hours.
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
	if d := time.Since(start); d > time.Minute {
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
