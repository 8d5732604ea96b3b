package capture

import (
	"bytes"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Problem is what is wrong with a file: sentences for the person who gave it, that
// say what to do.
type Problem string

func (p Problem) Error() string { return phrase.Whole(string(p)) }

const (
	Empty      Problem = "There is nothing in it. Paste a POP3 session, or choose a file that has one."
	TooLong    Problem = "It has more than 20 MB. Cut out the part with the POP3 session, and try again."
	TooMany    Problem = "It has more than a million lines. Cut out the part with the POP3 session, and try again."
	NoPOP3     Problem = "No POP3 in it: a POP3 server begins each reply with +OK or -ERR, and no line does. Paste the whole session, both sides, as the program showed it."
	IsIMAP     Problem = "It looks like IMAP: the server's lines begin with *. poplab explains POP3, where they begin with +OK or -ERR."
	IsSMTP     Problem = "It looks like SMTP or FTP: replies begin with a number. poplab explains POP3, where they begin with +OK or -ERR."
	IsHTTP     Problem = "It looks like HTTP. poplab explains POP3, where replies begin with +OK or -ERR."
	IsMail     Problem = "It looks like a mail message, and not like the session that fetched it. Paste the session: the commands and the replies."
	IsBinary   Problem = "It is no text and no packet capture that poplab knows. Choose a log as text, or a pcap or pcapng file."
	IsPacked   Problem = "It is a packed file. Unpack it, and choose the log that is in it."
	OnlyClient Problem = "It has commands of a client, but no reply of a server: a reply begins with +OK or -ERR. Record both sides, and try again."
	OnlyServer Problem = "It has replies of a server, but no command of a client, as where the output of nc went into a file. Record both sides, and try again."
	Silent     Problem = "A connection was made, but no line of the server is in it. On port 995 POP3 is inside TLS, where telnet and nc show nothing and openssl s_client does; on port 110 it is the other way round."
	IsSealed   Problem = "What is inside TLS, nobody can read from outside."
	NoDebug    Problem = "It has the commands of Python's poplib, but no replies. Call set_debuglevel(2) before the first command, and record again."
)

// packed are the first octets of files that have others in them: gzip, zip, bzip2,
// xz, zstd, 7z, rar.
var packed = []string{"\x1f\x8b", "PK\x03\x04", "BZh", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd", "7z\xbc\xaf", "Rar!"}

// tells are beginnings of lines that give away what a file is, if it is no POP3.
// A mark before them, as in "S: 220 ready", is allowed.
var tells = []struct {
	begins  string
	problem Problem
}{
	{"*cmd* '", NoDebug},
	{"* OK", IsIMAP}, {"* PREAUTH", IsIMAP}, {"* BYE", IsIMAP},
	{"220 ", IsSMTP}, {"220-", IsSMTP}, {"EHLO ", IsSMTP},
	{"HTTP/1.", IsHTTP}, {"HTTP/2", IsHTTP}, {"GET /", IsHTTP}, {"POST /", IsHTTP}, {"<!DOCTYPE html", IsHTTP},
	{"Return-Path:", IsMail}, {"Received:", IsMail}, {"Delivered-To:", IsMail}, {"From ", IsMail},
	{"From:", IsMail}, {"Message-ID:", IsMail}, {"MIME-Version:", IsMail},
	{"USER ", OnlyClient}, {"PASS ", OnlyClient}, {"STAT", OnlyClient}, {"RETR ", OnlyClient}, {"LIST", OnlyClient},
}

// seems says what a text without any reply of POP3 probably is: the first line that
// gives it away decides.
func seems(lines []string) Problem {
	for _, line := range lines[:min(len(lines), 1000)] {
		for _, tell := range tells {
			if pop3.HasPrefixFold(line, tell.begins) || pop3.HasPrefixFold(unmark(line), tell.begins) {
				return tell.problem
			}
		}
	}
	return NoPOP3
}

// lacks says what is missing in a log that was read to its end; "" if nothing is.
func (w *teller) lacks(lines []string) Problem {
	var opened, sealed, asked bool
	replies := 0
	for i := range w.t.Entries {
		switch e := &w.t.Entries[i]; {
		case e.Topic == transcript.Opened:
			opened = true
		case e.Kind == transcript.Sealed:
			sealed = true
		case e.Side == transcript.Client:
			asked = true
		case e.Side == transcript.Server && bytes.HasPrefix(e.Octets, []byte("+OK")):
			replies++
		}
	}
	is := seems(lines)
	switch {
	case w.replied && !asked && replies > 1:
		return OnlyServer
	case w.replied, w.failed:
		return ""
	case is == NoPOP3 && sealed:
		return IsSealed
	case is == NoPOP3 && opened && !w.heard:
		return Silent
	}
	return is
}

// unmark is a line without the mark before it.
func unmark(line string) string {
	for _, m := range marks {
		for _, side := range []string{m.client, m.server} {
			if pop3.HasPrefixFold(line, side) {
				return strings.TrimLeft(line[len(side):], blanks)
			}
		}
	}
	return line
}

func isPacked(file string) bool {
	for _, magic := range packed {
		if strings.HasPrefix(file, magic) {
			return true
		}
	}
	return false
}

// isBinary says whether a file is no text: more than one octet in twenty of its
// beginning is a control character that no terminal log has.
func isBinary(file string) bool {
	head, odd := file[:min(len(file), 4096)], 0
	for i := range len(head) {
		if c := head[i]; c < ' ' && strings.IndexByte("\t\n\r\b\a\f\x1b\x00", c) < 0 {
			odd++
		}
	}
	return odd*20 > len(head) || strings.Count(head, "\x00")*3 > len(head)
}

const blanks = " \t"
