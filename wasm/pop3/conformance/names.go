package conformance

import (
	"regexp"
	"strings"
)

var (
	ruleName = regexp.MustCompile(`^[RD][1-9][0-9]*$`)
	function = regexp.MustCompile(`^Test((?:[RD][1-9][0-9]*)+)(?:[A-Z]|$)`)
	each     = regexp.MustCompile(`[RD][0-9]+`)
)

// Named gives the rules that a test proves by its name: a case of a dialogue
// such as "R72 R78 marked messages are not counted", which go test reports as
// "TestDialogues/R72_R78_marked_...", or a function such as
// "TestR44IdleTenMinutes". What else a name begins with, such as T1 of a session
// that is quoted everywhere, is no rule.
func Named(test string) []string {
	if m := function.FindStringSubmatch(test); m != nil {
		return each.FindAllString(m[1], -1)
	}
	var rules []string
	for word := range strings.FieldsSeq(strings.ReplaceAll(strings.TrimPrefix(test, "TestDialogues/"), "_", " ")) {
		if !isLabel(word) {
			break
		}
		if ruleName.MatchString(word) {
			rules = append(rules, word)
		}
	}
	return rules
}

// isLabel says whether a word is a letter and a number.
func isLabel(word string) bool {
	return len(word) > 1 && word[0] >= 'A' && word[0] <= 'Z' && strings.Trim(word[1:], "0123456789") == ""
}
