// Package capture reads what others recorded: logs of telnet, nc, openssl, curl and
// fetchmail, lines marked C and S, streams that Wireshark followed, and packet
// captures. A file goes in, a transcript comes out, and the annotator explains it
// like any other.
//
// What a log left out cannot be invented: a line without its line end in the log
// gets CR LF, as the rule is (RFC 1939 section 3), and a line that is the program's
// own and not of the wire becomes a Local entry.
package capture

import (
	"strings"

	"poplab/wasm/transcript"
)

// Log is what was read.
type Log struct {
	Transcript *transcript.Transcript
	Format     string // of the file, in words: "telnet", "packet capture"
}

// MaxSize is how many octets a file may have.
const MaxSize = 20 << 20

// Problem is what is wrong with a file: sentences for the person who gave it, that
// say what to do.
type Problem string

func (p Problem) Error() string { return string(p) }

const (
	Empty   Problem = "There is nothing in it. Paste a POP3 session, or choose a file that has one."
	TooLong Problem = "It has more than 20 MB. Cut out the part with the POP3 session, and try again."
	NoPOP3  Problem = "No POP3 in it: a POP3 server begins each reply with +OK or -ERR, and no line does. Paste the whole session, both sides, as the program showed it."
)

// Read makes a transcript of a log or of a packet capture. Its errors are of
// type Problem.
func Read(file []byte) (Log, error) {
	switch {
	case len(file) > MaxSize:
		return Log{}, TooLong
	case strings.TrimSpace(string(file)) == "":
		return Log{}, Empty
	}
	return readMarked(string(file))
}
