package web

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

func manualPage(t *testing.T) document {
	t.Helper()
	return render(t, Page{Path: manualPath, Render: manual(viewManual(options)).Render})
}

// rows are the rows of a page with an id, by their id.
func (d document) rows() map[string]*html.Node {
	rows := map[string]*html.Node{}
	for _, n := range d.elements("tr") {
		if id := attr(n, "id"); id != "" {
			rows[id] = n
		}
	}
	return rows
}

// chips are the lines for the console below an element.
func chips(n *html.Node) []string {
	var lines []string
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && attr(d, "data-command") != "" {
			lines = append(lines, attr(d, "data-command"))
		}
	}
	return lines
}

// TestManualExamples types every line of the table of commands into the console of
// the page, with what leads to it. A command without a line is one that no server
// of the page takes.
func TestManualExamples(t *testing.T) {
	d := manualPage(t)
	rows := d.rows()
	for _, c := range pop3.Commands() {
		if rows[c.Name] == nil {
			t.Errorf("%s has no row", c.Name)
			continue
		}
		lines := chips(rows[c.Name])
		want := "+"
		switch len(lines) {
		case 0:
			lines, want = []string{login[0], c.Example}, "-ERR"
		case 1:
			lines = append(slices.Clone(login), lines...)
		}
		if last := lastReply(t, d, lines); !strings.HasPrefix(last, want) {
			t.Errorf("%q is answered %q, want %s", lines, last, want)
		}
	}
}

// lastReply is the first line of the reply to the last of some lines that are
// typed into the page's console.
func lastReply(t *testing.T, d document, lines []string) string {
	t.Helper()
	i := slices.IndexFunc(d.elements("div"), func(n *html.Node) bool { return attr(n, "id") == "console" })
	world, err := sandbox.ParseScenario(attr(d.elements("div")[i], "data-scenario"))
	if err != nil {
		t.Fatal(err)
	}
	console := sandbox.NewConsole(world, "seed")
	before := 0
	for _, line := range lines {
		before = len(console.Transcript.Entries)
		console.Type(line)
	}
	for _, e := range console.Transcript.Entries[before:] {
		if e.Side == transcript.Server {
			return string(e.Octets)
		}
	}
	return ""
}

// TestManualKnowsAllWords wants a row for each capability that a profile announces,
// a sentence for each profile, and a rule for each habit.
func TestManualKnowsAllWords(t *testing.T) {
	known := map[string]bool{"CAPA": true, "APOP": true, "LAST": true} // no lines of CAPA by rule
	for _, term := range terms(capabilities) {
		known[term.Name] = true
	}
	for _, p := range pop3.Profiles() {
		for _, offer := range p.Offers {
			if tag, _, _ := strings.Cut(offer, " "); !known[tag] && !strings.HasPrefix(tag, "X-") {
				t.Errorf("%s offers %s, which the reference does not explain", p.Name, tag)
			}
		}
		if profiles[p.Name].none() {
			t.Errorf("the reference does not say what %s is", p.Name)
		}
	}
	rows := manualPage(t).rows()
	for _, h := range pop3.HabitTable() {
		if rows[h.Rule] == nil {
			t.Errorf("%s breaks %s, which is no rule", h.Name, h.Rule)
		}
	}
}

// A sentence goes on behind a line to type with no blank before its comma.
func TestLinesInSentences(t *testing.T) {
	var text strings.Builder
	for _, p := range manualPage(t).elements("p") {
		text.WriteString(textOf(p) + "\n")
	}
	if got := text.String(); !strings.Contains(got, "PASS secret, unless") || strings.Contains(got, " ,") {
		t.Errorf("a sentence reads %q", got[:min(len(got), 600)])
	}
}
