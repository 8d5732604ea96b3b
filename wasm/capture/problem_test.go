package capture

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// What is no POP3 gets a sentence that says what it is and what to do.
func TestProblems(t *testing.T) {
	for name, test := range map[string]struct {
		file string
		want Problem
	}{
		"nothing":             {"", Empty},
		"blanks":              {" \n\t\r\n", Empty},
		"prose":               {"Dear all,\nthe server is down.\n", NoPOP3},
		"about POP3":          {"A server answers with +OK, or with -ERR.\n", NoPOP3},
		"IMAP":                {"Trying ::1...\nConnected to a.\n* OK IMAP4rev1 ready\na login b c\n", IsIMAP},
		"SMTP":                {"220 a ESMTP\nEHLO b\n250 a\n", IsSMTP},
		"marked SMTP":         {"S: 220 a ESMTP\nC: EHLO b\n", IsSMTP},
		"HTTP":                {"*   Trying 127.0.0.1:80...\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n", IsHTTP},
		"mail":                {"Return-Path: <a@b>\nReceived: from c\nSubject: d\n\nHello\n", IsMail},
		"client only":         {"USER mrose\nPASS secret\nSTAT\nQUIT\n", OnlyClient},
		"poplib":              {"*cmd* 'USER mrose'\n*cmd* 'PASS secret'\n", NoDebug},
		"gzip":                {"\x1f\x8b\x08\x00\x00\x00", IsPacked},
		"zip":                 {"PK\x03\x04\x14\x00", IsPacked},
		"image":               {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00", IsBinary},
		"JPEG":                {"\xff\xd8\xff\xe0\x00\x10JFIF" + noise(4096), IsBinary},
		"server only":         {"+OK ready\n+OK\n+OK mrose has 2 messages\n", OnlyServer},
		"marked server only":  {"S: +OK ready\nS: +OK\n", OnlyServer},
		"telnet to port 995":  {"Trying ::1...\nConnected to a.\nEscape character is '^]'.\n", Silent},
		"openssl to port 110": {"CONNECTED(00000003)\n40B7:error:0A00010B:SSL routines:a:wrong version number:b:354:\n", Silent},
		"TLS":                 {"\nFollow: tcp,raw\nNode 0: a:1\nNode 1: b:995\n160301000101\n\t160303000102\n", IsSealed},
		"too long":            {strings.Repeat("x", MaxSize+1), TooLong},
		"many lines":          {"+OK\n" + strings.Repeat("\n", MaxLines) + "NOOP\n", TooMany},
	} {
		if log, err := Read([]byte(test.file)); err != error(test.want) {
			t.Errorf("%s: got %v, %v, want %v", name, log.Format, err, test.want)
		}
	}
}

// noise are octets as packed files have them: any as often as any other.
func noise(n int) string {
	octets := make([]byte, n)
	rand.NewChaCha8([32]byte{}).Read(octets)
	return string(octets)
}

// A file of anything takes time in proportion to its length, and not to its square,
// which would be minutes here. The limit is far from what any machine needs.
func TestLongFiles(t *testing.T) {
	const size = 1 << 17
	for _, piece := range []string{"x", "1", "> ", "C: \n", "10:18:17", ":", "x\r", "a\b", "00000000  2b\n", "+", "-ER",
		"+OK\n", "S: +OK\n", "> +OK\n", "+OK C: ", "NOOP\n", "AUTH PLAIN\n+ \n", "Connected to .\n", "\n \n"} {
		for _, begin := range []string{"", "+OK\n", "S: +OK\n", "peers:\n", "Follow: tcp,ascii\n9999999\n", "*get* b'+OK'\n"} {
			file := append([]byte(begin), bytes.Repeat([]byte(piece), size/len(piece))...)
			start := time.Now()
			Read(file)
			if d := time.Since(start); d > time.Minute {
				t.Errorf("%q and many %q: %v", begin, piece, d)
			}
		}
	}
}
