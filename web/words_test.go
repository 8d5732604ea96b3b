package web

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/pop3"
	"poplab/wasm/pop3/conformance"
)

func in(language string) context.Context {
	return context.WithValue(context.Background(), placeKey{}, place{Path: "/a/", Language: language})
}

// spoken finds the texts of a source file that are to be in every language.
var spoken = map[string]*regexp.Regexp{
	".go":    regexp.MustCompile(`\b(?:say|prose)\(("(?:[^"\\]|\\.)*")`),
	".templ": regexp.MustCompile(`(?:\bt\(ctx, |\b(?:say|prose)\()("(?:[^"\\]|\\.)*")`),
	".js":    regexp.MustCompile(`\bt\('((?:[^'\\]|\\.)*)'`),
}

// calls finds all that say something, whatever they are given.
var calls = map[string]*regexp.Regexp{
	".go":    regexp.MustCompile(`[^.\w](?:say|prose)\(`),
	".templ": regexp.MustCompile(`[^.\w](?:t|say|prose)\(`),
	".js":    regexp.MustCompile(`[^.\w]t\(`),
}

// sources are the files that say something: templates, views and modules.
func sourceFiles(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, pattern := range []string{"*.templ", "view_*.go", "static/*.js"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		list = append(list, files...)
	}
	return slices.DeleteFunc(list, func(name string) bool {
		return filepath.Base(name) == "say.js" || strings.HasSuffix(name, "_test.go")
	})
}

// texts are the texts of each file, by its name as words.de.txt has it.
func texts(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range sourceFiles(t) {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kind := filepath.Ext(name)
		found := spoken[kind].FindAllSubmatch(source, -1)
		if n := len(calls[kind].FindAll(source, -1)); n != len(found) {
			t.Errorf("%s says %d texts, and %d of them are not written there as one literal", name, n, n-len(found))
		}
		for _, f := range found {
			all[filepath.Base(name)] = append(all[filepath.Base(name)], unquoted(t, kind, string(f[1])))
		}
	}
	return all
}

// tables are the texts of tables that the reference shows, by the table's name. Names of
// programs are the same in all languages.
func tables() map[string][]string {
	all := map[string][]string{}
	add := func(table string, texts ...string) { all[table] = append(all[table], texts...) }
	for _, c := range pop3.Commands() {
		add("pop3.Commands", c.Summary, c.States.String())
	}
	for _, h := range pop3.HabitTable() {
		add("pop3.HabitTable", h.Summary)
		if strings.Contains(h.Seen, " where ") || strings.Contains(h.Seen, " in its ") {
			add("pop3.HabitTable", h.Seen)
		}
	}
	for _, c := range conformance.Chapters() {
		add("conformance.Chapters", c.Heading)
		for _, r := range c.Rules {
			verdict := conformance.Verdicts()[r.Name]
			add("conformance.Verdicts", string(r.Level), verdict.Word())
			for _, count := range verdict.Counts {
				add("conformance.Verdicts", count.Place)
			}
		}
	}
	for _, term := range append(terms(capabilities), terms(responseCodes)...) {
		add("view_manual.go", term.Text.english)
	}
	all["pop3.Commands"] = slices.DeleteFunc(all["pop3.Commands"], func(text string) bool { return slices.Contains(same, text) })
	all["conformance.Chapters"] = slices.DeleteFunc(all["conformance.Chapters"], func(text string) bool { return text == "TLS" })
	return all
}

func unquoted(t *testing.T, kind, literal string) string {
	t.Helper()
	if kind == ".js" {
		literal = `"` + strings.ReplaceAll(strings.ReplaceAll(literal, `\'`, `'`), `"`, `\"`) + `"`
	}
	text, err := strconv.Unquote(literal)
	if err != nil {
		t.Errorf("%s: %v", literal, err)
	}
	return text
}

// Every text has its translation, in the section of the files that show it, and
// every translation is of a text that some file shows.
func TestWordsAreComplete(t *testing.T) {
	shown := map[string][]string{} // files and tables by text
	for _, places := range []map[string][]string{texts(t), tables()} {
		for name, list := range places {
			for _, text := range list {
				if !slices.Contains(shown[text], name) {
					shown[text] = append(shown[text], name)
				}
			}
		}
	}
	for language, c := range catalogues {
		for text, files := range shown {
			if _, ok := c.text(text); !ok {
				t.Errorf("words.%s.txt has no text for %q of %s", language, text, strings.Join(files, ", "))
			}
		}
		for _, e := range c.entries {
			files := shown[e.english]
			slices.Sort(files)
			if !slices.Equal(files, slices.Sorted(slices.Values(e.files))) {
				t.Errorf("words.%s.txt has %q for [%s], it is shown by [%s]", language, e.english, strings.Join(e.files, " "), strings.Join(files, " "))
			}
		}
	}
}

