package annotate

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"poplab/wasm/pop3"
	"poplab/wasm/pop3/conformance"
)

// sections are the sections that notes may cite. A new one is looked up in the
// RFC before it is added here.
var sections = map[string][]string{
	"1123": {"2.1", "3.2.6"},
	"1870": {"3"},
	"1939": {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "13"},
	"2045": {"4", "5", "6", "9"},
	"2183": {"2"},
	"2195": {"2"},
	"2369": {"3"},
	"2449": {"3", "4", "5", "6", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "8", "8.1.1", "8.1.2", "9"},
	"2595": {"2.3", "4", "9"},
	"3206": {"4", "5", "6"},
	"4616": {"2"},
	"4648": {"4"},
	"5034": {"3", "4"},
	"5321": {
		"2.1", "3.1", "3.3", "3.4", "3.5", "3.8", "4.1.1", "4.1.1.1", "4.1.1.2", "4.1.1.3", "4.1.1.4", "4.1.1.5", "4.1.1.6", "4.1.1.9",
		"4.1.1.10", "4.1.2", "4.1.4", "4.2", "4.2.1", "4.2.2", "4.2.4", "4.4", "4.5.2", "4.5.4.1", "6.1", "7.3",
	},
	"5322": {"2.1", "2.2", "2.2.3", "2.3", "3.6.1", "3.6.2", "3.6.3", "3.6.4", "3.6.5", "3.6.6", "3.6.7", "3.6.8"},
	"5802": {"3", "5"},
	"6376": {"3.5"},
	"6856": {"2", "2.1", "2.2", "3", "3.2", "5"},
	"7628": {"3.1", "3.2.2", "3.2.3"},
	"8314": {"3.1", "3.3"},
	"8446": {"4", "4.1.2", "4.1.3", "5", "5.1", "5.2", "6", "6.1", "6.2"},
	"8601": {"2"},
}

var citation = regexp.MustCompile(`^RFC (\d+) section ([\d.]+)$`)

// cites says whether a citation has the one form and names a known section.
func cites(rfc string) bool {
	m := citation.FindStringSubmatch(rfc)
	return m != nil && slices.Contains(sections[m[1]], m[2]) && pop3.CitationURL(rfc) != ""
}

func TestFacts(t *testing.T) {
	for k := nothing + 1; k < keys; k++ {
		if f := facts[k]; !cites(f.rfc) || f.severity > Error {
			t.Errorf("unknown severity or citation %v of: %s", f, spoken[k])
		}
	}
}

// elsewhere are the notes that cite another RFC than their rule does, and why.
var elsewhere = map[key]string{
	statusGlued:   "RFC 2449 writes down the grammar of which RFC 1939 speaks in prose",
	saidPlainForm: "what is inside base64 is a matter of the mechanism, here of RFC 4616",
	saidCramForm:  "the same of RFC 2195",
	saidTokenForm: "the same of RFC 7628",
}

// A note about a rule names one that there is, and cites the RFC that it is from.
// Only a line that breaks a rule is called an error, and none goes without one.
func TestRules(t *testing.T) {
	rules := map[string]conformance.Rule{}
	for _, chapter := range conformance.Chapters() {
		for _, rule := range chapter.Rules {
			rules[rule.Name] = rule
		}
	}
	for k := nothing + 1; k < keys; k++ {
		f := facts[k]
		rule, found := rules[f.rule]
		switch document, _, _ := strings.Cut(f.rfc, " section "); {
		case f.rule == "" && f.severity == Error && k != okLenient && k != letPass: // they have the rule of the mistake
			t.Errorf("an error without a rule: %s", spoken[k])
		case f.rule == "":
		case !found || f.severity < Warning:
			t.Errorf("%v names no rule that there is, or breaks none: %s", f, spoken[k])
		case strings.HasPrefix(rule.RFC, document+" ") == (elsewhere[k] != ""):
			t.Errorf("%v, but %s is from %s: %s", f, rule.Name, rule.RFC, spoken[k])
		}
	}
	for m := range mistakes {
		if k := mistakes[m].accepted; (k == okLenient || k == letPass) && facts[mistakes[m].said].rule == "" {
			t.Errorf("mistake %d is let pass, and breaks no rule", m)
		}
	}
}

