package export

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

// short writes segments as a line each: time in milliseconds, direction, flags,
// numbers from the beginning of the connection, and the first line of the payload.
func short(segments []pcap.Segment) string {
	var b strings.Builder
	first := map[pcap.Endpoint]uint32{}
	for _, s := range segments {
		if s.Flags&pcap.SYN != 0 {
			first[s.From] = s.Seq
		}
		var flags string
		for i, name := range []string{"F", "S", "R", "P", "A"} {
			if s.Flags>>i&1 != 0 {
				flags += name
			}
		}
		arrow, ack := '>', s.Ack-first[s.To]
		if s.From.Port < 1024 {
			arrow = '<'
		}
		if s.Flags&pcap.ACK == 0 {
			ack = 0
		}
		line, _, _ := strings.Cut(string(s.Payload), "\r\n")
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%d %c %s %d %d %s", s.Time/1000, arrow, flags, s.Seq-first[s.From], ack, line)))
	}
	return b.String()
}

func TestPackets(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{"no time is known, the server closes", `
			-- dewey
			S: +OK ready
			C: PASS a
			S: +OK
			C: QUIT
			S: +OK bye
			close
			L server-closed: Connection closed.
		`, `
			0 > S 0 0
			10 < SA 0 1
			10 > A 1 1
			20 < PA 1 1 +OK ready
			30 > PA 1 12 PASS a
			40 < PA 12 9 +OK
			50 > PA 9 17 QUIT
			60 < PA 17 15 +OK bye
			70 < FA 26 15
			80 > FA 15 27
			80 < A 27 16
		`},
		{"times are known, the client hangs up", `
			at 1000
			-- dewey
			S: +OK ready
			at 3000
			C: NOOP
			S: -ERR
			at 3020
			close
			L learner-closed: Connection closed.
		`, `
			980 > S 0 0
			990 < SA 0 1
			990 > A 1 1
			1000 < PA 1 1 +OK ready
			1040 > A 1 12
			3000 > PA 1 12 NOOP
			3000 < PA 12 7 -ERR
			3020 > FA 7 18
			3030 < FA 18 8
			3030 > A 8 19
		`},
		{"the connection is lost, and another stands", `
			-- dewey
			S: +OK ready
			close
			L lost: The connection broke.
			-- dewey
			S: +OK again
		`, `
			0 > S 0 0
			10 < SA 0 1
			10 > A 1 1
			20 < PA 1 1 +OK ready
			60 > A 1 12
			70 > S 0 0
			80 < SA 0 1
			80 > A 1 1
			90 < PA 1 1 +OK again
			130 > A 1 12
		`},
		{"the server says two things, the client two", `
			-- dewey
			S: +OK ready
			S: what nobody asked for
			C: USER a
			C: PASS b
			S: +OK
			S: +OK
		`, `
			0 > S 0 0
			10 < SA 0 1
			10 > A 1 1
			20 < PA 1 1 +OK ready
			30 < PA 12 1 what nobody asked for
			30 > A 1 35
			40 > PA 1 35 USER a
			50 > PA 9 35 PASS b
			50 < A 35 17
			60 < PA 35 17 +OK
			70 < PA 40 17 +OK
			70 > A 17 45
		`},
		{"a message and a listing", `
			-- dewey
			S: +OK
			C: LIST
			S: +OK
			S: 1 120
			S: .
			C: RETR 1
			S: +OK 8 octets
			S: A: b
			S: 
			S: .
			C: RETR 2
			S: +OK 0 octets
			S: .
		`, `
			0 > S 0 0
			10 < SA 0 1
			10 > A 1 1
			20 < PA 1 1 +OK
			30 > PA 1 6 LIST
			40 < PA 6 7 +OK
			50 > PA 7 21 RETR 1
			60 < PA 21 15 +OK 8 octets
			70 < PA 35 15 A: b
			70 > A 15 46
			80 > PA 15 46 RETR 2
			90 < PA 46 23 +OK 0 octets
			130 > A 23 63
		`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := short(played(t, test.script).packets())
			if want := strings.TrimLeft(strings.ReplaceAll(test.want, "\t", ""), "\n"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// Where octets are missing, the numbers of the segments tell how many.
func TestPacketsOfGaps(t *testing.T) {
	s := played(t, "-- dewey\nS: +OK ready\nC: STAT")
	s.Transcript.Skip(transcript.Server, 100)
	s.Transcript.Server([]byte("+OK\r\n"))
	s = sessionOf(s.Transcript, false)
	got := s.packets()
	if last := got[len(got)-2]; last.Seq-got[1].Seq != 1+11+100 || string(last.Payload) != "+OK\r\n" {
		t.Errorf("got %s", short(got))
	}
}

func TestMaskedPackets(t *testing.T) {
	s := played(t, "-- dewey\nS: +OK\nC: USER mrose\nS: +OK\nC: PASS secret\\LF\nS: -ERR no secret here\nC: QUIT")
	s = sessionOf(s.Transcript, true)
	for _, format := range []string{"pcap", "pcapng"} {
		file, err := s.Save(format)
		if err != nil || bytes.Contains(file.Octets, []byte("secret")) {
			t.Errorf("%s: %v\n%q", format, err, file.Octets)
		}
	}
	got := short(s.packets())
	for _, line := range []string{"13 11 PASS ******\n", "11 25 -ERR no ****** here\r\n", "25 32 QUIT"} {
		if !strings.Contains(got, strings.TrimSpace(line)) {
			t.Errorf("no %q in\n%s", line, got)
		}
	}
}

// Addresses and ports tell which server it was, and never a real one.
func TestEndpoints(t *testing.T) {
	tests := []struct {
		script, host string
		want         pcap.Endpoint
	}{
		{"-- dewey\nS: +OK", "dewey", pcap.IPv4(192, 0, 2, 1, 110)},
		{"L trying: Trying 192.0.2.10...\n-- dewey\nS: +OK", "dewey", pcap.IPv4(192, 0, 2, 10, 110)},
		{"-- dewey\nS: +OK", "192.0.2.63", pcap.IPv4(192, 0, 2, 63, 110)},
		{"-- dewey\nS: +OK", "10.1.2.3", pcap.IPv4(192, 0, 2, 1, 110)},
		{"-- dewey\nC: \\x16\\x03\\x01\\x00\\x00\\CUT", "dewey", pcap.IPv4(192, 0, 2, 1, 995)},
	}
	for _, test := range tests {
		s := played(t, test.script)
		s.Host = test.host
		if got := s.packets()[0].To; got != test.want {
			t.Errorf("%s: got %v", test.script, got)
		}
	}
}

func TestNoPackets(t *testing.T) {
	s := played(t, "L trying: Trying 192.0.2.10...")
	for _, format := range []string{"pcap", "pcapng"} {
		if _, err := s.Save(format); !errors.Is(err, NoPackets) {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

// However long lines are, the pieces are the whole, none is too long, and none but
// that of a long line begins within a line.
func TestCut(t *testing.T) {
	line := rapid.Custom(func(t *rapid.T) string {
		n := rapid.OneOf(rapid.IntRange(0, 78), rapid.IntRange(0, 4000)).Draw(t, "length")
		return rapid.SampledFrom([]string{"", "+OK", "-ERR", "."}).Draw(t, "start") + strings.Repeat("x", n) + "\r\n"
	})
	rapid.Check(t, func(t *rapid.T) {
		octets := []byte(strings.Join(rapid.SliceOfN(line, 1, 40).Draw(t, "lines"), "") + ".\r\n")
		at := 0
		for _, p := range cut(octets) {
			within := p.from > 0 && octets[p.from-1] != '\n'
			switch {
			case p.from != at, p.end <= p.from, p.end-p.from > pcap.MSS:
				t.Fatalf("piece %v behind %d", p, at)
			case within && p.end-p.from < pcap.MSS-1:
				t.Fatalf("piece %v begins within a line", p)
			case p.from > 0 && !within && isReply(octets[p.from:]):
				t.Fatalf("piece %v looks like a reply", p)
			case p.end == len(octets) && p.end-p.from <= 3:
				t.Fatalf("the last piece is %q", octets[p.from:])
			}
			at = p.end
		}
		if at != len(octets) {
			t.Fatalf("%d octets of %d", at, len(octets))
		}
	})
}

// No piece begins with a line that looks like a reply, not even where it alone would
// fill a segment.
func TestCutWithinReply(t *testing.T) {
	octets := []byte("x\r\n+OK" + strings.Repeat("y", pcap.MSS-len("+OK\r\n")) + "\r\n")
	if got, want := cut(octets), []piece{{0, 4}, {4, len(octets)}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A comment has the notes of all lines of its packet, up to a limit.
func TestPacketComments(t *testing.T) {
	s := played(t, "-- dewey\nS: +OK\nC: PASS a\nS: +OK\nC: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: .")
	packets, last := s.packets(), len(s.Notes)-1
	want := "1. " + s.note(last-3) + "\n2. " + s.note(last-2) + "\n3. " + s.note(last-1) + "\n4. " + s.note(last)
	if got := packets[len(packets)-2].Comment; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for i := range s.Notes {
		s.Notes[i].Text = strings.Repeat("long", 300)
	}
	if got := s.comment(0, len(s.Notes)); len(got) > maxComment+1500 || !strings.HasSuffix(got, ")\n…") {
		t.Errorf("%d octets: %s", len(got), got)
	}
}
