package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ/parser/v2"
	"github.com/a-h/templ/parser/v2/visitor"
)

// same are the words that stand in a template as they are, since they are the same in all
// languages: those of the protocol, and names.
var same = strings.Fields("AUTHORIZATION TRANSACTION UPDATE PASS QUIT POP3 poplab English Deutsch Here:")

// shown are the attributes that people read or hear.
var shown = strings.Fields("aria-label aria-description aria-roledescription title placeholder alt")

var (
	letters = regexp.MustCompile(`\pL`)
	quoted  = regexp.MustCompile("^[\"`].*\\pL.*[\"`]$")
)

// A text in a template is in English for everybody, unless t or prose says it.
func TestTemplatesSayTheirTexts(t *testing.T) {
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		file, err := parser.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range bareTexts(t, file) {
			t.Errorf(`%s: %q is in English for everybody; write { t(ctx, "...") }, or @prose("...") for a text with links`, name, text)
		}
	}
}

// bareTexts are the texts and the named attributes that are written in a template as they are.
func bareTexts(t *testing.T, file *parser.TemplateFile) (found []string) {
	t.Helper()
	v := visitor.New()
	v.Text = func(n *parser.Text) error {
		if letters.MatchString(n.Value) && !slices.Contains(same, strings.TrimSpace(n.Value)) {
			found = append(found, n.Value)
		}
		return nil
	}
	v.ConstantAttribute = func(n *parser.ConstantAttribute) error {
		if slices.Contains(shown, n.Key.String()) {
			found = append(found, n.String())
		}
		return nil
	}
	v.StringExpression = func(n *parser.StringExpression) error {
		if quoted.MatchString(n.Expression.Value) {
			found = append(found, n.Expression.Value)
		}
		return nil
	}
	if err := file.Visit(v); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestBareTextsAreFound(t *testing.T) {
	file, err := parser.ParseString("package x\n\ntempl y() {\n\t<p title=\"Bad\" class=\"fine\">Also bad <b>PASS</b> { \"worse\" } { \", \" } { t(ctx, \"good\") }</p>\n}\n")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := bareTexts(t, file), []string{`title="Bad"`, "Also bad ", `"worse"`}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// sentence finds what looks like a text for people in a module, and what stands before it.
var sentence = regexp.MustCompile("(t\\()?['`]([A-Z][a-z]+(?:,? [\\w$]|[a-z]*[.:]? \\$\\{)[^'`\n]*)['`]")

// severities are in the language of the notes, which need not be that of the page.
var severities = []string{"Take care.", "Against the rules."}

// A module says its texts with t. What is only for the browser's own console may be in English.
func TestModulesSayTheirTexts(t *testing.T) {
	files, err := filepath.Glob("static/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range sentence.FindAllSubmatch(comments.ReplaceAll(code, nil), -1) {
			if len(m[1]) == 0 && !slices.Contains(severities, string(m[2])) {
				t.Errorf("%s: %q is in English for everybody; write t('...')", name, m[2])
			}
		}
	}
}
