package transcript

import (
	"bytes"
	"strings"
	"testing"
)

const (
	clientHello = `\x16\x03\x01\x00\x03\x01\n\n\CUT`
	serverHello = `\x16\x03\x03\x00\x02\x02\n\CUT`
	sealedData  = `\x17\x03\x03\x00\x05a\r\nb\n\CUT`
)

func TestSealed(t *testing.T) {
	const stls = "S: +OK\nC: STLS\nS: +OK Begin TLS\n"
	tests := []struct{ name, script, want string }{
		{"behind STLS", stls + "C: " + clientHello + "\nS: " + serverHello + "\nS: " + sealedData + "\nC: " + sealedData,
			"greeting0 request1 status1 sealed-1 sealed-1 sealed-1 sealed-1"},
		{"the server's hello first", stls + "S: " + serverHello + "\nC: " + clientHello,
			"greeting0 request1 status1 sealed-1 sealed-1"},
		{"from the first octet", "C: " + clientHello + "\nS: " + serverHello, "sealed-1 sealed-1"},
		{"from the first octet of the server", "S: " + serverHello + "\nC: " + clientHello, "sealed-1 sealed-1"},
		{"a handshake without TLS", "S: +OK\nC: " + clientHello + "\nS: -ERR what?\nC: " + sealedData + "\nS: -ERR what?",
			"greeting0 sealed-1 stray-1 sealed-1 stray-1"},
		{"no STLS", "S: +OK\nC: NOOP\nS: +OK\nC: " + clientHello, "greeting0 request1 status1 request2 request3"},
		{"STLS refused", "S: +OK\nC: STLS\nS: -ERR\nC: " + clientHello, "greeting0 request1 status1 request2 request3"},
		{"plain text behind STLS", "S: +OK\nC: STLS\nC: USER a\nS: +OK\nC: " + clientHello, "greeting0 request1 request2 status1 sealed-1"},
		{"several in a piece", "S: " + strings.TrimSuffix(serverHello, `\CUT`) + sealedData, "sealed-1 sealed-1"},
		{"one of no octets", "S: \\x14\\x03\\x03\\x00\\x00\\CUT", "sealed-1"},
		{"cut by the end", stls + "C: \\x16\\x03\\x01\\x00\\x09ab\nclose", "greeting0 request1 status1 sealed-1"},
		{"a cut header", stls + "C: \\x16\\x03\\x01\\CUT\nclose", "greeting0 request1 status1 sealed-1"},
		{"no version", stls + "C: \\x16\\x03\\CUT\nclose", "greeting0 request1 status1 request2"},
		{"a broken record, and one behind it", "C: " + clientHello + "\nC: broken\\n\\CUT\nC: " + sealedData, "sealed-1 sealed-1 sealed-1"},
		{"too long for a record", "C: " + clientHello + "\nC: \\x17\\x03\\x03\\xff\\xffx\\CUT\nC: " + sealedData, "sealed-1 sealed-1 sealed-1"},
		{"a gap within a record", "C: " + clientHello + "\nC: \\x17\\x03\\x03\\x00\\x09ab\\CUT\nskip C 3\nC: fgh\\CUT\nC: " + sealedData,
			"sealed-1 sealed-1 local-1 sealed-1 sealed-1"},
		{"a gap instead of the client's hello", stls + "S: " + serverHello + "\nskip C 99\nC: ab\\n\\CUT\nC: " + sealedData,
			"greeting0 request1 status1 sealed-1 local-1 sealed-1 sealed-1"},
		{"a gap within garbage", "C: " + clientHello + "\nC: garbage and garbage\\CUT\nskip C 1\nC: e" + sealedData,
			"sealed-1 sealed-1 local-1 sealed-1 sealed-1"},
		{"a capture that begins within TLS", "skip S 0\nS: " + sealedData, "local-1 sealed-1"},
		{"STLS lost", "S: +OK\nC: ST\nskip S 5\nS: " + serverHello + "\nC: " + clientHello, "greeting0 request1 local-1 sealed-1 sealed-1"},
		{"a new session", "C: " + clientHello + "\n--\nS: +OK\nC: NOOP", "sealed-1 greeting0 request1"},
		{"mail that looks like it, in a log from inside TLS", stls + "C: RETR 1\nS: +OK\nS: \\x16\\x03\\x01\\x00\\x00\nS: .",
			"greeting0 request1 status1 request2 status2 header2 terminator2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := shape(play(test.script)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestRecord(t *testing.T) {
	tr := play("C: " + clientHello + "\nC: broken\\CUT\nC: " + sealedData + "\nC: \\x15\\x03\\x03\\x00\\x02\\x01\\CUT\nclose")
	want := []struct {
		kind    byte
		version uint16
		length  int
		ok      bool
	}{{22, 0x0301, 3, true}, {}, {23, 0x0303, 5, true}, {21, 0x0303, 2, true}}
	for i, w := range want {
		if kind, version, length, ok := tr.Entries[i].Record(); kind != w.kind || version != w.version || length != w.length || ok != w.ok {
			t.Errorf("entry %d: got %d, %#x, %d, %v, want %+v", i, kind, version, length, ok, w)
		}
	}
	text := Entry{Kind: Text, Octets: tr.Entries[0].Octets}
	if _, _, _, ok := text.Record(); ok {
		t.Error("a line of mail is a record")
	}
}

// What is no record is kept in pieces, and not without end.
func TestSealedPieces(t *testing.T) {
	tr := play("C: " + clientHello)
	garbage := bytes.Repeat([]byte("garbage\n"), 4*maxPiece/8)
	for piece := range chunks(garbage, 1000) {
		tr.Client(piece)
		if kept := len(tr.client.rest); kept > maxPiece+recordHeader {
			t.Fatalf("%d octets wait", kept)
		}
	}
	tr.Close()
	if got := len(tr.Entries); got != 5 {
		t.Errorf("%d entries", got)
	}
	for _, e := range tr.Entries[1:] {
		if len(e.Octets) != maxPiece {
			t.Errorf("a piece of %d octets", len(e.Octets))
		}
	}
}

// Behind Secure the transcript is fed from inside TLS.
func TestSecure(t *testing.T) {
	holds(t, []session{
		{"implicit TLS", "--\nsecure\nS: +OK ready\nC: STAT\nS: -ERR", "+OK ready\nSTAT = -ERR"},
		{"STLS", "S: +OK ready\nC: STLS\nS: +OK\nsecure\nC: CAPA\nS: +OK\nS: USER\nS: .", "+OK ready\nSTLS = +OK\nCAPA = +OK [USER]"},
		{"what was sent behind STLS is not read", "S: +OK ready\nC: STLS\nC: USER a\nC: PA\\CUT\nS: +OK\nsecure\nC: CAPA\nS: -ERR",
			"+OK ready\nSTLS = +OK\nUSER a = ?\nPA = ?\nCAPA = -ERR"},
		{"the records came first", "S: +OK ready\nC: STLS\nS: +OK\nC: " + clientHello + "\nsecure\nC: NOOP\nS: +OK",
			"+OK ready\nSTLS = +OK\nNOOP = +OK"},
	})
	tr := play("S: +OK <1.2@dewey>\nC: CAPA\nS: +OK\nS: STLS\nS: SASL PLAIN\nS: .\nC: STLS\nS: +OK\nsecure")
	if e := tr.Entries[len(tr.Entries)-1]; e.Topic != TLSBegun || e.State != Authorization || tr.State() != Authorization {
		t.Errorf("%+v, state %v", e, tr.State())
	}
	for _, c := range tr.Legal() {
		if c.Name == "APOP" || c.Name == "STLS" || c.Name == "AUTH" {
			t.Errorf("%s was announced before TLS", c.Name)
		}
	}
}
