package mailbox

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
)

// An mbox file is messages one behind the other, each under a From_ line ("From",
// a space, the envelope sender and a date) and with a blank line behind it. There
// is no standard, only habits, and these are read:
//
//   - A line that begins "From " begins a message at the start of the file and
//     after a blank line. Elsewhere it does so only with a date in it, for
//     programs that leave the blank line out.
//   - Within a message, such lines have a ">" in front. One is taken away, from
//     ">From " as from ">>From " (the form that is called mboxrd), so that the
//     message is again what was delivered.
//   - The blank line behind a message is no part of it, and may be missing, as may
//     the end of the last line. Lines end with LF or CRLF.
//   - Content-Length and the marks that other programs keep in a header mean
//     nothing here.

// Part is one message of an mbox file and the place where it lies.
type Part struct {
	Offset, Length int    // octets of the file that belong to it, the blank line behind it included
	From           string // its From_ line, without the line end
	Octets         []byte // the message itself, normalised
}

// SplitMbox finds the messages of an mbox file. Their places follow each other
// without a gap and cover the whole file. Its error says which line is no mbox.
func SplitMbox(file []byte) ([]Part, error) {
	starts, err := fromLines(file)
	parts := make([]Part, len(starts))
	for i, start := range starts {
		end := len(file)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		from, message, _ := bytes.Cut(file[start:end], []byte("\n"))
		parts[i] = Part{start, end - start, string(trimCR(from)), Normalise(unquote(unseparated(message)))}
	}
	if len(parts) > 0 { // blank lines in front of the first go with it
		parts[0].Offset, parts[0].Length = 0, parts[0].Offset+parts[0].Length
	}
	return parts, err
}

// fromLines gives the offset of every line that begins a message.
func fromLines(file []byte) (starts []int, err error) {
	blank, number := true, 0
	for at := 0; at < len(file); {
		line, _, _ := bytes.Cut(file[at:], []byte("\n"))
		number++
		switch text := trimCR(line); {
		case bytes.HasPrefix(text, []byte("From ")) && (blank || isDated(text)):
			starts = append(starts, at)
			blank = false
		case len(starts) == 0 && len(text) > 0:
			return nil, errors.New("line " + strconv.Itoa(number) + " is not of an mbox file, " +
				`where a line such as "From ann@example.org Wed May  1 09:00:00 1996" comes first`)
		default:
			blank = len(text) == 0
		}
		at += len(line) + len("\n")
	}
	return starts, nil
}

var (
	weekdays = [][]byte{[]byte("Mon"), []byte("Tue"), []byte("Wed"), []byte("Thu"), []byte("Fri"), []byte("Sat"), []byte("Sun")}
	colon    = []byte(":")
)

// isDated looks for a date such as "Wed May  1 09:00:00 1996" in a From_ line: a
// day of the week, two words, and a time.
func isDated(line []byte) bool {
	words := bytes.Fields(line)
	for i, word := range words {
		if slices.ContainsFunc(weekdays, func(day []byte) bool { return bytes.Equal(day, word) }) {
			return i+3 < len(words) && bytes.Contains(words[i+3], colon)
		}
	}
	return false
}

func trimCR(line []byte) []byte { return bytes.TrimSuffix(line, []byte("\r")) }

// unseparated takes the blank line away that parts a message from the next.
func unseparated(message []byte) []byte {
	rest, ended := bytes.CutSuffix(message, []byte("\n"))
	rest = trimCR(rest)
	if ended && (len(rest) == 0 || rest[len(rest)-1] == '\n') {
		return rest
	}
	return message
}

// unquote takes one ">" from lines such as ">From " and ">>From ".
func unquote(message []byte) []byte {
	if !bytes.Contains(message, []byte(">From ")) {
		return message // so that a large message is not copied for nothing
	}
	out := make([]byte, 0, len(message))
	for line := range bytes.Lines(message) {
		if bare := bytes.TrimLeft(line, ">"); len(bare) < len(line) && bytes.HasPrefix(bare, []byte("From ")) {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}

// CutMbox writes the file without the marked parts; parts that marked has no entry
// for stay. What stays keeps its octets, and only where a part that had no blank
// line behind it gets another neighbour one is added, since the From_ line of that
// neighbour might not count without.
func CutMbox(w io.Writer, file []byte, parts []Part, marked []bool) error {
	last := -1 // of the parts that were written
	for i, part := range parts {
		if i < len(marked) && marked[i] {
			continue
		}
		if last >= 0 && last < i-1 && !endsBlank(place(file, parts[last])) {
			if _, err := w.Write([]byte("\n")); err != nil {
				return err
			}
		}
		if _, err := w.Write(place(file, part)); err != nil {
			return err
		}
		last = i
	}
	return nil
}

// place is what a part has of the file.
func place(file []byte, p Part) []byte { return file[p.Offset : p.Offset+p.Length] }

// endsBlank says whether the last line of a part is blank.
func endsBlank(part []byte) bool { return len(unseparated(part)) < len(part) }
