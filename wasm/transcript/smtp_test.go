package transcript

import "testing"

const mailLogin = `
	smtp
	S: 220 dewey.example ESMTP
	C: EHLO pc.example.org
	S: 250-dewey.example
	S: 250 SIZE 1048576
`

func TestShapesOfSMTP(t *testing.T) {
	const hello = "greeting0 request1 listing1 status1 "
	for _, test := range []struct{ name, script, want string }{
		{"a message", mailLogin + "C: MAIL FROM:<a@b>\nS: 250 OK\nC: DATA\nS: 354 go\nC: A: b\nC: \nC: ..\nC: .\nS: 250 OK\nC: QUIT\nS: 221 bye",
			hello + "request2 status2 request3 status3 text3 text3 text3 terminator4 status4 request5 status5"},
		{"pipelined", mailLogin + "C: RSET\nC: DATA\nC: A: b\nC: .\nC: QUIT\nS: 250 OK\nS: 354 go\nS: 250 OK\nS: 221 bye",
			hello + "request2 request3 text3 terminator4 request5 status2 status3 status4 status5"},
		{"two messages at once", mailLogin + "C: DATA\nC: a\nC: .\nC: DATA\nC: b\nC: .\nS: 354\nS: 250\nS: 554 no\nS: 500\nS: 500",
			hello + "request2 text2 terminator3 request4 text4 terminator5 status2 status3 status4 status6 status5"},
		{"pipelined and refused", mailLogin + "C: DATA\nC: A: b\nC: \nC: .\nC: QUIT\nS: 503 no\nS: 500\nS: 500\nS: 500\nS: 221 bye",
			hello + "request2 text2 text2 terminator3 request4 status2 status5 status6 status3 status4"},
		{"refused", mailLogin + "C: DATA\nS: 503 no\nC: QUIT\nS: 221 bye", hello + "request2 status2 request3 status3"},
		{"no smuggling", mailLogin + "C: DATA\nS: 354 go\nC: a\\n.\nC: \\n.\\n\\CUT\nC: .\nC: \nC: .\nS: 250 OK",
			hello + "request2 status2 text2 text2 text2 text2 text2 text2 terminator3 status3"},
		{"a long greeting", "smtp\nS: 220-dewey\nS: 220-welcomes you\nS: 220 here\nC: NOOP\nS: 250 OK",
			"listing0 listing0 greeting0 request1 status1"},
		{"in a hurry", "smtp\nC: NOOP\nS: 220 dewey\nS: 250 OK", "request0 greeting1 status0"},
		{"no code", mailLogin + "C: NOOP\nS: +OK\nC: NOOP\nS: 250", hello + "request2 stray2 request3 status3"},
		{"a code too many", mailLogin + "S: 421 bye\nclose", hello + "stray-1"},
		{"cut", mailLogin + "C: DATA\nS: 354 go\nC: A: b\\CUT\nclose\nC: .", hello + "request2 status2 text2 request3"},
		{"begun later", "smtp\nskip S 9\nS: 250 OK\nC: NOOP\nS: 250 OK", "local-1 greeting0 request1 status1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := shape(play(test.script)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestExchangesOfSMTP(t *testing.T) {
	tr := play(mailLogin + "C: mail from:<a@b>\nS: 550 no\nC: DATA\nS: 354 go\nC: .a\nC: bc\nC: .\nS: 999 what")
	want := Exchange{Session: 1, Keyword: "MAIL", Arguments: "from:<a@b>", Request: 4, Outcome: Err, Code: 550, Status: 5, End: 5,
		Before: Mailing, After: Mailing}
	if got := tr.Exchanges[2]; got != want {
		t.Errorf("MAIL:\ngot  %+v\nwant %+v", got, want)
	}
	if ehlo := tr.Exchanges[1]; ehlo.Code != 250 || ehlo.Outcome != OK || ehlo.Status != 3 || ehlo.End != 3 {
		t.Errorf("EHLO: %+v", ehlo)
	}
	if end := tr.Exchanges[4]; end.Keyword != "." || end.Outcome != Garbled || end.Code != 999 {
		t.Errorf("the lone dot: %+v", end)
	}
	if e := tr.Entries[9]; e.Sum != len("a\r\nbc\r\n") || tr.Entries[8].Stuffed() != true {
		t.Errorf("%+v", e)
	}
}

func TestProtocols(t *testing.T) {
	tr := play("--\nsmtp\nS: 220 dewey")
	for session, want := range []Protocol{POP3, POP3, SMTP, POP3} {
		if got := tr.Protocol(session); got != want {
			t.Errorf("session %d: got %v, want %v", session, got, want)
		}
	}
	if tr.State().String() != "SMTP" || len(tr.Legal()) > 0 {
		t.Errorf("state %v, legal %v", tr.State(), tr.Legal())
	}
	if tr.Close(); tr.State() != NotConnected {
		t.Errorf("state %v after the end", tr.State())
	}
}

func TestMaskedInSMTP(t *testing.T) {
	for line, want := range map[string]string{
		"PASS secret":              "PASS " + Mark,
		"MAIL FROM:<passer@b.org>": "MAIL FROM:<passer@b.org>",
		"VRFY mrose":               "VRFY mrose",
	} {
		if tr := play("smtp\nS: 220\nC: " + line); tr.Masked(1) != want {
			t.Errorf("got %s, want %s", tr.Masked(1), want)
		}
	}
}

// Every topic has a name of its own, and goldens and goals use it.
func TestTopics(t *testing.T) {
	names := map[string]bool{}
	for topic := NoTopic; topic < Topics; topic++ {
		names[topic.String()] = true
	}
	if len(names) != int(Topics) || names[""] || CableOut.String() != "cable-out" {
		t.Errorf("names: %v", names)
	}
}
