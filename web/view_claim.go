package web

import (
	"slices"
	"strconv"
	"strings"

	"poplab/lessons"
)

// claimView is a claim that is a step of its own.
type claimView struct {
	headView
	Card cardView
}

// cardView is a sentence to judge, and what is true.
type cardView struct {
	Name    string
	Says    string
	Source  string
	Verdict string
	Why     string
	Sources []sourceView
	World   string // where the session plays; "" where there is none
	Typed   string // lines that play it in the console, each on a line of its own
	Lines   []lineView
}

func newClaim(h headView, c lessons.Claim) *claimView { return &claimView{h, newCard(c)} }

func newCard(c lessons.Claim) cardView {
	v := cardView{Name: c.Name, Says: c.Says, Source: c.Source, Verdict: string(c.Verdict), Why: c.Why, Sources: sources(c.RFC), World: c.World}
	if c.Session != nil {
		v.Lines = viewLines(c.Session.Lines)
		v.Typed = strings.Join(typed(*c.Session, c.World), "\n")
	}
	return v
}

// typed are the lines of a transcript that a learner types. One without lines of the
// learner's own program begins when the connection to the first host is up.
func typed(r lessons.Reference, world string) []string {
	var lines []string
	if !slices.ContainsFunc(r.Lines, func(l lessons.ReferenceLine) bool { return l.Side == "L" }) {
		hosts := lessons.Lesson{Scenario: world}.Hosts()
		lines = append(lines, "telnet "+hosts[0]+" 110")
	}
	for _, l := range r.Lines {
		word, _, _ := strings.Cut(l.Text, " ")
		if l.Side == "C" || l.Side == "L" && slices.Contains(localWords, word) {
			lines = append(lines, l.Text)
		}
	}
	return lines
}

// localWords begin what a learner types to the console itself; its own sentences
// begin otherwise.
var localWords = strings.Fields("telnet openssl window wait deliver pull plug disk attacker stop start queue read md5 help clear")

// verdictView is a verdict as a button.
type verdictView struct {
	Value string
	Name  phrase
}

var verdicts = []verdictView{
	{string(lessons.Right), say("Right")},
	{string(lessons.Half), say("Half right")},
	{string(lessons.Outdated), say("Outdated")},
	{string(lessons.Wrong), say("Wrong")},
}

// deckView is a deck of which each learner draws some cards.
type deckView struct {
	headView
	Text       string
	Draw, Pass string
	Cards      []cardView
}

func newDeck(h headView, d lessons.Deck) *deckView {
	v := &deckView{headView: h, Text: d.Text, Draw: strconv.Itoa(d.Draw), Pass: strconv.Itoa(d.Pass)}
	for _, c := range d.Claims {
		v.Cards = append(v.Cards, newCard(c))
	}
	return v
}
