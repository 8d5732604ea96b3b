package lessons

import (
	"slices"

	yamlast "github.com/goccy/go-yaml/ast"
)

// deckDraft is a deck of claims while its file is read.
type deckDraft struct {
	*draft
	deck Deck
	name text
}

// isDeck says whether a file is one of claims: its front matter says "deck: NAME".
func isDeck(head block) bool {
	if head.source == "" {
		return false
	}
	quiet := block{&report{}, head.line, head.source} // who reads it for good reports its mistakes
	n := quiet.parse()
	if n == nil {
		return false
	}
	list, _ := entries(n)
	for _, e := range list {
		if e.Key.GetToken().Value == "deck" {
			return true
		}
	}
	return false
}

// readDeckFile reads a file of claims.
func readDeckFile(file, source, language string) *deckDraft {
	d := &deckDraft{draft: &draft{report: &report{file: file}, language: language, lesson: Lesson{Language: language}}}
	var head block
	head, d.body, d.line = d.split(source, "a deck begins with a line ---, then deck and title")
	d.readFront(head)
	d.checkCitations(source)
	d.readBody()
	d.settle()
	d.checkBlocks()
	d.deck.File = file
	return d
}

func (d *deckDraft) readFront(head block) {
	n := head.parse()
	if n == nil {
		return
	}
	head.mapping(n, "a deck",
		key{"deck", true, func(n yamlast.Node) { d.name = head.slug(n) }},
		key{"title", false, func(n yamlast.Node) { d.deck.Title = d.label(head, n) }},
	)
	d.deck.From = d.name.string
}

// checkBlocks keeps the claims, and notes what else is there.
func (d *deckDraft) checkBlocks() {
	for _, b := range d.lesson.Blocks {
		switch {
		case b.Claim != nil:
			d.deck.Claims = append(d.deck.Claims, *b.Claim)
		case b.HTML == "" && b.Step() != nil:
			d.add(place{b.Step().Line, 1}, "a deck has claims alone; put this block into a lesson")
		}
	}
	if len(d.deck.Claims) == 0 {
		d.add(place{d.line, 1}, "a deck has claims; add a ```claim block")
	}
}

// readDeck reads a deck block: it draws claims from a file of the course.
func (d *draft) readDeck(f fence) {
	k := &deckUse{deck: &Deck{}}
	var draw, pass text
	ok := d.readStep(f, "a deck", &k.deck.Step,
		key{"text", false, func(n yamlast.Node) { k.deck.Text = d.paragraphs(f.block, n) }},
		key{"from", true, func(n yamlast.Node) { k.from = f.slug(n) }},
		key{"draw", true, func(n yamlast.Node) { draw = f.number(n, "number of cards") }},
		key{"pass", true, func(n yamlast.Node) { pass = f.number(n, "number of cards") }},
	)
	if !ok {
		return
	}
	k.draw = draw
	k.deck.From, k.deck.Draw, k.deck.Pass = k.from.string, draw.value(), pass.value()
	if k.deck.Pass > k.deck.Draw {
		f.add(pass.at, "nobody can judge %d of %d cards", k.deck.Pass, k.deck.Draw)
	}
	d.decks = append(d.decks, k)
	d.addBlock(Block{Deck: k.deck})
}

// deckUse is a deck block, with the places that are checked when all files are
// read.
type deckUse struct {
	deck       *Deck
	from, draw text
}

// deal gives a deck block its claims, those of the first deck with the name.
func (d *draft) deal(decks []*deckDraft) {
	for _, use := range d.decks {
		var names []string
		for _, file := range decks {
			if slices.Contains(names, file.name.string) {
				continue
			}
			names = append(names, file.name.string)
			if file.name.string == use.from.string {
				use.deck.Claims, use.deck.File = file.deck.Claims, file.deck.File
			}
		}
		switch have := len(use.deck.Claims); {
		case use.deck.File == "" && use.from.string != "":
			d.unknown(use.from.at, "deck", use.from.string, "a deck is a file of the course that begins with \"deck: NAME\"; here are", names)
		case have > 0 && have < use.deck.Draw:
			d.add(use.draw.at, "the deck %q has %d claims only", use.from.string, have)
		}
	}
}
