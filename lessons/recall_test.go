package lessons

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// cards is a recall block with these lines.
func cards(lines ...string) string {
	return "```recall\ncards:\n" + strings.Join(lines, "\n") + "\n```\n"
}

func TestCards(t *testing.T) {
	c, err := LoadCourse(fstest.MapFS{
		"T1.md": {Data: []byte(right + "\n" + cards("  - ask: Which port?", "    answer: 110 | 995", "    why: Both."))},
		"drill.md": {Data: []byte(drillOf(right) + cards("  - ask: What *ends* it?", "    answer: .", "    from: T1",
			"  - ask: And with dots?", "    answer: ...", "    from: T1"))},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, card := range c.Cards() {
		got = append(got, strings.Join([]string{card.Key, card.Ask, strings.Join(card.Answers, "/"), card.Why, card.From}, "; "))
	}
	want := []string{
		"T1 Which port?; Which port?; 110/995; Both.; T1",
		"T1 What *ends* it?; What <em>ends</em> it?; .; ; T1",
		"T1 And with dots?; And with dots?; ...; ; T1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the cards are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := c.Replay(); err != nil {
		t.Error(err)
	}
}

func TestMistakesOfADrill(t *testing.T) {
	card := []string{"  - ask: Which port?", "    answer: 110", "    from: T1"}
	for _, m := range []struct{ block, problem string }{
		{cards(card[:2]...), `drill.md:41:5: a card has no "from"; add "from: ..."`},
		{cards(card[0], card[2]), `drill.md:41:5: a card has no "answer"; add "answer: ..."`},
		{cards(card[0], "    answer: 110|", card[2]), `drill.md:42:13: an answer stands on either side of "|"`},
		{cards(card[0], card[1], "    from: T2"), `drill.md:43:11: there is no lesson "T2"; a card says from which lesson it is`},
		{cards(card[0], card[1], "    form: T1"), `drill.md:43:5: unknown key "form"; did you mean "from"?`},
		{cards(append(card, card...)...), "drill.md:44:10: this lesson asks that already; leave one of them out"},
		{"```recall\nask: x\n```\n", `drill.md:40:1: unknown key "ask"; a recall block has cards`},
		{"```quiz\nquestions: []\n```\n", `drill.md:39:4: a drill shows no "quiz"; it has mailbox, task, recall`},
	} {
		_, err := LoadCourse(fstest.MapFS{"T1.md": {Data: []byte(right)}, "drill.md": {Data: []byte(drillOf(right) + "\n" + m.block)}})
		if err == nil || !strings.Contains("\n"+err.Error(), "\n"+m.problem) {
			t.Errorf("%s\ngot  %v\nwant %s", m.block, err, m.problem)
		}
	}
}

// The drill that comes with poplab asks about lessons of its course.
func TestBuiltinDrill(t *testing.T) {
	c, err := LoadCourse(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if c.Drill == nil || len(c.Drill.tasks()) < 10 || len(c.Cards()) < 20 {
		t.Fatalf("the drill is %v, with %d cards", c.Drill, len(c.Cards()))
	}
	for _, card := range c.Cards() {
		if !slices.ContainsFunc(c.Lessons, func(l Lesson) bool { return l.ID == card.From }) {
			t.Errorf("%s: no such lesson", card.Key)
		}
	}
}
