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

func (a answer) judge(v *view, _ scope) Verdict {
	want := a.value
	if a.fact {
		fact, ok := v.Facts[a.value]
		if !ok {
			return unmet(-1, "this world has no "+a.value+" to ask for")
		}
		want = fact
	}
	given := v.Answers[a.field]
	switch {
	case plain(given) == "":
		return unmet(-1, "there is no answer for \""+a.field+"\" yet")
	case plain(given) != plain(want):
		return unmet(-1, "the answer \""+strings.TrimSpace(given)+"\" for \""+a.field+"\" is not right yet")
	}
	return met(-1, "the answer \""+strings.TrimSpace(given)+"\" is right")
}

// plain is an answer reduced to what counts: small letters (of ASCII), single blanks, and
// numbers without thousands separators.
func plain(text string) string {
	text = strings.Join(strings.Fields(pop3.Lower(text)), " ")
	groups := strings.FieldsFunc(text, isSeparator)
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != 3 {
			return text
		}
	}
	if len(groups) == 0 {
		return text // a lone dot is an answer too
	}
	return strings.Join(groups, "")
}

func isSeparator(r rune) bool {
	return r == ' ' || r == ',' || r == '.' || r == '\'' || r == '’' || r == '_'
}
