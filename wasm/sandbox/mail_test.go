package sandbox

import (
	"strings"
	"testing"
)

const mailed = "clock 1996-05-02 17:30\nhost dewey\nsmtp\nuser mrose secret\nuser ann secret\nhost huey\nuser bob secret\n"

// envelope begins a message, and note is one of 134 octets.
var (
	envelope = []string{"EHLO pc.example.org", "MAIL FROM:<ann@example.org>", "RCPT TO:<mrose@dewey.example>", "DATA"}
	note134  = []string{"From: ann@example.org", "To: mrose@dewey.example", "Date: Thu, 2 May 1996 17:29:00 +0000", "Subject: Store and forward", "", "Hello from SMTP.", "."}
)

// mail gives the messages of a maildrop, joined.
func (w *World) mail(host, user string) string {
	var b strings.Builder
	for _, m := range w.Maildrop(host, user).Messages() {
		b.WriteString(m.UID + "\r\n" + string(m.Octets))
	}
	return b.String()
}

func TestMailBySMTP(t *testing.T) {
	w := begin(t, mailed)
	dialogue(t, w, [][]string{
		{"telnet dewey smtp", "trying: ...", "opened: ...", "escape: ...", "S: 220 dewey.example ESMTP sandbox ready"},
		{"EHLO pc.example.org", "C: EHLO pc.example.org", "S: 250-dewey.example", "S: 250 SIZE 1048576"},
		{"MAIL FROM:<ann@example.org>", "C: MAIL FROM:<ann@example.org>", "S: 250 OK"},
		{"RCPT TO:<nobody@dewey.example>", "C: ...", "S: 550..."},
		{"RCPT TO:<bob@huey.example>", "C: ...", "S: 550..."},
		{"RCPT TO:<mrose@dewey.example>", "C: ...", "S: 250 OK"},
		{"DATA", "C: DATA", "S: 354 Start mail input; end with <CRLF>.<CRLF>"},
	})
	w.types(note134[:6]...)
	dialogue(t, w, [][]string{
		{".", "C: .", "S: 250 OK queued as 7F3A"},
		{"QUIT", "C: QUIT", "S: 221 dewey.example closing connection", "server-closed: ..."},
	})
	const want = "smtp-7F3A\r\nReturn-Path: <ann@example.org>\r\n" +
		"Received: from pc.example.org by dewey.example with ESMTP id 7F3A;\r\n Thu, 2 May 1996 17:30:00 +0000\r\n"
	got := w.mail("dewey", "mrose")
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "\r\nHello from SMTP.\r\n") {
		t.Errorf("delivered is\n%s", got)
	}
	if _, octets := w.Maildrop("dewey", "mrose").Stat(); octets != 134+133 {
		t.Errorf("delivered are %d octets", octets)
	}
}

// Each recipient gets the message once, and the next message has the next name.
func TestSeveralRecipients(t *testing.T) {
	w := typing(t, mailed, "telnet dewey 25", "HELO pc", "MAIL FROM:<>", "RCPT TO:<mrose@dewey.example>", "RCPT TO:<ann@DEWEY.example>", "DATA", "x", ".")
	for _, user := range []string{"mrose", "ann"} {
		if got := w.mail("dewey", user); !strings.Contains(got, "Return-Path: <>\r\n") || !strings.Contains(got, " with SMTP id 7F3A;") {
			t.Errorf("%s got %q", user, got)
		}
	}
	dialogue(t, w, [][]string{{"MAIL FROM:<a@b.example>", "C: ...", "S: 250 OK"}, {"RCPT TO:<ann@dewey.example>", "C: ...", "S: 250 OK"}, {"DATA", "C: DATA", "S: 354..."}})
	w.types("disk full", "help", "telnet huey 110")
	dialogue(t, w, [][]string{{".", "C: .", "S: 250 OK queued as 7F3B"}})
	if got := w.mail("dewey", "ann"); !strings.HasSuffix(got, "disk full\r\nhelp\r\ntelnet huey 110\r\n") {
		t.Errorf("lines of the mail were taken for words: %q", got)
	}
}

