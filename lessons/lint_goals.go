package lessons

import (
	"slices"
	"strings"

	"poplab/wasm/near"
	"poplab/wasm/pop3"
)

// checkFieldsRead finds questions whose answer decides nothing.
func (p *page) checkFieldsRead() {
	for _, b := range p.steps() {
		for _, f := range b.values {
			if strings.HasPrefix(f.path, "fields.") && f.leaf() == "name" && !b.reads(f.string) {
				p.add(f.at, "no goal reads the field %q; add a goal \"answer %s is ...\", or take the field out", f.string, f.string)
			}
		}
	}
}

// reads says whether a goal judges the answer in a field.
func (b dataBlock) reads(field string) bool {
	return slices.ContainsFunc(b.goals(), func(g value) bool {
		words := strings.Fields(g.string)
		return len(words) > 2 && pop3.EqualFold(words[0], "answer") && words[1] == field
	})
}

// steps are the blocks with goals.
func (p *page) steps() []dataBlock {
	return slices.DeleteFunc(slices.Clone(p.blocks), func(b dataBlock) bool { return len(b.goals()) == 0 })
}

// goals are all goals of a block, those that recognise its mistakes included.
func (b dataBlock) goals() []value {
	list := under(b.values, "goals")
	for _, v := range b.values {
		if v.leaf() == "when" {
			list = append(list, v)
		}
	}
	return list
}

// smtpCommands are the commands of the other protocol that a world speaks.
var smtpCommands = []string{"EHLO", "HELO", "MAIL", "RCPT", "DATA", "VRFY", "EXPN", "HELP"}

// checkKeywords finds keywords that nearly are some. A goal that forbids one of
// these is met by everybody, and nobody would notice. A word that is refused, or
// known as a mistake, may be misspelt on purpose.
func (p *page) checkKeywords() {
	known := slices.Clone(smtpCommands)
	for _, c := range pop3.Commands() {
		known = append(known, c.Name)
	}
	for _, b := range p.steps() {
		for _, g := range under(b.values, "goals") {
			keyword := keywordOf(strings.Fields(g.string))
			if keyword == "" || slices.Contains(known, keyword) || strings.Contains(g.string, "-ERR") {
				continue
			}
			if meant := near.Name(keyword, known); meant != "" {
				p.add(g.at, "there is no command %s; did you mean %q?", keyword, meant)
			}
		}
	}
}

// keywordOf is the keyword that a goal is about, or "".
func keywordOf(goal []string) string {
	at := map[string]int{"reply": 2, "command": 1}
	if i := at[first(goal)]; i > 0 && len(goal) > i {
		return pop3.Upper(goal[i])
	}
	return ""
}

// checkContradictions finds goals that nobody can meet together: two answers in one
// field, and a command that is forbidden and wanted.
func (p *page) checkContradictions() {
	for _, b := range p.steps() {
		goals := under(b.values, "goals")
		for i, g := range goals {
			for _, other := range goals[:i] {
				if why := contradict(strings.Fields(g.string), strings.Fields(other.string)); why != "" {
					p.add(g.at, "%s; nobody can meet this goal and that of line %d", why, other.at.line)
				}
			}
		}
	}
}

// contradict says why two goals exclude each other, or "".
func contradict(a, b []string) string {
	if field := answered(a); field != "" && field == answered(b) && !slices.Equal(a, b) {
		return "the field " + field + " has one answer; write the others behind it with \"or\""
	}
	for _, pair := range [][2][]string{{a, b}, {b, a}} {
		if command := forbidden(pair[0]); command != "" && wants(pair[1], command) {
			return command + " is wanted here and forbidden there"
		}
	}
	return ""
}

// answered is the field that a goal judges.
func answered(goal []string) string {
	if len(goal) > 2 && pop3.EqualFold(goal[0], "answer") {
		return goal[1]
	}
	return ""
}

// forbidden is the keyword that a goal forbids in all sessions, or "".
func forbidden(goal []string) string {
	if len(goal) == 4 && pop3.EqualFold(strings.Join(goal[2:], " "), "never sent") && pop3.EqualFold(goal[0], "command") {
		return pop3.Upper(goal[1])
	}
	return ""
}

// wants says whether a goal is met by a command only.
func wants(goal []string, keyword string) bool {
	at := map[string]int{"reply": 2, "command": 1, "commands": 1, "replies": 3}
	never := slices.ContainsFunc(goal, func(w string) bool { return pop3.EqualFold(w, "never") })
	i := at[first(goal)]
	return i > 0 && !never && len(goal) > i && slices.Contains(goal[i:], keyword)
}

// first is the first word of a goal, by which its form is known.
func first(goal []string) string {
	if len(goal) == 0 {
		return ""
	}
	return pop3.Lower(goal[0])
}
