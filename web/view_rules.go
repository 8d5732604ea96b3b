package web

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3/conformance"
)

// rulesView is the list of rules with what the tests say of each.
type rulesView struct {
	Summary  phrase
	Levels   []choiceView // filters
	Words    []choiceView
	Chapters []chapterView
}

// choiceView is a value to filter by.
type choiceView struct {
	ID   string
	Name phrase
}

type chapterView struct {
	ID      string
	Heading phrase
	Rules   []ruleView
}

// ruleView is one row.
type ruleView struct {
	Name, Text, Here, Why string // in English
	Level                 phrase
	Example               string // a session, lines parted by LF
	Source                sourceView
	Verdict               phrase     // in a word
	Key                   string     // the verdict without spaces, for filters
	Detail                []phrase   // how many tests, by place
	Broken                []linkView // habits that break it
}

func viewRules() rulesView {
	v := rulesView{
		Levels: []choiceView{{"level-all", say("all")}, {"level-must", say("must")}, {"level-should", say("should")}, {"level-may", say("may")}, {"level-open", say("open")}},
		Words:  []choiceView{{"verdict-all", say("all")}, {"verdict-passes", say("passes")}, {"verdict-fails", say("fails")}, {"verdict-not-tested", say("not tested")}},
	}
	counts := map[string]int{}
	for i, c := range conformance.Chapters() {
		chapter := chapterView{ID: "chapter-" + strconv.Itoa(i+1), Heading: verbatim(c.Heading)}
		for _, r := range c.Rules {
			rule := newRule(r, conformance.Verdicts()[r.Name])
			counts[rule.Key]++
			chapter.Rules = append(chapter.Rules, rule)
		}
		v.Chapters = append(v.Chapters, chapter)
	}
	v.Summary = summary(counts)
	return v
}

func newRule(r conformance.Rule, verdict conformance.Verdict) ruleView {
	return ruleView{
		Name: r.Name, Level: verbatim(string(r.Level)), Text: r.Text, Here: r.Here, Why: r.Why,
		Example: session(r.Example), Source: source(r.RFC),
		Verdict: verbatim(verdict.Word()), Key: strings.ReplaceAll(verdict.Word(), " ", "-"), Detail: detail(verdict), Broken: broken(r.Name),
	}
}

// summary says how many rules pass, fail and wait for a test.
func summary(counts map[string]int) phrase {
	return say("{pass} pass, {fail} fail, {none} have no test.", "pass", counts["passes"], "fail", counts["fails"], "none", counts["not-tested"])
}

// detail are the counts of a verdict by place, such as "2 native", "1 of 2 network".
func detail(v conformance.Verdict) []phrase {
	var parts []phrase
	for _, c := range v.Counts {
		if place := verbatim(c.Place); c.Passed < c.All {
			parts = append(parts, say("{passed} of {all} {place}", "passed", c.Passed, "all", c.All, "place", place))
		} else {
			parts = append(parts, say("{passed} {place}", "passed", c.Passed, "place", place))
		}
	}
	return parts
}

// session makes of an example what people read: a greeting that means nothing
// special is left out, and so is the word that opens the connection.
func session(example []string) string {
	if len(example) > 2 && example[0] == "connect" && example[1] == "S: +OK ..." {
		example = example[2:]
	}
	var lines []string
	for _, line := range example {
		if quoted, ok := strings.CutPrefix(line, "S> "); ok {
			octets, _ := strconv.Unquote(quoted) // package conformance has read it
			line = "S: " + strings.TrimSuffix(octets, "\r\n")
		}
		switch line {
		case "connect":
		case "closed":
			lines = append(lines, "(The server closes the connection.)")
		default:
			if start, open := strings.CutSuffix(line, " ..."); open {
				line = start + " …"
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
