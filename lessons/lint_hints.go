package lessons

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
)

// checkFirstHint finds first hints that tell the answer or the line to type. The
// first of three is the idea; who needs more asks for the next.
func (p *page) checkFirstHint() {
	for _, b := range p.steps() {
		hints := under(b.values, "hints")
		if len(hints) == 0 {
			continue
		}
		given := b.given()
		for _, secret := range b.secrets() {
			if holds(hints[0].string, secret) && !holds(given, secret) {
				p.add(hints[0].at, "the first hint gives %q away; say the idea here, and this in the third", secret)
			}
		}
	}
}

// given is what the learner reads before the first hint.
func (b dataBlock) given() string {
	var list []string
	for _, v := range b.values {
		if slices.Contains([]string{"title", "text", "ask", "say", "options"}, v.leaf()) {
			list = append(list, v.string)
		}
	}
	return strings.Join(list, "\n")
}

// secrets are what the learner has to find out: right answers, and whole lines that
// solve the task. A keyword alone is what a hint may be about.
func (b dataBlock) secrets() []string {
	var list []string
	for _, g := range under(b.values, "goals") {
		_, values, is := strings.Cut(g.string, " is ")
		if words := strings.Fields(g.string); is && answered(words) != "" && !strings.HasPrefix(values, "the ") {
			list = append(list, strings.Split(values, " or ")...)
		}
	}
	for _, line := range under(b.values, "solution") {
		if words := strings.Fields(line.string); len(words) > 1 && words[0] != "answer" && pop3.Lookup(words[0]) != nil {
			list = append(list, line.string)
		}
	}
	return list
}

// holds says whether a text has these words, not as a part of longer ones.
func holds(text, words string) bool {
	text, words = strings.ToLower(text), strings.ToLower(strings.TrimSpace(words))
	for at := 0; words != ""; at++ {
		next := strings.Index(text[at:], words)
		if next < 0 {
			return false
		}
		at += next
		if !inWord(text[:at], len(text[:at])-1) && !inWord(text, at+len(words)) {
			return true
		}
	}
	return false
}

// inWord says whether a letter or digit stands there.
func inWord(text string, at int) bool {
	if at < 0 || at >= len(text) {
		return false
	}
	c := text[at]
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}
