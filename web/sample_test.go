package web

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"poplab/lessons"
)

// lab is a course that uses every kind of block.
var lab = []lessons.Lesson{
	{ID: "L1", Chapter: "begin", Title: "First", Goal: "Log in and count the mail.", Minutes: 20, RFC: []string{"RFC 1939 section 4"}, Scenario: "host dewey\nuser mrose secret\nmessage m1\n",
		Blocks: []lessons.Block{
			{HTML: "<h2>Read</h2><p>Type <button type=\"button\" class=\"chip\" data-command=\"USER mrose\">USER mrose</button>.</p>"},
			{Task: &lessons.Task{Step: lessons.Step{ID: "login", Title: "Log <em>in</em>"}, Text: "<p>Say who you are.</p>", Goals: []string{"state TRANSACTION reached"},
				Fields: []lessons.Field{{Name: "count", Ask: "How many?"}, {Name: "shape", Ask: "Which?", Options: []string{"one line", "many"}}},
				Hints:  []string{"<p>idea</p>", "<p>place</p>", "<p>line</p>"}}},
			{Quiz: &lessons.Quiz{Questions: []lessons.Question{{Ask: "Which?", Options: []lessons.Option{
				{Say: "<code>+OK</code>", Right: true, Why: "It is."}, {Say: "<code>OK</code>", Why: "No plus."}}}}}},
			{Reference: &lessons.Reference{Lines: []lessons.ReferenceLine{
				{Side: "L", Text: "telnet dewey 110", Note: "Local.", RFC: "RFC 1939 section 3"},
				{Side: "S", Text: "+OK <hello>  there ", Note: "It greets.", RFC: "RFC 1939 section 4"}}}},
		}},
	{ID: "L2", Chapter: "mail", Title: "Second", Goal: "Read mail.", Minutes: 25, Needs: []string{"L1"}, RFC: []string{"RFC 1939 section 5"},
		Blocks: append(puzzles, lessons.Block{Task: &lessons.Task{Step: lessons.Step{ID: "list", Title: "List"}, Goals: []string{"state TRANSACTION reached"}, Hints: []string{"a", "b", "c"}}})},
}

// drilled has one task that is made for each learner, and a card for each lesson and none.
var drilled = lessons.Lesson{ID: "drill", Title: "Drill", Goal: "Keep it at hand.", Scenario: "host dewey\nuser mrose secret\ngenerate 2 messages of 300 to 400 octets\n",
	Blocks: []lessons.Block{
		{HTML: "<p>Again and again.</p>"},
		{Task: &lessons.Task{Step: lessons.Step{ID: "find", Title: "Find it"}, Goals: []string{"answer word is the word"},
			Fields: []lessons.Field{{Name: "word", Ask: "Which word?"}}, Hints: []string{"a", "b", "c"}}},
		{Recall: &lessons.Recall{Cards: []lessons.Card{
			{Key: "L1 a", Ask: "Which <em>port</em>?", Answers: []string{"110", "995"}, Why: "Both.", From: "L1"},
			{Key: "L9 b", Ask: "Gone?", Answers: []string{"yes"}, From: "L9"},
		}}},
	}}

var options = Options{
	Assets: "/assets/1a2b3c/",
	Course: lessons.Course{Goal: "Learn it.", HTML: "<p>Hello.</p>", Lessons: lab,
		Drill:    &drilled,
		Chapters: []lessons.Chapter{{ID: "begin", Title: "The beginning"}, {ID: "mail", Title: "Mail"}}},
	Targets: []Target{{Name: "practice", Address: "127.0.0.1:1110"}, {Name: "campus", Address: "pop.example.edu:110", Mask: true}},
	Graded: &Graded{Lesson: "L1", Learner: "Ann", Files: "mail", Users: []GradedUser{
		{Host: "dewey", POP3: "127.0.0.1:1110", TLS: "STLS", POP3S: "127.0.0.1:1995", User: "mrose", Password: "secret", Trouble: "joined"},
	}},
}

// document is a rendered page, parsed.
type document struct {
	path, language string
	text           string
	root           *html.Node
}

func render(t *testing.T, p Page) document {
	t.Helper()
	var b bytes.Buffer
	if err := p.Render(context.Background(), &b); err != nil {
		t.Fatalf("%s: %v", p.Path, err)
	}
	text := b.String()
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return document{p.Path, p.Language, text, root}
}

func allPages(t *testing.T) []document {
	t.Helper()
	var docs []document
	for _, p := range append(Pages(options), Problem(options, "Page not found", "Nothing is here.")) {
		docs = append(docs, render(t, p))
	}
	return docs
}

// resolve gives the path that a link of the page leads to.
func (d document) resolve(link string) string {
	base := url.URL{Path: d.path}
	u, err := base.Parse(link)
	if err != nil {
		return link
	}
	return u.String()
}

// elements are all elements of that name, or all with name "".
func (d document) elements(name string) []*html.Node {
	var found []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && (name == "" || n.Data == name) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
