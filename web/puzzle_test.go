package web

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"poplab/lessons"
)

// proven is a transcript that proves something.
var proven = &lessons.Reference{Lines: []lessons.ReferenceLine{
	{Side: "S", Text: "+OK ready", Note: "It greets.", RFC: "RFC 1939 section 4"},
	{Side: "C", Text: "STAT", Note: "Early."},
}}

var cards = []lessons.Claim{
	{Step: lessons.Step{ID: "claim-49", Title: "It is gone."}, Name: "49", Says: "It is gone.", Source: "a glossary",
		Verdict: lessons.Wrong, Why: "It is not.", RFC: []string{"RFC 1939 section 5"}, Session: proven},
	{Name: "14", Says: "It is 110.", Verdict: lessons.Half, Why: "Or 995."},
}

// puzzles are one of each kind.
var puzzles = []lessons.Block{
	{Predict: &lessons.Predict{Step: lessons.Step{ID: "guess", Title: "Guess"}, Ask: "What comes?", Goals: []string{"state TRANSACTION reached"},
		Options: []lessons.Option{{Say: "This", Right: true, Why: "Yes."}, {Say: "That", Why: "No."}}}},
	{Gaps: &lessons.Gaps{Step: lessons.Step{ID: "holes", Title: "Fill in"}, Reasons: []lessons.Reason{{Fill: "OK", Say: "No plus."}},
		Lines: []lessons.GapLine{
			{Side: "S", Parts: []lessons.GapPart{{Fill: []string{"+OK"}}, {Text: " ready, "}, {Fill: []string{"go", "come"}}}},
			{Side: "C", Parts: []lessons.GapPart{{Fill: []string{"USER mrose"}}}}}}},
	{Order: &lessons.Order{Step: lessons.Step{ID: "sequence", Title: "Put in order"}, Start: []string{"telnet dewey 110"},
		Lines: []string{"USER mrose", "PASS secret"}, Decoys: []lessons.Decoy{{Line: "NOOP", Why: "Does nothing."}},
		Goals: []string{"state TRANSACTION reached"}, Mistakes: []lessons.Mistake{{Run: []string{"PASS secret", "USER mrose"}, Say: "Backwards."}}}},
	{Spot: &lessons.Spot{Step: lessons.Step{ID: "suspects", Title: "Find it"}, Literal: true, Options: []string{"no plus", "no blank"},
		Lines:  []lessons.ReferenceLine{{Side: "S", Text: "OK ready"}, {Text: "printed"}},
		Faults: []lessons.Fault{{Line: 1, Is: 0, Why: "It is missing.", Rule: "R101", RFC: "RFC 1939 section 3"}}}},
	{Sort: &lessons.Sort{Step: lessons.Step{ID: "states", Title: "Sort"}, Bins: []string{"<code>A</code> &amp; B", "C"},
		Items: []lessons.Item{{Say: "<code>PASS</code>", Bin: 1, Why: "So."}}}},
	{Claim: &cards[0]},
	{Deck: &lessons.Deck{Step: lessons.Step{ID: "court", Title: "Judge"}, Draw: 1, Pass: 1, Claims: cards[1:]}},
	{Replay: &lessons.Recording{Title: "Elsewhere", Lines: proven.Lines}},
}

func lessonWithPuzzles(t *testing.T) document {
	t.Helper()
	for _, p := range Pages(options) {
		if p.Path == "/lessons/L2/" {
			return render(t, p)
		}
	}
	t.Fatal("there is no page of the lesson")
	return document{}
}

func TestPuzzlesAreOnThePage(t *testing.T) {
	d := lessonWithPuzzles(t)
	for _, want := range []string{
		`data-kind="predict"`, `data-right="true"`,
		`aria-label="Line 1, server: what is missing?"`, `aria-label="Line 1, server, gap 2: what is missing?"`, "data-fills=\"go\ncome\"",
		`data-fills="USER mrose" data-keyword="true"`, `data-fills="+OK" data-keyword="false"`,
		"data-tasks=\"task sequence\nstate TRANSACTION reached\n\"", "data-run=\"PASS secret\nUSER mrose\"", `aria-label="Move NOOP up"`,
		`data-number="1" data-is="1"`, `href="../../reference/#R101"`,
		`<option value="1">A &amp; B</option>`, `data-right="2"`,
		`data-verdict="wrong"`, "data-typed=\"telnet dewey 110\nSTAT\"",
		`data-draw="1" data-pass="1"`, `<template data-card="14">`,
		`<span class="number">Replay</span>`,
	} {
		if !strings.Contains(d.text, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

// The page as it arrives must not tell the order that is asked for.
func TestOrderArrivesSorted(t *testing.T) {
	d := lessonWithPuzzles(t)
	var lines []string
	for _, n := range d.elements("li") {
		if line := attr(n, "data-line"); line != "" {
			lines = append(lines, line)
		}
	}
	if want := []string{"NOOP", "PASS secret", "USER mrose"}; !slices.Equal(lines, want) {
		t.Errorf("the lines are %q, want %q", lines, want)
	}
}

func TestTypedLines(t *testing.T) {
	local := lessons.Reference{Lines: []lessons.ReferenceLine{
		{Side: "L", Text: "window B"}, {Side: "L", Text: "This is window B."}, {Side: "L", Text: "telnet dewey 110"},
		{Side: "L", Text: "Trying 192.0.2.10..."}, {Side: "S", Text: "+OK"}, {Side: "C", Text: "QUIT"}, {Side: "L", Text: "wait 10 minutes"},
	}}
	if got, want := typed(local, ""), []string{"window B", "telnet dewey 110", "QUIT", "wait 10 minutes"}; !slices.Equal(got, want) {
		t.Errorf("typed are %q, want %q", got, want)
	}
	if got, want := typed(*proven, "host mailServer\nuser Harish x\n"), []string{"telnet mailServer 110", "STAT"}; !slices.Equal(got, want) {
		t.Errorf("typed are %q, want %q", got, want)
	}
}

// Lessons are counted through all chapters.
func TestChapters(t *testing.T) {
	d := render(t, Pages(options)[2])
	var starts []string
	for _, n := range d.elements("ol") {
		starts = append(starts, attr(n, "start"))
	}
	var titles []string
	for _, n := range d.elements("h2") {
		if strings.HasPrefix(attr(n, "id"), "chapter-") {
			titles = append(titles, textOf(n))
		}
	}
	if !slices.Equal(starts, []string{"1", "2"}) || !slices.Equal(titles, []string{"The beginning", "Mail"}) {
		t.Errorf("the lists begin at %q below %q", starts, titles)
	}
	if !slices.ContainsFunc(d.elements("p"), func(n *html.Node) bool { return textOf(n) == "Hello." }) {
		t.Error("the introduction is missing")
	}
}
