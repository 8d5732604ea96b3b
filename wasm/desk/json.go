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
	w := writer{append(b, '{')}
	w.text("state", a.State.String())
	w.text("host", a.Host)
	w.flag("connected", a.Connected)
	w.flag("clear", a.Clear)
	w.name("send")
	w.out = appendOctets(w.out, a.Send)
	w.list("legal", len(a.Legal), func(i int) { w.out = appendString(w.out, a.Legal[i]) })
	w.list("rows", len(a.Rows), func(i int) { w.row(&a.Rows[i]) })
	w.list("tasks", len(a.Tasks), func(i int) { w.task(&a.Tasks[i]) })
	return append(w.out, '}')
}

// AppendFault appends an answer that says only what went wrong: "error" for
// wrong input, "fault" for a mistake of poplab's own.
func AppendFault(b []byte, kind, message string) []byte {
	w := writer{append(b, '{')}
	w.text(kind, message)
	return append(w.out, '}')
}

func (w *writer) row(r *Row) {
	w.out = append(w.out, '{')
	w.number("i", r.Index)
	w.number("session", r.Entry.Session)
	w.number("exchange", r.Entry.Exchange)
	w.text("side", string(rune(r.Entry.Side)))
	w.number("size", size(&r.Entry))
	w.text("kind", r.Entry.Kind.String())
	w.text("state", r.Entry.State.String())
	w.text("text", r.Text)
	w.text("note", r.Note.Text)
	w.text("severity", r.Note.Severity.String())
	w.text("rfc", r.Note.RFC)
	w.text("url", pop3.CitationURL(r.Note.RFC))
	w.out = append(w.out, '}')
}

// size is the count of octets on the wire, line end included.
func size(e *transcript.Entry) int {
	if e.Side == transcript.Local {
		return 0
	}
	return len(e.Octets)
}

func (w *writer) task(t *TaskState) {
	w.out = append(w.out, '{')
	w.text("id", t.ID)
	w.flag("done", t.Done())
	w.list("goals", len(t.Verdicts), func(i int) { w.verdict(&t.Verdicts[i]) })
	w.out = append(w.out, '}')
}

func (w *writer) verdict(v *check.Verdict) {
	w.out = append(w.out, '{')
	w.flag("met", v.Met)
	w.number("row", v.Entry)
	w.text("said", v.Said)
	w.out = append(w.out, '}')
}

// writer writes the members of objects and lists.
type writer struct{ out []byte }

// comma parts a member from the one before it, if there is one.
func (w *writer) comma() {
	if last := w.out[len(w.out)-1]; last != '{' && last != '[' {
		w.out = append(w.out, ',')
	}
}

func (w *writer) name(name string) {
	w.comma()
	w.out = append(appendString(w.out, name), ':')
}

func (w *writer) text(name, value string) {
	w.name(name)
	w.out = appendString(w.out, value)
}

func (w *writer) number(name string, n int) {
	w.name(name)
	w.out = strconv.AppendInt(w.out, int64(n), 10)
}

func (w *writer) flag(name string, value bool) {
	w.name(name)
	w.out = strconv.AppendBool(w.out, value)
}

// list writes n items; item writes one of them.
func (w *writer) list(name string, n int, item func(i int)) {
	w.name(name)
	w.out = append(w.out, '[')
	for i := range n {
		w.comma()
		item(i)
	}
	w.out = append(w.out, ']')
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
