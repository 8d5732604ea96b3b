package check

import (
	"strings"

	"poplab/wasm/pop3"
)

// answer judges what the learner wrote into a field.
type answer struct {
	field string
	value string
	fact  bool // value is the name of a fact
}

// newAnswer reads a value: "the word" is a fact, anything else stands for itself.
func newAnswer(field, value string) answer {
	name, ok := strings.CutPrefix(pop3.Lower(value), "the ")
	if ok && !strings.Contains(name, " ") {
		return answer{field, name, true}
	}
	return answer{field, value, false}
}

func (a answer) judge(v *View, _ scope) Verdict {
	want := a.value
	if a.fact {
		fact, ok := v.Facts[a.value]
		if !ok {
			return unmet(-1, "this world has no "+a.value+" to ask for")
		}
		want = fact
	}
	given := strings.TrimSpace(v.Answers[a.field])
	switch {
	case given == "":
		return unmet(-1, "a question of this task has no answer yet")
	case !a.equal(given, want):
		return unmet(-1, "the answer \""+given+"\" is not right yet; compare it with the session")
	}
	return met(-1, "the answer \""+given+"\" is right")
}

// equal compares what counts. Of an answer to a question for a number that is the
// first number in it, so that "320 octets" is 320.
func (a answer) equal(given, want string) bool {
	if number := firstNumber(want); number != "" && strings.Trim(want, digits+separators) == "" {
		return firstNumber(given) == number
	}
	return a.plain(given) == a.plain(want)
}

// plain is an answer in words reduced to what counts: small letters (of ASCII),
// single blanks, no quotation marks around it, no mark at its end, and not the
// name of the header field that was asked for. An answer that is a mark, such as
// the lone dot, stays.
func (a answer) plain(text string) string {
	text = strings.Join(strings.Fields(pop3.Lower(text)), " ")
	text = strings.Trim(strings.TrimPrefix(text, pop3.Lower(a.field)+":"), quotes)
	if bare := strings.TrimRight(text, quotes+".,;:!?"); bare != "" {
		return bare
	}
	return text
}

const (
	quotes     = " \"'`“”„‘’«»"
	digits     = "0123456789"
	separators = " ,.'’_"
)

// firstNumber is the first number in a text, without its thousands separators, or
// "" where there is none. 3.5 stays 3.5, since no group of it has three digits.
func firstNumber(text string) string {
	text = strings.TrimLeftFunc(text, isNoDigit)
	rest := strings.TrimLeft(text, digits+separators)
	number := strings.Trim(text[:len(text)-len(rest)], separators)
	groups := strings.FieldsFunc(number, isNoDigit)
	for i, g := range groups {
		if i > 0 && len(g) != 3 {
			return number
		}
	}
	return strings.Join(groups, "")
}

func isNoDigit(r rune) bool { return r < '0' || r > '9' }
