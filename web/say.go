package web

import (
	"context"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// A text of the pages is written in English, where it is shown: the English text is
// the key under which words.de.txt has the German one.
//
//	{ t(ctx, "Legal now") }                              in a template
//	{ t(ctx, "Task {n}", "n", v.Number) }                with a value
//	{ t(ctx, "{n|one message|# messages}", "n", 3) }     the first form if n is 1
//	@prose("Run `poplab serve`, or [read](/lessons/).")  with code and links
//	say("Free practice")                                 in a view, which has no language
//	{ v.Title.in(ctx) }                                  where its template shows it
//
// A text is a whole sentence or a name that stands alone, never a piece to be glued to
// others: other languages have another order. What goes over a wire, and the names
// of things that people type, are the same in all languages; an element that holds
// nothing else says so with translate="no".

// phrase is a text in no language yet, with the values of its placeholders.
type phrase struct {
	english string
	args    []any // name, value, name, value ...
}

// say makes a phrase. The values are texts, numbers, phrases and, in prose, components.
func say(english string, args ...any) phrase { return phrase{english, args} }

// verbatim makes a phrase of a text that is in the language of the page already, such as
// the title of a lesson, or that a catalogue has for its sake.
func verbatim(text string) phrase { return phrase{english: text} }

// none says whether there is nothing to say.
func (p phrase) none() bool { return p.english == "" }

// t is a text in the language of the page.
func t(ctx context.Context, english string, args ...any) string { return say(english, args...).in(ctx) }

// in gives the phrase in the language of the page, or in English where that language
// has no words for it.
func (p phrase) in(ctx context.Context) string {
	return placeholder.ReplaceAllStringFunc(p.words(ctx), func(found string) string {
		text, _ := p.fill(ctx, found).(string)
		return text
	})
}

func (p phrase) words(ctx context.Context) string {
	if text, ok := words(language(ctx)).text(p.english); ok {
		return text
	}
	return p.english
}

// placeholder is {name}, or {name|one|many} for a number, where # stands for it.
var placeholder = regexp.MustCompile(`\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}`)

// fill gives what stands for a placeholder: a text or a component. One without a value stays as it is.
func (p phrase) fill(ctx context.Context, found string) any {
	parts := placeholder.FindStringSubmatch(found)
	for i := 0; i+1 < len(p.args); i += 2 {
		if p.args[i] != parts[1] {
			continue
		}
		switch value := p.args[i+1].(type) {
		case phrase:
			return value.in(ctx)
		case int:
			return counted(strconv.Itoa(value), parts[2], parts[3])
		case string:
			return counted(value, parts[2], parts[3])
		default:
			return value
		}
	}
	return found
}

// counted chooses between two forms as English and German do.
func counted(n, one, many string) string {
	switch {
	case many == "":
		return n
	case n == "1":
		return strings.ReplaceAll(one, "#", n)
	}
	return strings.ReplaceAll(many, "#", n)
}

// prose is a text with markup of its own: `code`, and [text](link). The value of a placeholder
// may be a component.
func prose(english string, args ...any) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		p := say(english, args...)
		rest := p.words(ctx)
		for rest != "" {
			at := markup.FindStringIndex(rest)
			if at == nil {
				at = []int{len(rest), len(rest)}
			}
			if err := write(w, templ.EscapeString(rest[:at[0]])); err != nil {
				return err
			}
			if err := p.mark(ctx, w, rest[at[0]:at[1]]); err != nil {
				return err
			}
			rest = rest[at[1]:]
		}
		return nil
	})
}

// markup is what prose does not show as it is.
var markup = regexp.MustCompile("`[^`]+`|" + link.String() + "|" + placeholder.String())

var link = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)

// mark writes one piece of markup.
func (p phrase) mark(ctx context.Context, w io.Writer, piece string) error {
	if code, ok := strings.CutPrefix(piece, "`"); ok {
		return write(w, `<code translate="no">`+templ.EscapeString(strings.TrimSuffix(code, "`"))+"</code>")
	}
	if parts := link.FindStringSubmatch(piece); parts != nil {
		return write(w, `<a href="`+templ.EscapeString(string(target(ctx, parts[2])))+`">`+templ.EscapeString(parts[1])+"</a>")
	}
	if piece == "" {
		return nil
	}
	switch value := p.fill(ctx, piece).(type) {
	case templ.Component:
		return value.Render(ctx, w)
	case string:
		return write(w, templ.EscapeString(value))
	}
	return nil
}

// target is where a link of a text leads to: a page of the same language, or a place of this page.
func target(ctx context.Context, href string) templ.SafeURL {
	if strings.HasPrefix(href, "/") {
		return to(ctx, href)
	}
	return templ.URL(href)
}

func write(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}

// strange says whether a text is in another language than the page.
func strange(ctx context.Context, of string) bool { return of != "" && of != language(ctx) }

// language is that of the page that is rendered, such as "de".
func language(ctx context.Context) string { return here(ctx).Language }
