package check

import (
	"slices"
	"strings"

	"poplab/wasm/near"
	"poplab/wasm/pop3"
)

// captured are the words of a goal that stand for the capitals of its form.
type captured map[string]string

// ParseGoal reads one goal; the error says what is wrong and what is allowed.
func ParseGoal(source string) (Goal, error) {
	words := strings.Fields(source)
	for i := range forms {
		if goal, fits, err := forms[i].parse(words); fits {
			return goal, err
		}
	}
	return Goal{}, unknown(words)
}

// parse reads a goal as this form; it fits, or another form may.
func (f *form) parse(words []string) (g Goal, fits bool, err error) {
	g = Goal{source: strings.Join(words, " "), form: f}
	if f.reach != nowhere {
		words, g.scope = cutScope(words)
	}
	c := captured{}
	if !c.match(strings.Fields(f.Syntax), words) {
		return Goal{}, false, nil
	}
	if f.reach == owner && (g.scope.host == "" || g.scope.user == "") {
		return Goal{}, true, fault("say whose maildrop: end the goal in \"as USER on HOST\", for example \"$\"", f.Example)
	}
	g.field = c["FIELD"]
	g.judge, err = f.build(c)
	return g, true, err
}

// unknown says which form somebody may have meant by words that fit none: the one
// with the most words in common of those that begin alike.
func unknown(words []string) error {
	goal := strings.Join(words, " ")
	if len(words) == 0 {
		return fault("a goal has no words; say one, such as \"$\"", forms[0].Example)
	}
	first := words[0]
	begins := func(f form) bool { return same(firstWord(f.Syntax), first) }
	meant := ""
	if !slices.ContainsFunc(forms, begins) {
		if pop3.Lookup(first) != nil {
			return fault("unknown goal \"$\"; did you mean \"reply to $\"?", goal, goal)
		}
		if first = near.Name(first, beginnings()); first == "" {
			return fault("unknown goal \"$\"; a goal begins with $", goal, strings.Join(beginnings(), ", "))
		}
		meant = "unknown goal \"" + goal + "\"; did you mean \"" + first + "\"? "
	}
	words, _ = cutScope(words)
	var best *form
	for i := range forms {
		if f := &forms[i]; begins(*f) && (best == nil || f.common(words) > best.common(words)) {
			best = f
		}
	}
	return fault("$this goal is written \"$\", for example \"$\"", meant, best.Syntax, best.Example)
}

// common counts the words of a goal that the form has too, misspelled or not.
func (f *form) common(words []string) int {
	count := 0
	for _, word := range strings.Fields(f.Syntax) {
		if word != pop3.Upper(word) && slices.ContainsFunc(words, func(w string) bool { return same(word, w) || near.Name(w, []string{word}) != "" }) {
			count++
		}
	}
	return count
}

func beginnings() []string {
	var list []string
	for _, f := range forms {
		if first := firstWord(f.Syntax); !slices.Contains(list, first) {
			list = append(list, first)
		}
	}
	return list
}

// cutScope takes "as USER", "on HOST" and "in WINDOW", in any order, off the end
// of a goal. "in clear" and "in UPDATE" stay: they are no windows.
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
			if _, err := parseState(name); err == nil || pop3.EqualFold(name, "clear") {
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
