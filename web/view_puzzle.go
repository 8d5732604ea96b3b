package web

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"poplab/lessons"
)

// predictView asks for a guess before anybody knows.
type predictView struct {
	headView
	Guess questionView
	Hints []string
}

func newPredict(h headView, p lessons.Predict) *predictView {
	name := "guess-" + h.ID
	return &predictView{h, questionView{name, p.Ask, viewOptions(name, p.Options)}, p.Hints}
}

// gapsView is a transcript with holes.
type gapsView struct {
	headView
	Text    string
	Lines   []gapLine
	Reasons []lessons.Reason
}

type gapLine struct {
	Side  string
	Label string
	Parts []gapPart
}

// gapPart is a text, or a hole: then ID is set.
type gapPart struct {
	Text    string
	ID      string
	Name    phrase // what a hole is called where it cannot be seen
	Fills   string // what fits, each on a line of its own
	Keyword string // "true" where a hole begins with a keyword, whose case does not matter
	Size    string // characters that the input has room for
}

func newGaps(h headView, g lessons.Gaps) *gapsView {
	v := &gapsView{headView: h, Text: g.Text, Reasons: g.Reasons}
	n := 0 // holes so far
	for i, line := range g.Lines {
		shown := gapLine{Side: line.Side, Label: label(line.Side)}
		before := 0 // holes of this line
		for j, part := range line.Parts {
			p := gapPart{Text: part.Text}
			if len(part.Fill) > 0 {
				n++
				before++
				p = newHole(part, holeName(i+1, line.Side, before), j == 0 && line.Side != "S")
				p.ID = "gap-" + h.ID + "-" + strconv.Itoa(n)
			}
			shown.Parts = append(shown.Parts, p)
		}
		v.Lines = append(v.Lines, shown)
	}
	return v
}

// newHole makes the input of a hole. It is as wide as the longest of all texts that
// fit, so that its width does not tell which.
func newHole(part lessons.GapPart, name phrase, keyword bool) gapPart {
	size := 6
	for _, fill := range part.Fill {
		size = max(size, len(fill)+2)
	}
	return gapPart{Name: name, Fills: strings.Join(part.Fill, "\n"), Keyword: strconv.FormatBool(keyword), Size: strconv.Itoa(min(size, 40))}
}

// holeName says where a hole is; nth counts the holes of its line.
func holeName(line int, side string, nth int) phrase {
	if nth > 1 {
		return say("Line {n}, {who}, gap {gap}: what is missing?", "n", line, "who", whose[side], "gap", nth)
	}
	return say("Line {n}, {who}: what is missing?", "n", line, "who", whose[side])
}

// orderView is a session in a wrong order.
type orderView struct {
	headView
	Text     string
	Start    string // lines typed before, each on a line of its own
	Tasks    string // the goals, for the engine
	Lines    []orderLine
	Mistakes []orderMistake
}

// orderLine is a line to be placed; Why is set for one that does not belong there.
type orderLine struct {
	Text, Why string
	Index     string // from 0, in the order of the page
}

type orderMistake struct{ Run, Say string }

func newOrder(h headView, o lessons.Order) *orderView {
	v := &orderView{headView: h, Text: o.Text, Start: strings.Join(o.Start, "\n")}
	v.Tasks = "task " + h.ID + "\n" + strings.Join(o.Goals, "\n") + "\n"
	for _, line := range o.Lines {
		v.Lines = append(v.Lines, orderLine{Text: line})
	}
	for _, d := range o.Decoys {
		v.Lines = append(v.Lines, orderLine{Text: d.Line, Why: d.Why})
	}
	// By letters, so that the page as it arrives does not tell the order.
	slices.SortStableFunc(v.Lines, func(a, b orderLine) int { return strings.Compare(a.Text, b.Text) })
	for i := range v.Lines {
		v.Lines[i].Index = strconv.Itoa(i)
	}
	for _, m := range o.Mistakes {
		v.Mistakes = append(v.Mistakes, orderMistake{strings.Join(m.Run, "\n"), m.Say})
	}
	return v
}

// spotView is a transcript in which some lines are wrong.
type spotView struct {
	headView
	Text    string
	Literal bool
	Lines   []spotLine
	Faults  int
	Rules   []optionView // what may be wrong
}

// spotLine is a line; Fault is nil where nothing is wrong with it.
type spotLine struct {
	lineView
	Group string // of the radio buttons
	ID    string
	Fault *faultView
}

type faultView struct {
	Is      string // value of the right one of Rules
	Why     string
	Rule    string // such as "R101", or ""
	Sources []sourceView
}

func newSpot(h headView, s lessons.Spot) *spotView {
	v := &spotView{headView: h, Text: s.Text, Literal: s.Literal, Faults: len(s.Faults)}
	faults := map[int]*faultView{}
	for _, f := range s.Faults {
		faults[f.Line] = newFault(f)
	}
	for _, line := range viewLines(s.Lines) {
		id := "line-" + h.ID + "-" + strconv.Itoa(line.Number)
		v.Lines = append(v.Lines, spotLine{line, "line-" + h.ID, id, faults[line.Number]})
	}
	var rules []lessons.Option
	for _, say := range s.Options {
		rules = append(rules, lessons.Option{Say: say})
	}
	v.Rules = viewOptions("rule-"+h.ID, rules)
	return v
}

func newFault(f lessons.Fault) *faultView {
	v := &faultView{Is: strconv.Itoa(f.Is + 1), Why: f.Why, Rule: f.Rule}
	if f.RFC != "" {
		v.Sources = sources([]string{f.RFC})
	}
	return v
}

// sortView is a list of things and the bins that they belong to.
type sortView struct {
	headView
	Text  string
	Bins  []string // plain text
	Items []itemView
}

type itemView struct {
	lessons.Item
	ID    string
	Right string // value of the right bin; values count from 1
}

func newSort(h headView, s lessons.Sort) *sortView {
	v := &sortView{headView: h, Text: s.Text}
	for _, bin := range s.Bins {
		v.Bins = append(v.Bins, plain(bin))
	}
	for i, item := range s.Items {
		v.Items = append(v.Items, itemView{item, "item-" + h.ID + "-" + strconv.Itoa(i+1), strconv.Itoa(item.Bin + 1)})
	}
	return v
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain is the text of rendered markdown, for places where no markup can stand.
func plain(rendered string) string { return html.UnescapeString(tag.ReplaceAllString(rendered, "")) }
