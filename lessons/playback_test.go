package lessons

import (
	"strings"
	"testing"

	"poplab/wasm/sandbox"
)

// performed are transcripts of worlds that have more than one session in clear.
var performed = []struct{ name, world, transcript string }{
	{"windows", "windows office home\nhost dewey\nprofile rfc1939\nuser mrose secret\nmessage m1\n", `
S: +OK POP3 server ready
C: USER mrose
S: +OK mrose
C: PASS secret
S: +OK mrose's maildrop has 1 message (120 octets)
L: window home
S: +OK POP3 server ready
C: USER mrose
S: +OK mrose
C: PASS secret
S: -ERR [IN-USE] maildrop already locked
L: window office
C: QUIT
S: +OK dewey POP3 server signing off (1 message left)`},
	{"pieces", "host dewey\nuser mrose secret\nmessage m1\n", `
S: +OK dewey POP3 server ready
C: USER mrose
C: PASS secret
C: STAT
S: +OK mrose
S: +OK mrose's maildrop has 1 message (120 octets)
S: +OK 1 120
L: wait 10 minutes
L: Connection closed by foreign host.
S: +OK dewey POP3 server ready
C: QUIT
S: +OK dewey POP3 server signing off`},
	{"SMTP", "host dewey\nsmtp\nuser mrose secret\n", `
S: 220 dewey.example ESMTP sandbox ready
C: HELO pc
S: 250 dewey.example
C: MAIL FROM:<ann@example.org>
S: 250 OK
C: RCPT TO:<mrose@dewey.example>
S: 250 OK
C: DATA
S: 354 Start mail input; end with <CRLF>.<CRLF>
C: Subject: Hello
C:
C: window home
C: .
S: 250 OK queued as 7F3A
C: QUIT
S: 221 dewey.example closing connection
S: +OK dewey POP3 server ready
C: QUIT
S: +OK dewey POP3 server signing off`},
	{"made for the learner", "host dewey\nuser mrose *\nmessage m1\n", `
L: telnet dewey 110
S: +OK dewey POP3 server ready
C: USER mrose
S: +OK mrose
C: PASS {password}
S: +OK mrose's maildrop has 1 message (120 octets)
L: Connection closed. QUIT was not sent.`},
	{"local words", "host dewey\nuser mrose secret\narrival m1\n", `
L: deliver
L: A message of 120 octets arrives for mrose on dewey.
L: md5 secret
L: 5ebe2294ecd0e0f08eab7690d2a6ee69
L: STAT
L: Not connected, so nothing was sent. Type: telnet dewey 110`},
	{"TLS", "windows A tap\nhost dewey\ntls offered\nuser mrose secret\n", `
S: +OK dewey POP3 server ready
C: STLS
S: +OK Begin TLS negotiation
C: QUIT
S: +OK dewey POP3 server signing off`},
}

func TestTranscripts(t *testing.T) {
	for _, p := range performed {
		t.Run(p.name, func(t *testing.T) {
			world, err := sandbox.ParseScenario(p.world)
			if err != nil {
				t.Fatal(err)
			}
			lines := transcriptOf(t, p.transcript)
			for _, l := range learners {
				if _, d := perform(lines, world, l.String()); d != nil {
					t.Errorf("line %d: want %q, got %q", d.index+1, d.want, d.got)
				}
			}
			explain(lines, world, "en")
			for i, l := range lines {
				if l.Note == "" {
					t.Errorf("line %d, %s, has no note", i+1, l)
				}
			}
		})
	}
}

func transcriptOf(t *testing.T, source string) []ReferenceLine {
	t.Helper()
	d := &draft{report: &report{}}
	lines := d.readTranscript(fence{block: block{source: strings.TrimPrefix(source, "\n")}}.linesOf())
	for _, p := range d.problems {
		t.Fatal(p)
	}
	return lines
}

// differing are edits of those transcripts, and where the world says something else.
var differing = []struct{ name, old, new, want, got string }{
	{"windows", "[IN-USE] maildrop already", "[IN-USE] maildrop", "S: -ERR [IN-USE] maildrop locked", "S: -ERR [IN-USE] maildrop already locked"},
	{"windows", "L: window office\n", "", "S: +OK dewey POP3 server signing off (1 message left)", "S: +OK dewey POP3 server signing off"},
	{"pieces", "L: wait 10 minutes\n", "L: wait 9 minutes\n", "L: Connection closed by foreign host.", "L: 9 minutes later it is Tue, 4 Feb 1992 02:44:52 +0000."},
	{"pieces", "closed by foreign host", "closed by the foreign host", "L: Connection closed by the foreign host.", "L: Connection closed by foreign host."},
	{"SMTP", "S: 250 OK queued as 7F3A\n", "S: 250 OK queued as 7F3B\n", "S: 250 OK queued as 7F3B", "S: 250 OK queued as 7F3A"},
	{"made for the learner", "{password}", "secret", "S: +OK mrose's maildrop has 1 message (120 octets)", "S: -ERR invalid password"},
	{"local words", "120 octets", "121 octets", "L: A message of 121 octets arrives for mrose on dewey.", "L: A message of 120 octets arrives for mrose on dewey."},
	{"local words", "L: STAT", "C: STAT", "C: STAT", "L: Not connected, so nothing was sent. Type: telnet dewey 110"},
}

func TestTranscriptsThatDiffer(t *testing.T) {
	for _, c := range differing {
		for _, p := range performed {
			if p.name != c.name {
				continue
			}
			world, err := sandbox.ParseScenario(p.world)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(p.transcript, c.old, c.new, 1)
			_, d := perform(transcriptOf(t, changed), world, learners[0].String())
			if d == nil {
				t.Errorf("%s with %q: no difference", c.name, c.new)
			} else if d.want != c.want || d.got != c.got {
				t.Errorf("%s with %q: want %q, got %q", c.name, c.new, d.want, d.got)
			}
		}
	}
}
