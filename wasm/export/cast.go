package export

import (
	"strconv"
	"unicode/utf8"

	"poplab/wasm/json"
	"poplab/wasm/transcript"
)

// How fast a replay goes, in microseconds. Times that are known are kept, up to
// longest: nobody wants to watch a learner think.
const (
	longest = 3_000_000 // before any line
	thought = 800_000   // before a line is typed
	stroke  = 70_000    // between two keys, at most
	pause   = 30_000    // before a line of the server
)

// mostStrokes is how many characters are typed one by one; nobody types more, and a
// longer line appears at once.
const mostStrokes = 200

// writeCast writes what telnet would have shown, as asciicast v3: a header, and an
// event a line, each with the seconds since the event before it. Players feed the
// text to a terminal, so what a server sends must not steer that terminal: lines
// come from transcript.Visible, which leaves no control character but TAB.
// (https://docs.asciinema.org/manual/asciicast/v3/)
func writeCast(s *Session) ([]byte, error) {
	b := s.castHead()
	for i := range s.Transcript.Entries {
		if s.typed(i) {
			s.putTyped(&b, i)
		} else {
			b.event(s.wait(i, pause), "o", s.line(i)+"\r\n")
		}
	}
	b.event(thought, "x", "0")
	return b, nil
}

func (s *Session) castHead() (b sheet) {
	timestamp := ""
	if begun := s.begun(); begun != 0 {
		timestamp = `,"timestamp":` + strconv.FormatInt(floor(begun, 1e6), 10)
	}
	b.fill(`{"version":3,"term":{"cols":80,"rows":24}%,"title":%,"tags":["pop3"]}`+"\n", timestamp, inJSON(s.title()))
	return b
}

// typed says whether line i comes from the keyboard.
func (s *Session) typed(i int) bool {
	e := &s.Transcript.Entries[i]
	return e.Side == transcript.Client || e.Topic == transcript.Typed
}

// putTyped writes line i key by key, the return key last, and a marker before the
// first one where it is a command.
func (s *Session) putTyped(b *sheet, i int) {
	line := s.line(i)
	keys := int64(utf8.RuneCountInString(line)) + 1
	wait := s.wait(i, thought+keys*stroke)
	pace := min(stroke, wait/keys)
	if keys > mostStrokes {
		pace = 0
	}
	start := wait - keys*pace
	if s.Transcript.Entries[i].Kind == transcript.Request {
		keyword, _ := transcript.SplitCommand(line)
		b.event(start, "m", keyword)
		start = 0
	}
	line += "\r\n"
	for pace > 0 && line != "\r\n" {
		_, size := utf8.DecodeRuneInString(line)
		b.event(start+pace, "o", line[:size])
		start, line = 0, line[size:]
	}
	b.event(start+pace, "o", line)
}

// wait is the time before line i: as it was where that is known, else the usual one.
func (s *Session) wait(i int, usual int64) int64 {
	if d := s.Transcript.Delta(i); d >= 0 {
		return min(d, longest)
	}
	return usual
}

// event writes one line of the event stream.
func (b *sheet) event(wait int64, code, data string) {
	b.fill("[%,\"%\",%]\n", seconds(wait, "."), code, inJSON(data))
}

func inJSON(text string) string { return string(json.AppendString(nil, text)) }
