package pop3_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
)

// view is the model of a maildrop as the session that has the lock sees it:
// TRANSACTION in forty lines, with nothing of the engine in it (RFC 1939 sections
// 5 and 7).
type view struct {
	messages []pop3.Message
	marked   []bool
}

// meaning is what a client acts upon in a reply.
type meaning struct {
	ok   bool
	text string // what must follow +OK, where that is fixed
	body string
}

func newView(messages []pop3.Message) *view {
	return &view{messages, make([]bool, len(messages))}
}

// reply does what a command line asks for and says what the reply must mean. A
// line that is no command of TRANSACTION, or not a right one, means -ERR.
func (v *view) reply(line string) meaning {
	shape, number := shapeOf(line)
	i := number[0] - 1
	if strings.Contains(shape, "#") && (i < 0 || i >= len(v.messages) || v.marked[i]) {
		return meaning{}
	}
	switch shape {
	case "NOOP":
		return meaning{ok: true}
	case "STAT":
		return meaning{ok: true, text: fmt.Sprint(len(v.unmarked()), v.octets())}
	case "LIST":
		return meaning{ok: true, body: v.all(v.size)}
	case "UIDL":
		return meaning{ok: true, body: v.all(v.uid)}
	case "LIST #":
		return meaning{ok: true, text: v.size(i)}
	case "UIDL #":
		return meaning{ok: true, text: v.uid(i)}
	case "RETR #":
		return meaning{ok: true, body: string(v.messages[i].Octets)}
	case "TOP # #":
		return meaning{ok: true, body: v.top(i, number[1])}
	case "DELE #":
		v.marked[i] = true
		return meaning{ok: true}
	case "RSET":
		clear(v.marked)
		return meaning{ok: true}
	}
	return meaning{}
}

// shapeOf puts # for each number of a line: "top 1 020" is "TOP # #" with 1 and
// 20. Numbers that are larger than any message are the largest there is. A # that
// was typed is no number, and becomes a question mark.
func shapeOf(line string) (shape string, number [2]int) {
	words := strings.Split(strings.ReplaceAll(line, "#", "?"), " ")
	words[0] = pop3.Upper(words[0])
	for i, word := range words[1:] {
		if word != "" && strings.Trim(word, "0123456789") == "" && i < len(number) {
			number[i], _ = strconv.Atoi(word)
			words[i+1] = "#"
		}
	}
	return strings.Join(words, " "), number
}

func (v *view) size(i int) string { return fmt.Sprint(i+1, len(v.messages[i].Octets)) }
func (v *view) uid(i int) string  { return fmt.Sprintf("%d %s", i+1, v.messages[i].UID) }

func (v *view) all(entry func(int) string) (lines string) {
	for i := range v.messages {
		if !v.marked[i] {
			lines += entry(i) + "\r\n"
		}
	}
	return lines
}

func (v *view) octets() (octets int) {
	for _, m := range v.unmarked() {
		octets += len(m.Octets)
	}
	return octets
}

// top is the header, the blank line and so many lines of the body.
func (v *view) top(i, lines int) string {
	all := strings.SplitAfter(string(v.messages[i].Octets), "\r\n")
	blank := slices.Index(all, "\r\n")
	if blank < 0 || lines >= len(all)-blank {
		return string(v.messages[i].Octets)
	}
	return strings.Join(all[:blank+1+lines], "")
}

// unmarked are the messages that UPDATE leaves.
func (v *view) unmarked() (left []pop3.Message) {
	for i, m := range v.messages {
		if !v.marked[i] {
			left = append(left, m)
		}
	}
	return left
}

// check compares a reply with what it must mean.
func (p *peer) check(line string, got heard, want meaning) {
	p.t.Helper()
	if got.ok != want.ok || got.body != want.body || want.text != "" && got.text != want.text {
		p.t.Errorf("%q: got %+v, want %+v", line, got, want)
	}
}
