package check

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"poplab/wasm/phrase"
)

// inGerman sets the language of what goals say, for one test.
func inGerman(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile("../phrase/phrases.de.txt")
	if err == nil {
		err = phrase.Speak(string(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { phrase.Speak("") })
}

// verdictOf is what a goal says, as the stories have it.
func verdictOf(t *testing.T, source string, e Evidence) string {
	t.Helper()
	goal, err := ParseGoal(source)
	if err != nil {
		t.Fatal(err)
	}
	v := goal.Check(e)
	if v.Met {
		return "yes: " + v.Said
	}
	return "no: " + v.Said
}

// What the stories tell in English, testdata/german.txt has in German: the English
// verdict, and below it, behind a tab, the German one, each pair once.
func TestStoriesInGerman(t *testing.T) {
	english := stories(t)
	inGerman(t)
	var b strings.Builder
	b.WriteString("# What goals say in German, below what they say in English.\n\n")
	told := map[string]bool{}
	for i, s := range stories(t) { // once more, since consoles speak too
		pair := english[i].told + "\n\t" + verdictOf(t, s.goal, s.evidence) + "\n"
		if !told[pair] {
			told[pair] = true
			b.WriteString(pair)
		}
	}
	want, err := os.ReadFile("testdata/german.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, lines := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(lines)) {
		if i >= len(got) || i >= len(lines) || got[i] != lines[i] {
			t.Fatalf("line %d is another one; all of it:\n%s", i+1, b.String())
		}
	}
}

// wire is what a verdict quotes of servers and other programs, what it says to type, and the
// names of facts: they stay as they are.
var wire = regexp.MustCompile(`(\+OK|-ERR|\b[2-5]\d\d ).*?(; [a-z]+ wurde|$)|„[^“]*“|tippe .*|Connection closed .*|the (carrier|nonsense)|RETR the`)

// english are words of templates that German does not have.
var english = regexp.MustCompile(`(?i)\b(the|and|of|with|you|your|this|that|not|no|is|are|at|by|to|yet|on|sent|goal|line|lines|session|message|messages|octets?|command|again|answered|refused|fetched|left|gone|happened)\b`)

// No English is left in what goals say in German, and both judge alike.
func TestVerdictsInGerman(t *testing.T) {
	inGerman(t)
	for _, s := range stories(t) {
		said := verdictOf(t, s.goal, s.evidence)
		if said[:3] != s.told[:3] {
			t.Errorf("%s\nis judged by the language: %s", s.goal, said)
		}
		german(t, said)
	}
	for _, v := range verdicts {
		said := verdictOf(t, v.goal, Evidence{Windows: One(talk(t, v.script))})
		if strings.HasPrefix(said, "yes") != v.met {
			t.Errorf("%s\nis judged by the language: %s", v.goal, said)
		}
		german(t, said)
	}
}

func german(t *testing.T, verdict string) {
	t.Helper()
	_, said, _ := strings.Cut(verdict, ": ")
	if word := english.FindString(wire.ReplaceAllString(said, "")); word != "" {
		t.Errorf("%q is English: %s", word, said)
	}
}