// A page in another language holds the words of all modules that it may come to load,
// and the first page no others.
func TestPagesHoldTheWordsOfTheirModules(t *testing.T) {
	shown := texts(t)
	for _, d := range allPages(t) {
		language := attr(d.elements("html")[0], "lang")
		if language == english {
			continue
		}
		held := wordsOf(t, d)
		needed := map[string]bool{}
		for _, entry := range d.entries() {
			needed[entry] = true
			walkAll(t, entry, needed)
		}
		for module := range needed {
			for _, text := range shown[module] {
				if _, ok := held[text]; !ok {
					t.Errorf("%s lacks the words for %q of %s", d.path, text, module)
				}
			}
		}
		for text := range held {
			if d.path == "/"+language+"/" && !slices.ContainsFunc(slices.Collect(maps.Keys(needed)), func(m string) bool { return slices.Contains(shown[m], text) }) {
				t.Errorf("%s holds the words for %q, which none of its modules says", d.path, text)
			}
		}
	}
}

func wordsOf(t *testing.T, d document) map[string]string {
	t.Helper()
	var held map[string]string
	for _, s := range d.elements("script") {
		if attr(s, "id") == "words" {
			if err := json.Unmarshal([]byte(s.FirstChild.Data), &held); err != nil {
				t.Errorf("%s: %v", d.path, err)
			}
		}
	}
	return held
}

// named are the modules that a module names outside of comments: those that it imports, now
// or later, and workers.
var (
	named    = regexp.MustCompile(`'\./(\w+\.js)'`)
	comments = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^ *//.*$)`)
)

func walkAll(t *testing.T, module string, needed map[string]bool) {
	t.Helper()
	if slices.Contains(made, module) {
		return
	}
	code, err := os.ReadFile("static/" + module)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range named.FindAllSubmatch(comments.ReplaceAll(code, nil), -1) {
		if name := string(m[1]); !needed[name] {
			needed[name] = true
			walkAll(t, name, needed)
		}
	}
}

// A translation has the placeholders, the code and the links of its text, in any order.
func TestWordsKeepTheirPlaceholders(t *testing.T) {
	for language, c := range catalogues {
		for _, e := range c.entries {
			if got, want := skeleton(e.foreign), skeleton(e.english); !slices.Equal(got, want) {
				t.Errorf("words.%s.txt: %q has %q, its text has %q", language, e.foreign, got, want)
			}
			if e.foreign != strings.TrimSpace(e.foreign) {
				t.Errorf("words.%s.txt: space around %q", language, e.foreign)
			}
		}
	}
}

// skeleton is what all translations of a text have in common.
func skeleton(text string) []string {
	var list []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		list = append(list, "{"+m[1]+"}")
	}
	list = append(list, regexp.MustCompile("`[^`]+`").FindAllString(text, -1)...)
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		list = append(list, m[2])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func TestWordsThatAreWrong(t *testing.T) {
	for text, want := range map[string]string{
		"Save\n":                     "nothing stands below",
		"Save\nFind\n":               "behind a tab",
		"\tSichern\n":                "no text stands above",
		"Save\n\t\n":                 "behind a tab",
		"A\n\tB\n\n[x.js]\nA\n\tC\n": "line 6: its text is translated further up",
	} {
		if _, err := readWords(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestSaying(t *testing.T) {
	catalogues["xx"] = mustRead("[a.templ]\nTask {n}\n\t{n}. Aufgabe\n{n|one card|# cards}, {who}\n\t{who}: {n|eine Karte|# Karten}\nthe server\n\tder Server\n" +
		"Run `poplab` or [read {n}](#x) <now>.\n\t<Nun> [lies](#x) oder starte `poplab` {chip}.\n")
	defer delete(catalogues, "xx")
	for _, c := range []struct{ got, want string }{
		{t_("en", "Task {n}", "n", 3), "Task 3"},
		{t_("xx", "Task {n}", "n", 3), "3. Aufgabe"},
		{t_("xx", "unknown {n}", "m", 3), "unknown {n}"},
		{t_("en", "{n|one card|# cards}, {who}", "n", 1, "who", say("the server")), "one card, the server"},
		{t_("xx", "{n|one card|# cards}, {who}", "n", "2", "who", say("the server")), "der Server: 2 Karten"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	var b strings.Builder
	if err := prose("Run `poplab` or [read {n}](#x) <now>.", "chip", chip("STAT")).Render(in("xx"), &b); err != nil {
		t.Fatal(err)
	}
	want := `&lt;Nun&gt; <a href="#x">lies</a> oder starte <code translate="no">poplab</code> <button type="button" class="chip" data-command="STAT" translate="no">STAT</button>.`
	if b.String() != want {
		t.Errorf("prose is\n%s, want\n%s", b.String(), want)
	}
}

func t_(language, english string, args ...any) string { return say(english, args...).in(in(language)) }
