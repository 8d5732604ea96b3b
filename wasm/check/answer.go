package check

import (
	"strings"

	"poplab/wasm/pop3"
)

// answer judges what the learner wrote into a field.
type answer struct {
	field  string
	values []value // any of them is right
}

// value is what has to be written: itself, or the fact of that name.
type value struct {
	text string
	fact bool
}

// newValue reads a value: "the word" is a fact, anything else stands for itself.
func newValue(text string) value {
	name, ok := strings.CutPrefix(pop3.Lower(text), "the ")
	if ok && !strings.Contains(name, " ") {
		return value{name, true}
	}
	return value{text, false}
}

func (a *answer) judge(q *inquiry) *Verdict {
	given := strings.TrimSpace(q.Answers[a.field])
	right := false
	for _, want := range a.values {
		text := want.text
		if want.fact {
			fact, ok := q.Facts[text]
			if !ok {
				return missing("this world has no $ to ask for", text)
			}
			text = fact
		}
		right = right || a.equal(given, text)
	}
	switch {
	case given == "":
		return missing("a question of this task has no answer yet")
	case !right:
		return missing("the answer \"$\" is not right yet; compare it with the session", given)
	}
	return holds("the answer \"$\" is right", given)
}

// equal compares what counts. Of an answer to a question for a number that is the
// first number in it, so that "320 octets" is 320.
func (a *answer) equal(given, want string) bool {
	if number := firstNumber(want); number != "" && strings.Trim(want, digits+separators) == "" {
		return firstNumber(given) == number
	}
	return a.plain(given) == a.plain(want)
}

// plain is an answer in words reduced to what counts: small letters (of ASCII),
// single blanks, no quotation marks around it, no mark at its end, and not the
// name of the header field that was asked for. An answer that is a mark, such as
// the lone dot, stays.
func (a *answer) plain(text string) string {
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

func buildAnswer(c captured) (judger, error) {
	a := &answer{field: c["FIELD"]}
	for _, text := range strings.Split(c["VALUE"], " or ") {
		a.values = append(a.values, newValue(text))
	}
	return a, nil
}
