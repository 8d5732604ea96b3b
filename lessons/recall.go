package lessons

import (
	"slices"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
)

// readRecall reads a recall block: cards that the drill asks between its tasks.
func (d *draft) readRecall(f fence) {
	n := f.parse()
	if n == nil {
		return
	}
	var r Recall
	f.mapping(n, "a recall block", key{"cards", true, func(n yamlast.Node) {
		f.sequence(n, func(n yamlast.Node) {
			if card, ok := d.card(f.block, n); ok {
				r.Cards = append(r.Cards, card)
			}
		})
	}})
	d.addBlock(Block{Recall: &r})
}

// card reads one card. It is false where the question stands in the file already.
func (d *draft) card(b block, n yamlast.Node) (Card, bool) {
	card := Card{From: d.lesson.ID}
	var ask, from text
	b.mapping(n, "a card",
		key{"ask", true, func(n yamlast.Node) { ask, card.Ask = b.text(n), d.label(b, n) }},
		key{"answer", true, func(n yamlast.Node) { card.Answers = b.answers(n) }},
		key{"from", d.lesson.IsDrill(), func(n yamlast.Node) { from = b.slug(n) }},
		key{"why", false, func(n yamlast.Node) { card.Why = d.label(b, n) }},
	)
	if from.string != "" {
		card.From = from.string
		d.origins = append(d.origins, from)
	}
	card.Key = card.From + " " + ask.string
	if slices.Contains(d.asked, card.Key) {
		b.add(ask.at, "this lesson asks that already; leave one of them out")
		return Card{}, false
	}
	d.asked = append(d.asked, card.Key)
	return card, true
}

// answers reads what is right, several texts with "|" between them.
func (b block) answers(n yamlast.Node) []string {
	t := b.text(n)
	var list []string
	for answer := range strings.SplitSeq(t.string, "|") {
		if answer = strings.TrimSpace(answer); answer == "" && t.string != "" {
			b.add(t.at, "an answer stands on either side of \"|\"; write one, or leave the \"|\" out")
			continue
		}
		list = append(list, answer)
	}
	return list
}

// checkOrigins notes cards that are about no lesson of the course.
func (d *draft) checkOrigins(lessons map[string]string) {
	for _, from := range d.origins {
		if _, there := lessons[from.string]; !there {
			d.add(from.at, "there is no lesson %q; a card says from which lesson it is", from.string)
		}
	}
}

// drillBlocks are the blocks for which the page of a drill has a place.
var drillBlocks = []string{"mailbox", "task", "recall"}

// checkDrill notes a block that nobody would see.
func (d *draft) checkDrill(at place, name string) {
	if d.lesson.IsDrill() && fences[name] != nil && !slices.Contains(drillBlocks, name) {
		d.add(at, "a drill shows no %q; it has %s", name, strings.Join(drillBlocks, ", "))
	}
}

// Cards are those of all lessons and of the drill.
func (c Course) Cards() []Card {
	var list []Card
	for _, l := range c.All() {
		for _, b := range l.Blocks {
			if b.Recall != nil {
				list = append(list, b.Recall.Cards...)
			}
		}
	}
	return list
}
