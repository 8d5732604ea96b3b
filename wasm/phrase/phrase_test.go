package phrase_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/phrase"
)

// german gives the templates of phrases.de.txt by the English ones.
func german(t *testing.T) map[string]string {
	t.Helper()
	return pairs(t, "phrases.de.txt")
}

// pairs reads a file of texts and, behind tabs, their translations.
func pairs(t *testing.T, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, english := map[string]string{}, ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if foreign, ok := strings.CutPrefix(line, "\t"); ok {
			if _, twice := all[english]; twice {
				t.Errorf("%s: twice: %s", file, english)
			}
			all[english] = foreign
		}
		english = line
	}
	return all
}

// speak sets a language for one test.
func speak(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = phrase.Speak(string(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { phrase.Speak("") })
}

// Every template that is said has a translation, and every translation is of a template
// that is said.
func TestPhrasesAreComplete(t *testing.T) {
	templates, table := said(t), german(t)
	if len(templates) < 200 {
		t.Fatalf("only %d templates were found", len(templates))
	}
	for _, text := range templates {
		if _, ok := table[text]; !ok {
			t.Errorf("phrases.de.txt has nothing for: %s", text)
		}
	}
	for text := range table {
		if !slices.Contains(templates, text) {
			t.Errorf("nobody says: %s", text)
		}
	}
}

// numbered are placeholders that say which part they stand for.
var numbered = regexp.MustCompile(`\$[1-9]`)

// A translation has the placeholders of its template, in its order or all numbered.
func TestPhrasesKeepTheirPlaceholders(t *testing.T) {
	for english, foreign := range german(t) {
		if numbered.MatchString(english) {
			t.Errorf("a digit behind a gap would be its number: %s", english)
		}
		parts, numbers := strings.Count(english, "$"), numbered.FindAllString(foreign, -1)
		slices.Sort(numbers)
		switch {
		case strings.Count(foreign, "@") != strings.Count(english, "@"), strings.Count(foreign, "$") != parts:
			t.Errorf("%q has other placeholders than %q", foreign, english)
		case len(numbers) > 0 && (len(slices.Compact(numbers)) != parts || numbers[len(numbers)-1] != "$"+string(rune('0'+parts))):
			t.Errorf("%q numbers some of its %d parts", foreign, parts)
		}
	}
}

// englishWord is one that does not stand in German.
var englishWord = regexp.MustCompile(`(?i)\b(the|and|or|of|with|for|your|you|this|that|not|are|is|has|at|by|to|yet|message|reply|octets?|line|session|goal|sent|type)\b`)

// typed is what German texts quote: words of the console, and the form of sessions.
var typed = regexp.MustCompile(`„[^“]*“`)

// No English is left in a translation, and its typography is German.
func TestGermanIsWhole(t *testing.T) {
	for english, foreign := range german(t) {
		if word := englishWord.FindString(typed.ReplaceAllString(foreign, "")); word != "" {
			t.Errorf("%q is left in: %s", word, foreign)
		}
		if strings.ContainsAny(foreign, "\"'`´”’…") || strings.Contains(foreign, "  ") || foreign != strings.TrimSpace(foreign) {
			t.Errorf("not German typography: %q", foreign)
		}
		if strings.Count(foreign, "„") != strings.Count(foreign, "“") {
			t.Errorf("quotes do not pair: %s", foreign)
		}
		if foreign == english && regexp.MustCompile(`[a-z]{4}`).MatchString(foreign) {
			t.Errorf("not translated: %s", foreign)
		}
	}
}

// What the pages say too, such as the summaries of commands, they say in the same words.
func TestPagesSayTheSame(t *testing.T) {
	same := 0
	pages := pairs(t, "../../web/words.de.txt")
	for english, foreign := range german(t) {
		if other, ok := pages[english]; ok {
			same++
			if other != foreign {
				t.Errorf("%q is %q here, and %q in the pages", english, foreign, other)
			}
		}
	}
	if same < 15 {
		t.Errorf("only %d texts are in both files", same)
	}
}

func TestSaying(t *testing.T) {
	say := func() []string {
		return []string{
			phrase.Say("$ is on.", "dewey"),
			phrase.Say("$ is on.", "$1 @ $"), // what is quoted may look like a gap
			phrase.Say("nobody says $", "this"),
			phrase.At("line 3", "$ was sent at @", []string{"STAT"}),
			phrase.Say("$ are left in $", "2 messages", "it"),
			phrase.Count(1, "1 octet", "$ octets"),
			phrase.Count(0, "1 octet", "$ octets"),
			phrase.Count(300, "A message of 1 octet arrives for $ on $.", "A message of $ octets arrives for $ on $.", "ann", "dewey"),
			phrase.Whole("no subject"),
			phrase.Whole("$ of theirs"),
			phrase.And(nil),
			phrase.And([]string{"1"}),
			phrase.And([]string{"1", "2", "3"}),
		}
	}
	check := func(want ...string) {
		t.Helper()
		if got := say(); !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
	check("dewey is on.", "$1 @ $ is on.", "nobody says this", "STAT was sent at line 3", "2 messages are left in it", "1 octet", "0 octets",
		"A message of 300 octets arrives for ann on dewey.", "no subject", "$ of theirs", "", "1", "1, 2 and 3")
	speak(t, "phrases.de.txt")
	check("dewey ist eingeschaltet.", "$1 @ $ ist eingeschaltet.", "nobody says this", "STAT wurde in line 3 gesendet", "im it sind 2 messages übrig", "1 Oktett", "0 Oktette",
		"Eine Nachricht mit 300 Oktetten kommt für ann auf dewey an.", "kein Betreff", "$ of theirs", "", "1", "1, 2 und 3")
}

func TestSpeakRefusesBrokenFiles(t *testing.T) {
	speak(t, "phrases.de.txt")
	for text, want := range map[string]string{
		"no subject\n":                        "is missing of: no subject",
		"no subject\nline $\n\tZeile $\n":     "not: line $",
		"\tkein Betreff\n":                    "not: \tkein Betreff",
		"no subject\n\ta\n\tb\n":              "not: \tb",
		"<!DOCTYPE html>\n<title>404</title>": "not: <title>404</title>",
	} {
		if err := phrase.Speak(text); err == nil || !strings.HasPrefix(err.Error(), "phrase: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got := phrase.Say("no subject"); got != "kein Betreff" {
		t.Errorf("a broken file changed the language: %s", got)
	}
	if err := phrase.Speak("# nothing\n\n"); err != nil || phrase.Say("no subject") != "no subject" {
		t.Errorf("no phrases are no English: %v", err)
	}
}
