package desk

import (
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

func open(t *testing.T, tasks string) *Desk {
	t.Helper()
	d, err := Open("", tasks, "test")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEveryRowComesOnceWithItsNote(t *testing.T) {
	d := open(t, "")
	next := 0
	for _, line := range []string{"telnet dewey 110", "USER mrose", "PASS secret", "LIST", "RETR 1", "nonsense", "QUIT", "STAT"} {
		for _, r := range d.Type(line).Rows {
			if r.Index != next {
				t.Fatalf("after %q came row %d, want %d", line, r.Index, next)
			}
			next++
			if r.Note.Text == "" || r.Note.RFC == "" {
				t.Errorf("row %d %q has the note %+v", r.Index, r.Text, r.Note)
			}
		}
	}
	if next != 29 {
		t.Errorf("%d rows, want 29", next)
	}
}

func TestAnswerTellsStateAndLegalCommands(t *testing.T) {
	d := open(t, "")
	if a := d.Look(); a.State != transcript.NotConnected || a.Connected || len(a.Legal) != 0 {
		t.Errorf("before: %+v", a)
	}
	a := d.Type("telnet dewey 110")
	if a.State != transcript.Authorization || !a.Connected || a.Host != "dewey" || strings.Join(a.Legal, " ") != "USER PASS CAPA QUIT" {
		t.Errorf("greeted: %v %v %v %v", a.State, a.Connected, a.Host, a.Legal)
	}
	d.Type("USER mrose")
	if a = d.Type("PASS secret"); a.State != transcript.Transaction {
		t.Errorf("logged in: %v", a.State)
	}
	if a = d.Type("QUIT"); a.State != transcript.Updated || a.Connected {
		t.Errorf("after QUIT: %v %v", a.State, a.Connected)
	}
	if a = d.Type("clear"); !a.Clear {
		t.Error("clear was not told")
	}
}

func TestMistakesOfTheLesson(t *testing.T) {
	if _, err := Open("host nowhere", "", ""); err == nil {
		t.Error("a world that cannot be was opened")
	}
	if _, err := Open("", "task x\nwish for more", ""); err == nil {
		t.Error("a goal that cannot be was taken")
	}
}

// TLS through a bridge begins where the server has agreed to it and said no more.
func TestBridgedTLS(t *testing.T) {
	for _, tc := range []struct {
		server string
		want   transcript.Upgrade
	}{
		{"+OK begin\r\n", transcript.Agreed},
		{"+OK begin", transcript.Asked},
		{"-ERR no\r\n", transcript.NoUpgrade},
		{"What?\r\n", transcript.NoUpgrade},
		{"+OK begin\r\n+OK injected\r\n", transcript.Spoiled},
		{"+OK begin\r\n+", transcript.Spoiled},
	} {
		d := OpenBridge("elsewhere", true)
		d.Linked(transcript.ViaTLS, "The bridge has reached it.")
		d.Receive([]byte("+OK ready\r\n"))
		if a := d.Type("STLS"); a.STLS != transcript.Asked {
			t.Errorf("before the reply: %q", a.STLS)
		}
		if a := d.Receive([]byte(tc.server)); a.STLS != tc.want {
			t.Errorf("%q behind STLS: %q, want %q", tc.server, a.STLS, tc.want)
		}
		if a := d.Secured("TLS 1.3"); a.STLS != transcript.NoUpgrade || a.Rows[len(a.Rows)-1].Text != "TLS 1.3" {
			t.Errorf("inside TLS: %q, %+v", a.STLS, a.Rows)
		}
	}
	if a := OpenBridge("elsewhere", true).Secured("TLS 1.3"); a.Count != 0 {
		t.Errorf("without a connection: %+v", a.Rows)
	}
	d := OpenBridge("elsewhere", true)
	d.Linked(transcript.ViaTLS, "The bridge has reached it.")
	d.Receive([]byte("+OK ready\r\n"))
	d.Type("NOOP\nSTLS")
	if a := d.Receive([]byte("+OK of NOOP\r\n")); a.STLS != transcript.Asked {
		t.Errorf("behind the reply to what was asked before: %q", a.STLS)
	}
	if a := d.Lost("It broke."); a.STLS != transcript.NoUpgrade {
		t.Errorf("behind the end: %q", a.STLS)
	}
}

// A bridged console of a stranger's server shows no secret, in no field.
func TestBridgedSecretsAreMasked(t *testing.T) {
	const canary = "c4nary"
	d := OpenBridge("elsewhere", true)
	var shown []byte
	show := func(a Answer) {
		a.Send = nil
		shown = a.AppendJSON(shown)
	}
	show(d.Linked(transcript.ViaHere, "The bridge has reached it."))
	show(d.Receive([]byte("+OK ready <1.2@x>\r\n")))
	for _, line := range []string{"PASS " + canary, "USER mrose", "pass " + canary, "APOP mrose " + canary, "AUTH PLAIN " + canary} {
		a := d.Type(line)
		if string(a.Send) != line+"\r\n" {
			t.Errorf("%q is sent as %q", line, a.Send)
		}
		show(a)
		show(d.Receive([]byte("-ERR no\r\n")))
	}
	show(d.Type("AUTH PLAIN"))
	show(d.Receive([]byte("+ \r\n")))
	show(d.Type(canary))
	if strings.Contains(string(shown), canary) {
		t.Errorf("the secret is shown: %s", shown)
	}
}
