// Package capture reads what others recorded: logs of telnet, nc, openssl, curl,
// fetchmail and others, lines marked C and S, streams that Wireshark followed, and
// packet captures. A file goes in, a transcript comes out, and the annotator
// explains it like any other session:
//
//	file ──► decode ──► lines ──► formats ──► teller ──► Transcript
//	         UTF-16,    any line  whose log   whose line
//	         NUL        end       it is       it is
//
// # Formats
//
// A log is known by what stands before its first reply, the first "+OK" or "-ERR"
// at the beginning of a line or behind a mark. The table in formats says it, and
// one file reads each kind:
//
//	follow.go    what Wireshark and tshark follow: text, hex dump, raw, C arrays, YAML
//	trace.go     curl --trace and --trace-ascii
//	poplib.go    Python's poplib with set_debuglevel(2)
//	curl.go      curl -v
//	marked.go    a mark before each line: C: and S:, fetchmail, mpop, Thunderbird
//	unmarked.go  no marks: telnet, nc, openssl s_client, a stream saved as text
//
// A packet capture is known by its first octets; streams.go tells how it is read.
//
// # What a log does not say
//
// Nothing is invented. These rules stand in for what a log leaves out:
//
//   - A line whose end the log lost gets CR LF (RFC 1939 section 3).
//   - A line of the program, not of the wire, becomes a Local entry; where many
//     follow each other, such as those of a certificate, one stands for all.
//   - What is in a document between lines marked C and S is left out.
//   - What stands before the first reply, such as a time, the number of the line or a
//     sign of quoting, is looked for before the others too, and is no part of them.
//   - curl prints messages as a mail program stores them. The dot that was stuffed
//     is put back, and the reply ends without its terminator.
//     A file may get one in two parts, with lines of curl between them.
//   - A session in which the server begins with 220 is one of SMTP. Only a log that
//     has POP3 too is read: it is known by that.
//   - A followed stream as text has no octets of TLS; one line stands for them.
//   - fetchmail prints no messages at all: the reply ends behind its status line.
//   - A session that begins with the client lacks its greeting: a gap says so.
//   - Without marks, a line is whose turn it is: within a multi-line reply the
//     server's, up to the lone dot; after a whole reply the client's.
//   - A clock time at the beginning of lines becomes Entry.Time. Where the log has
//     no date, days are counted from 1 January 1970: differences are right.
//
// To add a format, record a real log as testdata/NAME.log, add a row to formats,
// and let the reader call teller: its methods server, client and program take one
// line each. "go test -run Logs -update" writes NAME.txt; read it.
package capture

import (
	"strings"

	"poplab/wasm/pcap"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Log is what was read.
type Log struct {
	Transcript *transcript.Transcript
	Format     string // of the file, in words: "telnet", "packet capture"
}

// MaxSize is how many octets a file may have, and MaxLines how many lines: each
// takes more room in a page than it has octets.
const (
	MaxSize  = 20 << 20
	MaxLines = 1_000_000
)

// Read makes a transcript of a log or of a packet capture. Its errors are of
// type Problem.
func Read(file []byte) (Log, error) {
	if len(file) > MaxSize {
		return Log{}, TooLong
	}
	if c := pcap.Read(file); c.Format != "" {
		return readPackets(c)
	}
	return readText(decode(file))
}

// format is a kind of log.
type format struct {
	name     title                           // as people call it
	is       func(l *log, tells string) bool // whether a log is of it
	tells    string                          // what gives it away; "|" parts ways to say it
	read     func(*log, *teller)             // tells the log line by line
	speakers string                          // programs whose sayings it may have
}

// terminal are the programs that people use from a terminal.
const terminal = "telnet nc openssl"

// title is what people call a format: the name of a program, or a phrase.
type title string

const (
	followed     title = "followed stream"
	followedHex  title = "followed stream, hex"
	followedYAML title = "followed stream, YAML"
	lettered     title = "lines marked C and S"
	withMarks    title = "lines with marks"
	withoutMarks title = "session without marks"
)

// formats are all kinds of logs that are known; the first that fits reads.
var formats = []format{
	{followed, begins, "Follow: tcp,ascii", readPieces, ""},
	{followedHex, begins, "Follow: tcp,|char peer|00000000  ", readHex, ""},
	{followedYAML, begins, "peers:", readYAML, ""},
	{"curl --trace", begins, "<= Recv |=> Send ", readTrace, "curl"},
	{"Python poplib", begins, "*get* |*put* ", readPoplib, ""},
	{"curl -v", isCurl, "curl", readCurl, "curl"},
	{"fetchmail -v", marked, "POP3<", readMarked, "fetchmail"},
	{"mpop --debug", marked, "<--", readMarked, "mpop"},
	{"Thunderbird", marked, "RECV:", readMarked, ""},
	{lettered, isDocument, "", readMarked, terminal + " RFC"},
	{withMarks, marked, "", readMarked, ""},
	{"openssl s_client", says, "openssl", readUnmarked, terminal},
	{"nc -v", says, "nc", readUnmarked, terminal},
	{"telnet", says, "telnet", readUnmarked, terminal},
	{withoutMarks, hasReply, "", readUnmarked, terminal},
}

// begins is whether a line of the head begins in one of these ways, behind blanks
// and a time.
func begins(l *log, tells string) bool {
	for _, line := range l.head {
		_, line = cutClock(strings.TrimLeft(line, blanks))
		for tells := tells; tells != ""; {
			var tell string
			if tell, tells, _ = strings.Cut(tells, "|"); strings.HasPrefix(line, tell) {
				return true
			}
		}
	}
	return false
}

// says is whether a line of the head is a saying of a program.
func says(l *log, program string) bool {
	for _, line := range l.head {
		_, line, _ = l.cut(line)
		if _, line = cutClock(line); sayingIn(line, program) != nil {
			return true
		}
	}
	return false
}

// marked is whether the server's lines have a mark, and what stands before them ends
// so.
func marked(l *log, mark string) bool {
	return l.marks.server != "" && strings.HasSuffix(pop3.Upper(l.lead+l.marks.server), mark)
}

func isCurl(l *log, program string) bool {
	return (l.marks.server == "<" || l.first < 0) && says(l, program)
}

func isDocument(l *log, _ string) bool { return l.marks.document }
func hasReply(l *log, _ string) bool   { return l.first >= 0 }