var placeholder = regexp.MustCompile(`\{([^{}|]*)(\|[^{}|]*\|[^{}]*)?\}`)

// checkPlaceholders holds a text to the fields of args, and a choice to two forms
// that differ. What is left in braces is none of either.
func checkPlaceholders(t *testing.T, text string) {
	t.Helper()
	var a args
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		isNumber := a.number(m[1]) != nil
		if !isNumber && (m[2] != "" || a.word(m[1]) == nil) {
			t.Errorf("unknown %s in: %s", m[0], text)
		}
		if forms := strings.Split(m[2], "|"); m[2] != "" && (len(forms) != 3 || forms[1] == forms[2]) {
			t.Errorf("%s is no choice, in: %s", m[0], text)
		}
	}
	if rest := placeholder.ReplaceAllString(text, ""); strings.ContainsAny(rest, "{|}") {
		t.Errorf("braces that nothing fills, in: %s", text)
	}
}

// longestText is how many characters a note may have once it is filled in, which
// is what a reader takes in beside a line, and longestNote with an aside behind it.
const (
	longestText = 290
	longestNote = 350
)

var sentenceEnd = regexp.MustCompile(`[.?!:](\s|$)`)

// long fills a note with words as long as notes quote them.
var long = args{
	Command: "RETR", Word: strings.Repeat("w", longest+1), Name: strings.Repeat("n", longest+1), Line: strings.Repeat("l", longest+1),
	Sum: "12345 + 12345 + 12345 + 12345 + 12345 = 61725", N: 12345, M: 12345, Total: 61725,
}

func checkLength(t *testing.T, text string) {
	t.Helper()
	if n := utf8.RuneCountInString(text); n > 230 {
		t.Errorf("%d characters: %s", n, text)
	}
	if n := utf8.RuneCountInString(render(text, &long)); n > longestText {
		t.Errorf("%d characters once it is filled in: %s", n, text)
	}
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "{line}") {
		t.Errorf("no end: %s", text)
	}
	if n := len(sentenceEnd.FindAllString(strings.ReplaceAll(text, ": ", " "), -1)); n < 1 || n > 3 {
		t.Errorf("%d sentences: %s", n, text)
	}
}

// Every key is used by the code: a text that no line can get is a dead text.
func TestEveryMistakeIsExplained(t *testing.T) {
	for m := none + 1; int(m) < len(mistakes); m++ {
		if mistakes[m].said == nothing || mistakes[m].refused == nothing {

			t.Errorf("mistake %d lacks a note", m)
		}
	}
}

func TestRender(t *testing.T) {
	a := args{Command: "RETR", Word: "{n}", N: 1, M: 2, Total: -3}
	const template = "{command} {word}: {n} {n|octet|octets}, {m} {m|octet|octets}, {total}{sum}."
	if got, want := render(template, &a), "RETR {n}: 1 octet, 2 octets, -3."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestQuote(t *testing.T) {
	tests := []struct{ in, want string }{
		{"mrose", "mrose"},
		{"a\x1b[Ab", "a·[Ab"},
		{"caf\xc3\xa9", "caf··"},
		{strings.Repeat("x", 40), strings.Repeat("x", 32) + "…"},
		{"••••••", "••••••"},
		{"USER a ••••••", "USER a ••••••"},
	}
	for _, test := range tests {
		if got := quote(test.in); got != test.want {
			t.Errorf("quote(%q): got %q, want %q", test.in, got, test.want)
		}
	}
}

func TestDecimal(t *testing.T) {
	tests := []struct {
		in string
		n  int
		ok bool
	}{{"0", 0, true}, {"007", 7, true}, {"18446744073709551617", pop3.Largest, true}, {"4294967297", 4294967297, true},
		{"", 0, false}, {"-1", 0, false}, {"1a", 0, false}}
	for _, test := range tests {
		if n, ok := pop3.Decimal(test.in); n != test.n && test.ok || ok != test.ok {
			t.Errorf("pop3.Decimal(%q): got %d, %v", test.in, n, ok)
		}
	}
}
