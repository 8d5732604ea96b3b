package conformance

import (
	_ "embed"
	"sync"
)

// Rule is a rule of POP3, or a question that the RFCs leave open.
type Rule struct {
	Name  string // "R70"; of an open point "D4"
	Level Level
	RFC   string // citation, such as "RFC 1939 section 5"
	Text  string // what a server does; of an open point the question
	// Here is what poplab does where a server may choose, and Why its reason;
	// both are "" where Text says all.
	Here, Why string
	// Example is a short session in the language of package dialogue; it logs in
	// first unless it begins with "connect". Most rules have none.
	Example []string
}

// Level says how binding a rule is (RFC 1939 seldom uses the capital words of
// later RFCs, so its plain prose counts as "must").
type Level string

// The levels.
const (
	Must   Level = "must"
	Should Level = "should"
	May    Level = "may"
	Open   Level = "open"
)

// Chapter is a part of the list.
type Chapter struct {
	Heading string
	Rules   []Rule
}

//go:embed rules.txt
var rulesText string

// Chapters are all rules in order. The caller must not change them.
func Chapters() []Chapter { return chapters() }

// chapters reads the rules when they are first asked for, so that a program which
// never shows them does not read them.
var chapters = sync.OnceValue(func() []Chapter { return mustParse(rulesText) })

func mustParse(text string) []Chapter {
	list, err := parse(text)
	if err != nil {
		panic("conformance: rules.txt:" + err.Error()) // the file is part of the program
	}
	return list
}
