package export

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/quick"

	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// messageOf saves the message of the newest exchange with that keyword.
func messageOf(s *Session, keyword string) (File, error) {
	for i, x := range s.Transcript.Exchanges {
		if x.Keyword == keyword {
			s.Exchange = i
		}
	}
	return s.Save("eml")
}

// Whatever a message holds, the file has its octets as the maildrop keeps them.
func TestMailIsTheMessage(t *testing.T) {
	world := "host dewey\nuser mrose secret\ngenerate 6 messages of 400 to 9000 octets\nmessage m1\nmessage m2\n" +
		"message\n  Subject: dots\n\n  .\n  ..\n  .a\n\n  end\nmessage\n  Subject: no body\n"
	scenario, err := sandbox.ParseScenario(world)
	if err != nil {
		t.Fatal(err)
	}
	c := sandbox.NewConsole(scenario, "Ann")
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret"} {
		c.Type(line)
	}
	messages := c.Maildrop("dewey", "mrose").Messages()
	for i, m := range messages {
		c.Type("RETR " + strconv.Itoa(i+1))
		f, err := messageOf(sessionOf(c.Transcript, false), "RETR")
		if err != nil || !bytes.Equal(f.Octets, m.Octets) {
			t.Errorf("message %d is %d octets in the file, %d in the maildrop (%v)", i+1, len(f.Octets), len(m.Octets), err)
		}
	}
	if len(messages) != 10 {
		t.Errorf("%d messages were compared", len(messages))
	}
}

// Octets of any kind come through the dots that the wire adds.
func TestMailOfAnyOctets(t *testing.T) {
	err := quick.Check(func(lines [][]byte) bool {
		var mail, wire []byte
		for _, line := range lines {
			line = append(slices.DeleteFunc(line, func(c byte) bool { return c == '\n' }), "\r\n"...)
			mail = append(mail, line...)
			if line[0] == '.' {
				wire = append(wire, '.')
			}
			wire = append(wire, line...)
		}
		s := fed(false, "S: +OK", "C: RETR 1", "S: +OK", string(wire)+".\r\n")
		f, err := messageOf(s, "RETR")
		return err == nil && bytes.Equal(f.Octets, mail)
	}, nil)
	if err != nil {
		t.Error(err)
	}
}

func TestWhyAMessageCannotBeSaved(t *testing.T) {
	open := func(lines ...string) *Session {
		tr := new(transcript.Transcript)
		tr.Client([]byte(strings.Join(lines, "\r\n") + "\r\n"))
		return sessionOf(tr, false)
	}
	for _, c := range []struct {
		keyword string
		session *Session
		want    error
	}{
		{"", fed(false, "S: +OK"), NoMessage},
		{"LIST", fed(false, "S: +OK", "C: LIST", "S: +OK", "S: ."), NoMessage},
		{"TOP", fed(false, "S: +OK", "C: TOP 1 0", "S: +OK", "S: a: b", "S: ", "S: ."), OnlyTop},
		{"RETR", fed(false, "S: +OK", "C: RETR 9", "S: -ERR no"), Refused},
		{"RETR", fed(false, "S: +OK", "C: RETR 9", "S: what?"), Refused},
		{"RETR", fed(false, "S: +OK", "C: RETR 1", "S: +OK", "S: a: b"), CutShort},
		{"RETR", fed(false, "S: +OK", "C: RETR 1"), CutShort},
		{"RETR", open("RETR 1"), Coming},
	} {
		if _, err := messageOf(c.session, c.keyword); err != c.want {
			t.Errorf("%s: got %v, want %v", file(t, c.session, "text"), err, c.want)
		}
	}
}

// A capture may lack octets of any part of a reply.
func TestMessageWithAGap(t *testing.T) {
	parts := []string{"+OK\r\n", "Subject: a\r\n\r\n", "end\r\n", ".\r\n"}
	for lost := range parts {
		tr := new(transcript.Transcript)
		tr.Server([]byte("+OK\r\n"))
		tr.Client([]byte("RETR 1\r\n"))
		for i, part := range parts {
			if i == lost {
				tr.Skip(transcript.Server, len(part))
			} else {
				tr.Server([]byte(part))
			}
		}
		tr.Client([]byte("QUIT\r\n"))
		tr.Close()
		if _, err := messageOf(sessionOf(tr, false), "RETR"); err != Gaps {
			t.Errorf("a reply that lacks %q: %v", parts[lost], err)
		}
	}
}
