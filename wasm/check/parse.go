package check

import (
	"errors"
	"strings"

	"poplab/wasm/pop3"
)

// captured are the words of a goal that stand for the capitals of its form.
type captured map[string]string

// ParseGoal reads one goal; the error says what is wrong and what is allowed.
func ParseGoal(source string) (Goal, error) {
	words := strings.Fields(source)
	f := findForm(words)
	if f == nil {
		return Goal{}, errors.New("unknown goal " + "\"" + strings.TrimSpace(source) + "\"" + "; say one of " + firstWords())
	}
	g := Goal{source: strings.Join(words, " "), form: f}
	if f.scoped {
		words, g.scope = cutScope(words)
	}
	c := captured{}
	if !c.match(strings.Fields(f.Syntax), words) {
		return Goal{}, errors.New("this goal is written \"" + f.Syntax + "\", for example \"" + f.Example + "\"")
	}
	if f.whose && (g.scope.host == "" || g.scope.user == "") {
		return Goal{}, errors.New("say whose maildrop: end the goal in \"as USER on HOST\", for example \"" + f.Example + "\"")
	}
	var err error
	g.field = c["FIELD"]
	g.judge, err = f.build(c)
	return g, err
}

// findForm finds the form by the first word of a goal.
func findForm(words []string) *form {
	for i := range forms {
		first, _, _ := strings.Cut(forms[i].Syntax, " ")
		if len(words) > 0 && same(first, words[0]) {
			return &forms[i]
		}
	}
	return nil
}

func firstWords() string {
	var list []string
	for _, f := range forms {
		list = append(list, "\""+f.Example+"\"")
	}
	return strings.Join(list, ", ")
}

// cutScope takes "as USER", "on HOST" and "in WINDOW", in any order, off the end
// of a goal. "in UPDATE" stays: it is no window.
func cutScope(words []string) ([]string, scope) {
	var s scope
	for len(words) > 2 {
		name := words[len(words)-1]
		switch pop3.Lower(words[len(words)-2]) {
		case "on":
			s.host = name
		case "as":
			s.user = name
		case "in":
			if isState(name) {
				return words, s
			}
			s.window = name
		default:
			return words, s
		}
		words = words[:len(words)-2]
	}
	return words, s
}

// match lays words over the words of a syntax. A word in capitals takes words
// up to the next one that the syntax fixes, and at least one.
func (c captured) match(syntax, words []string) bool {
	for len(syntax) > 0 {
		n := 1
		if name := syntax[0]; name == pop3.Upper(name) {
			n = span(syntax[1:], words)
			c[name] = strings.Join(words[:n], " ")
		} else if len(words) == 0 || !same(name, words[0]) {
			return false
		}
		if n == 0 {
			return false
		}
		syntax, words = syntax[1:], words[n:]
	}
	return len(words) == 0
}

// span counts the words before the one that the rest of a syntax fixes next.
func span(rest, words []string) int {
	if len(rest) == 0 {
		return len(words)
	}
	for i, w := range words {
		if same(rest[0], w) {
			return i
		}
	}
	return 0
}

// same compares fixed words; singular and plural are one, so that "1 message"
// can be written.
func same(a, b string) bool {
	return pop3.EqualFold(strings.TrimSuffix(a, "s"), strings.TrimSuffix(b, "s"))
}
