package mailbox

import (
	"bufio"
	"bytes"
	"errors"
	"io"
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

// Part is one message of an mbox file and the place where it lies. The places follow
// each other without a gap and cover the whole file.
type Part struct {
	Offset, Length int64  // octets of the file that belong to it, the blank line behind it included
	From           string // its From_ line, without the line end
	Octets         []byte // the message itself, normalised

	parted bool // there is a blank line behind it
}

// MboxReader reads an mbox file message by message, so that a large one is never in
// memory as a whole.
type MboxReader struct {
	file   *bufio.Reader
	number int    // how many lines were read
	at     int64  // how many octets
	next   Part   // Offset and From of the next message; without From there is none
	text   []byte // lines of the message at hand, in memory that is used again
}

// NewMboxReader reads from the beginning of an mbox file.
func NewMboxReader(file io.Reader) *MboxReader {
	return &MboxReader{file: bufio.NewReaderSize(file, 64<<10)}
}

// Next gives the next message, or io.EOF behind the last. Any other error is that of
// the file or says which line is no mbox, and ends the reading.
func (r *MboxReader) Next() (Part, error) {
	if r.number == 0 {
		if err := r.first(); err != nil {
			return Part{}, err
		}
	}
	if r.next.From == "" {
		return Part{}, io.EOF
	}
	part := r.next
	text, err := r.message()
	if err != nil {
		return Part{}, err
	}
	message := unseparated(text)
	part.Length = r.next.Offset - part.Offset
	part.Octets, part.parted = Normalise(message), len(message) < len(text)
	return part, nil
}

// first finds the From_ line of the first message. Blank lines in front of it go with
// that message.
func (r *MboxReader) first() error {
	for {
		r.text = r.text[:0]
		line, err := r.line()
		if err != nil {
			return err
		}
		switch text := unended(line); {
		case isFrom(text, true):
			r.next.From = string(text)
			return nil
		case bytes.Contains(text, []byte("\r")):
			return errors.New("line " + strconv.Itoa(r.number) + " has a CR without LF: " +
				"the lines of an mbox file end with LF or CRLF")
		case len(text) > 0:
			return errors.New("line " + strconv.Itoa(r.number) + " is not of an mbox file, " +
				`where a line such as "From ann@example.org Wed May  1 09:00:00 1996" comes first; ` +
				"a single message goes into a folder, as a file NAME.eml")
		}
	}
}

// message reads the lines up to the next From_ line or the end of the file.
func (r *MboxReader) message() ([]byte, error) {
	r.text = r.text[:0]
	for blank := false; ; {
		begin, offset := len(r.text), r.at
		line, err := r.line()
		if err != nil && err != io.EOF {
			return nil, err
		}
		text := unended(line)
		if err == io.EOF || isFrom(text, blank) {
			r.next = Part{Offset: offset, From: string(text)}
			return r.text[:begin], nil
		}
		if isQuoted(line) {
			r.text = append(r.text[:begin], line[1:]...)
		}
		blank = len(text) == 0
	}
}

// line adds the next line to the text, and gives it. The last one may lack its end;
// behind it comes io.EOF.
func (r *MboxReader) line() ([]byte, error) {
	begin, err := len(r.text), bufio.ErrBufferFull
	for err == bufio.ErrBufferFull {
		var piece []byte
		piece, err = r.file.ReadSlice('\n')
		r.text = append(r.text, piece...)
	}
	line := r.text[begin:]
	if err != nil && (err != io.EOF || len(line) == 0) {
		return nil, err
	}
	r.number++
	r.at += int64(len(line))
	return line, nil
}