func TestFullDiskTakesNoMail(t *testing.T) {
	w := typing(t, mailed, append([]string{"disk full", "telnet dewey 25"}, envelope...)...)
	dialogue(t, w, [][]string{{".", "C: .", "S: 452..."}})
}

// What is pasted into SMTP goes out line by line, and all of a message is mail.
func TestPastedMail(t *testing.T) {
	w := typing(t, mailed, "telnet dewey 25", strings.Join(append(envelope, "Subject: help", "", "help", ".", "QUIT"), "\n"))
	if got := w.mail("dewey", "mrose"); !strings.HasSuffix(got, "\r\nSubject: help\r\n\r\nhelp\r\n") {
		t.Errorf("delivered is %q", got)
	}
	if w.Window().Connected() {
		t.Error("QUIT was not sent")
	}
}

// A host that sends mail on keeps it while the other one is off, and tries again
// every 30 minutes (RFC 5321 section 4.5.4.1).
func TestRelay(t *testing.T) {
	w := typing(t, "clock 1996-05-02 17:30\nhost post\nhost dewey\nsmtp\nuser mrose secret\n", append([]string{"telnet post 25"}, envelope...)...)
	dialogue(t, w, [][]string{
		{".", "C: .", "relayed: post hands the message over to dewey.", "S: 250 OK queued as 7F3A"},
		{"stop dewey", "host-stopped: ..."},
	})
	w.types(envelope[1:]...)
	w.types("Second", ".")
	w.types(envelope[1:]...)
	dialogue(t, w, [][]string{
		{".", "C: .", "queued: dewey does not answer, so post keeps the message and tries again in 30 minutes.", "S: 250 OK queued as 7F3C"},
		{"queue", "queued: <ann@example.org> to <mrose@dewey.example>, 108 octets, next try Thu, 2 May 1996 18:00:00 +0000",
			"queued: <ann@example.org> to <mrose@dewey.example>, 100 octets, next try Thu, 2 May 1996 18:00:00 +0000"},
		{"wait 30 minutes", "timed-out: ...", "waited: 30 minutes..."},
		{"start dewey", "host-started: ..."},
		{"wait 29 minutes", "waited: ..."},
		{"wait 1 minute", "relayed: post tried again and hands the message over to dewey.", "relayed: ...", "waited: 1 minute later it is Thu, 2 May 1996 18:30:00 +0000."},
		{"queue", "none: The queue of post is empty."},
	})
	const last = "smtp-7F3C\r\nReturn-Path: <ann@example.org>\r\n" +
		"Received: from post.example by dewey.example with ESMTP id 7F3C;\r\n Thu, 2 May 1996 18:30:00 +0000\r\n" +
		"Received: from pc.example.org by post.example with ESMTP id 7F3C;\r\n Thu, 2 May 1996 17:30:00 +0000\r\n"
	if got := w.mail("dewey", "mrose"); !strings.HasSuffix(got, last) || strings.Count(got, "Return-Path") != 3 {
		t.Errorf("delivered is\n%s", got)
	}
}

func TestRelayKnowsWhereMailGoes(t *testing.T) {
	w := typing(t, "host post\nhost dewey\nsmtp\nuser mrose secret\nhost huey\nuser bob secret\n", "telnet post 25", "EHLO pc", "MAIL FROM:<>")
	dialogue(t, w, [][]string{
		{"RCPT TO:<mrose@dewey.example>", "C: ...", "S: 250 OK"},
		{"RCPT TO:<bob@huey.example>", "C: ...", "S: 550..."},
		{"RCPT TO:<mrose@post.example>", "C: ...", "S: 550..."},
		{"RCPT TO:<mrose>", "C: ...", "S: 501..."},
	})
}
