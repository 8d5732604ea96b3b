package web

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3/conformance"
)

// rulesView is the list of rules with what the tests say of each.
type rulesView struct {
	Summary  string
	Levels   []choiceView // filters
	Words    []choiceView
	Chapters []chapterView
}

// choiceView is a value to filter by.
type choiceView struct{ ID, Name string }

type chapterView struct {
	ID, Heading string
	Rules       []ruleView
}

// ruleView is one row.
type ruleView struct {
	Name, Level, Text, Here, Why string
	Example                      string // a session, lines parted by LF
	Source                       sourceView
	Verdict                      string     // in a word
	Key                          string     // the verdict without spaces, for filters
	Detail                       string     // how many tests, and where
	Broken                       []linkView // habits that break it
}

func viewRules() rulesView {
	v := rulesView{
		Levels: []choiceView{{"level-all", "all"}, {"level-must", "must"}, {"level-should", "should"}, {"level-may", "may"}, {"level-open", "open"}},
		Words:  []choiceView{{"verdict-all", "all"}, {"verdict-passes", "passes"}, {"verdict-fails", "fails"}, {"verdict-not-tested", "not tested"}},
	}
	counts := map[string]int{}
	for i, c := range conformance.Chapters() {
		chapter := chapterView{ID: "chapter-" + strconv.Itoa(i+1), Heading: c.Heading}
		for _, r := range c.Rules {
			rule := newRule(r, conformance.Verdicts()[r.Name])
			counts[rule.Verdict]++
			chapter.Rules = append(chapter.Rules, rule)
		}
		v.Chapters = append(v.Chapters, chapter)
	}
	v.Summary = summary(counts)
	return v
}

func newRule(r conformance.Rule, verdict conformance.Verdict) ruleView {
	return ruleView{
		Name: r.Name, Level: string(r.Level), Text: r.Text, Here: r.Here, Why: r.Why,
		Example: session(r.Example), Source: source(r.RFC),
		Verdict: verdict.Word(), Key: strings.ReplaceAll(verdict.Word(), " ", "-"), Detail: detail(verdict), Broken: broken(r.Name),
	}
}

// summary says how many rules pass, fail and wait for a test.
func summary(counts map[string]int) string {
	return strconv.Itoa(counts["passes"]) + " pass, " + strconv.Itoa(counts["fails"]) + " fail, " +
		strconv.Itoa(counts["not tested"]) + " have no test."
}

// detail is the count of a verdict, such as "2 native, 2 WASM, 2 network". No line
// ends between a number and its place.
func detail(v conformance.Verdict) string {
	var parts []string
	for _, c := range v.Counts {
		count := strconv.Itoa(c.Passed)
		if c.Passed < c.All {
			count += " of " + strconv.Itoa(c.All)
		}
		parts = append(parts, count+"\u00a0"+c.Place)
	}
	return strings.Join(parts, ", ")
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
