package web

import (
	"slices"
	"strings"
	"testing"
)

// A handout asks for everything and tells nothing before its key, where every answer
// stands.
func TestHandout(t *testing.T) {
	pages := Pages(options)
	i := slices.IndexFunc(pages, func(p Page) bool { return p.Path == "/lessons/L2/handout/" })
	if i < 0 {
		t.Fatal("the lesson has no handout")
	}
	asked, key, found := strings.Cut(render(t, pages[i]).text, `<section class="key"`)
	if !found {
		t.Fatal("there is no key")
	}
	for _, answer := range []string{
		"<strong>This</strong>", "+OK ready, go", "<code>PASS secret</code></li></ul>", "Does nothing.", "It is missing.", "So.", "<strong>Wrong</strong>", "<strong>Half right</strong>",
	} {
		if !strings.Contains(squeezed(key), answer) {
			t.Errorf("the key does not hold %s", answer)
		}
		if strings.Contains(squeezed(asked), answer) {
			t.Errorf("before the key stands %s", answer)
		}
	}
	for _, ask := range []string{"What comes?", "ready,", "<code translate=\"no\">NOOP</code>", "One line is wrong.", "The page draws one card", "Elsewhere", `class="blank`, `class="box"`} {
		if !strings.Contains(squeezed(asked), ask) {
			t.Errorf("nothing asks %s", ask)
		}
	}
	if strings.Contains(asked+key, "data-command") {
		t.Error("something on paper is to be pressed")
	}
}

// What looks like a lesson is laid out like one: lists keep their numbers and letters.
func TestLessonsAreLaidOut(t *testing.T) {
	for _, page := range Pages(options) {
		if text := render(t, page).text; strings.Contains(text, `class="lesson`) && !strings.Contains(text, "/beside.css") {
			t.Errorf("%s: beside.css is missing", page.Path)
		}
	}
}

func TestLinksOfHandouts(t *testing.T) {
	for from, want := range map[string]string{
		`<a href="../L2/">`:                `<a href="../../L2/">`,
		`<img src="wire.png">`:             `<img src="../wire.png">`,
		`<a href="#task-a">`:               `<a href="#task-a">`,
		`<a href="/reference/#r1">`:        `<a href="/reference/#r1">`,
		`<a href="https://example.org/a">`: `<a href="https://example.org/a">`,
		`<a href="mailto:a@example.org">`:  `<a href="mailto:a@example.org">`,
		`<button type="button" class="chip" data-command="STAT" translate="no">STAT</button>`: `<code>STAT</code>`,
	} {
		if got := onHandout(from); got != want {
			t.Errorf("%s becomes %s, want %s", from, got, want)
		}
	}
}

// squeezed leaves out what white space a template puts between elements.
func squeezed(html string) string {
	return strings.NewReplacer("> ", ">", " <", "<").Replace(strings.Join(strings.Fields(html), " "))
}
