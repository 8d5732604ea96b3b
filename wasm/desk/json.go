package desk

import (
	"strconv"
	"unicode/utf8"

	"poplab/wasm/check"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// The page reads answers as JSON. They are written by hand because
// encoding/json would add 217 KiB to what every learner downloads.

// AppendJSON appends the answer as one JSON object.
func (a Answer) AppendJSON(b []byte) []byte {
	b = append(b, `{"state":`...)
	b = appendString(b, a.State.String())
	b = append(b, `,"host":`...)
	b = appendString(b, a.Host)
	b = append(b, `,"connected":`...)
	b = strconv.AppendBool(b, a.Connected)
	b = append(b, `,"clear":`...)
	b = strconv.AppendBool(b, a.Clear)
	b = append(b, `,"send":`...)
	b = appendOctets(b, a.Send)
	b = append(b, `,"legal":`...)
	b = appendList(b, a.Legal, appendString)
	b = append(b, `,"rows":`...)
	b = appendList(b, a.Rows, appendRow)
	b = append(b, `,"tasks":`...)
	b = appendList(b, a.Tasks, appendTask)
	return append(b, '}')
}

// AppendFault appends an answer that says only what went wrong: "error" for
// wrong input, "fault" for a mistake of poplab's own.
func AppendFault(b []byte, kind, message string) []byte {
	b = append(b, '{')
	b = appendString(b, kind)
	b = append(b, ':')
	b = appendString(b, message)
	return append(b, '}')
}

func appendRow(b []byte, r Row) []byte {
	b = append(b, `{"i":`...)
	b = strconv.AppendInt(b, int64(r.Index), 10)
	b = append(b, `,"session":`...)
	b = strconv.AppendInt(b, int64(r.Entry.Session), 10)
	b = append(b, `,"exchange":`...)
	b = strconv.AppendInt(b, int64(r.Entry.Exchange), 10)
	b = append(b, `,"side":"`...)
	b = append(b, byte(r.Entry.Side))
	b = append(b, `","size":`...)
	b = strconv.AppendInt(b, int64(size(r.Entry)), 10)
	for _, field := range [...][2]string{
		{`,"kind":`, r.Entry.Kind.String()},
		{`,"state":`, r.Entry.State.String()},
		{`,"text":`, r.Text},
		{`,"note":`, r.Note.Text},
		{`,"severity":`, r.Note.Severity.String()},
		{`,"rfc":`, r.Note.RFC},
		{`,"url":`, pop3.CitationURL(r.Note.RFC)},
	} {
		b = append(b, field[0]...)
		b = appendString(b, field[1])
	}
	return append(b, '}')
}

// size is the count of octets on the wire, line end included.
func size(e transcript.Entry) int {
	if e.Side == transcript.Local {
		return 0
	}
	return len(e.Octets)
}

func appendTask(b []byte, t TaskState) []byte {
	b = append(b, `{"id":`...)
	b = appendString(b, t.ID)
	b = append(b, `,"done":`...)
	b = strconv.AppendBool(b, t.Done())
	b = append(b, `,"goals":`...)
	b = appendList(b, t.Verdicts, appendVerdict)
	return append(b, '}')
}

func appendVerdict(b []byte, v check.Verdict) []byte {
	b = append(b, `{"met":`...)
	b = strconv.AppendBool(b, v.Met)
	b = append(b, `,"row":`...)
	b = strconv.AppendInt(b, int64(v.Entry), 10)
	b = append(b, `,"said":`...)
	b = appendString(b, v.Said)
	return append(b, '}')
}

func appendList[T any](b []byte, list []T, item func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, v)
	}
	return append(b, ']')
}

// appendString writes s as a JSON string; octets that are no UTF-8 become U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		b = appendRune(b, r)
	}
	return append(b, '"')
}

// appendOctets writes each octet as the code point of its value, so that the
// page gets every octet back exactly.
func appendOctets(b []byte, octets []byte) []byte {
	b = append(b, '"')
	for _, o := range octets {
		b = appendRune(b, rune(o))
	}
	return append(b, '"')
}

func appendRune(b []byte, r rune) []byte {
	switch {
	case r == '"' || r == '\\':
		return append(b, '\\', byte(r))
	case r < ' ':
		return append(b, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
	}
	return utf8.AppendRune(b, r)
}
