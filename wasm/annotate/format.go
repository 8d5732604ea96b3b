package annotate

import (
	"strconv"
	"strings"
)

// args are the values that a text can name in braces, as notes.en.txt explains.
// Which of them are set belongs to the key; strings from the wire go through quote first.
type args struct {
	Command string // a keyword in capitals
	Word    string // a word as it was sent
	Name    string // of a user, a field, a mechanism
	Line    string // a line to type
	Sum     string // such as "120 + 200"

	N, M, Total int
}

// remark is a note before it is put into words: what is said, and of what. An
// aside is a second, short note behind the first.
type remark struct {
	key   key
	args  args
	aside key
	let   key // of a reply that lets a mistake pass, what was said of the mistake
}

// fact is that of the key. It takes citation and rule from the mistake that a
// server lets pass, and where no rule is at stake from the aside.
func (r *remark) fact() fact {
	f := facts[r.key]
	if r.let == nothing && r.aside == nothing { // as mostly
		return f
	}
	for _, other := range [2]fact{facts[r.let], facts[r.aside]} {
		if f.rule == "" && other.rule != "" {
			f.rfc, f.rule = other.rfc, other.rule
		}
	}
	f.severity = max(f.severity, facts[r.aside].severity)
	return f
}

// render fills the words in braces.
func render(template string, a *args) string {
	if strings.IndexByte(template, '{') < 0 {
		return template
	}
	var b strings.Builder
	b.Grow(len(template) + 32)
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var name string
		name, template, _ = strings.Cut(rest, "}")
		a.write(&b, name)
	}
}

// write appends the value of one pair of braces.
func (a *args) write(b *strings.Builder, name string) {
	if name, forms, found := strings.Cut(name, "|"); found {
		plural(b, *a.number(name), forms)
	} else if s := a.word(name); s != nil {
		b.WriteString(*s)
	} else {
		number(b, *a.number(name))
	}
}

// plural appends the form that fits n.
func plural(b *strings.Builder, n int, forms string) {
	one, form, _ := strings.Cut(forms, "|")
	if n == 1 {
		form = one
	}
	before, after, found := strings.Cut(form, "#")
	b.WriteString(before)
	if found {
		number(b, n)
	}
	b.WriteString(after)
}

func number(b *strings.Builder, n int) {
	var digits [20]byte
	b.Write(strconv.AppendInt(digits[:0], int64(n), 10))
}

// number gives the number of that name; tests hold every language to these names.
func (a *args) number(name string) *int {
	switch name {
	case "n":
		return &a.N
	case "m":
		return &a.M
	case "total":
		return &a.Total
	}
	return nil
}

// word gives the string of that name, or nil.
func (a *args) word(name string) *string {
	switch name {
	case "command":
		return &a.Command
	case "word":
		return &a.Word
	case "name":
		return &a.Name
	case "line":
		return &a.Line
	case "sum":
		return &a.Sum
	}
	return nil
}

// longest is how many octets of the wire a note quotes at most, and of a timestamp,
// which only helps as a whole.
const (
	longest          = 32
	longestTimestamp = 64
)

// quote makes a word of the wire fit for a note: short, and printable.
func quote(s string) string { return quoteUpTo(s, longest) }

func quoteUpTo(s string, longest int) string {
	short := s[:min(len(s), longest)]
	if len(short) == len(s) && isPrintable(s) {
		return s
	}
	bullets := strings.Contains(s, hidden) // they stand for a secret
	var b strings.Builder
	for i := 0; i < len(short); i++ {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7f:
			b.WriteByte(c)
		case bullets && strings.HasPrefix(s[i:], "•"):
			b.WriteString("•")
			i += len("•") - 1
		default:
			b.WriteString("·")
		}
	}
	if len(short) < len(s) {
		b.WriteString("…")
	}
	return b.String()
}

// hidden is a part of what transcript.Masked puts in the place of a secret.
const hidden = "•••"

// isMask says whether a word stands for a secret that whoever kept the session took
// out of it, as this program does too: what the secret was nobody can say.
func isMask(word string) bool {
	return strings.HasPrefix(word, hidden) && strings.Trim(word, "•") == "" ||
		strings.HasPrefix(word, "***") && strings.Trim(word, "*") == ""
}

func isPrintable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
