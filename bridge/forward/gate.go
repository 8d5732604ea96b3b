package forward

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
)

// The first line of a reply has at most 512 octets (RFC 2449 section 4).
const maxGreeting = 512

// Status indicators. A server has to write them in capitals (RFC 1939 section 3).
const positive, negative = "+OK", "-ERR"

// hasStatus says whether a reply begins with an indicator. What it says besides, if
// anything, stands behind a space (RFC 2449 section 3): +OKAY is no +OK.
func hasStatus(reply []byte, indicator string) bool {
	rest, begins := bytes.CutPrefix(reply, []byte(indicator))
	return begins && (len(rest) == 0 || strings.IndexByte(" \r\n", rest[0]) >= 0)
}

// readGreeting reads into buf until the server's first line is complete, and
// gives the count of octets read, which may be more than the line. It gives up
// at the first octet that no POP3 greeting has (RFC 1939 section 4).
func readGreeting(server io.Reader, buf []byte) (int, *ending) {
	n := 0
	for n < len(buf) {
		m, err := server.Read(buf[n:])
		n += m
		if !strings.HasPrefix(positive, string(buf[:n])) && !hasStatus(buf[:n], positive) {
			return n, wrongGreeting(buf[:n])
		}
		if bytes.IndexByte(buf[:n], '\n') >= 0 {
			return n, nil
		}
		if err != nil {
			return n, noGreeting(err)
		}
	}
	return n, notPOP3("This is not a POP3 server: its greeting is longer than 512 octets.")
}

// strangers are beginnings of what other servers say first. The page gets a
// sentence of ours, never the words of a server that nothing is known about.
var strangers = []struct{ begin, reason string }{
	{negative, "The server takes no session now: it said -ERR instead of a greeting."},
	{positive, "This is not a POP3 server: behind +OK its greeting has neither a space nor an end of line."},
	{"220", "This is not a POP3 server: it greets with 220, as SMTP and FTP servers do."},
	{"* ", "This is not a POP3 server: it greets with *, as IMAP servers do."},
	{"HTTP/", "This is not a POP3 server: it speaks HTTP."},
	{"SSH-", "This is not a POP3 server: it speaks SSH."},
}

func wrongGreeting(said []byte) *ending {
	for _, s := range strangers {
		if strings.HasPrefix(string(said), s.begin) {
			return notPOP3(s.reason)
		}
	}
	return notPOP3("This is not a POP3 server: its greeting does not begin with +OK.")
}

func noGreeting(err error) *ending {
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return notPOP3("The server says nothing. A POP3 server speaks first; is this port one for TLS?")
	case errors.Is(err, io.EOF):
		return notPOP3("The server closed the connection without a greeting.")
	}
	return notPOP3("The connection to the server broke before its greeting.")
}
