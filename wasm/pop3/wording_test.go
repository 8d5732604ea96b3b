package pop3

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestWordingsUseKnownPlaceholders: fill leaves an unknown placeholder out, so a
// slip of the pen would only show on the wire.
func TestWordingsUseKnownPlaceholders(t *testing.T) {
	for name, w := range wordings() {
		for field, text := range texts(w) {
			if strings.HasPrefix(text, "[") || strings.ContainsAny(text, "<>") {
				t.Errorf("%s.%s: %q would be read as a response code or a timestamp", name, field, text)
			}
			for _, placeholder := range placeholders(text) {
				if _, known := w.value(placeholder, facts{}); !known {
					t.Errorf("%s.%s: unknown placeholder {%s}", name, field, placeholder)
				}
			}
		}
	}
}

// TestLanguagesSayTheSame: what is said in one language is said in all, about the
// same facts.
func TestLanguagesSayTheSame(t *testing.T) {
	english := texts(&rfc1939.Wording)
	for _, l := range languages {
		if l.words == nil {
			continue
		}
		for field, text := range texts(l.words) {
			if (text == "") != (english[field] == "") {
				t.Errorf("%s.%s is %q, in English %q", l.tag, field, text, english[field])
			}
			if got, want := placeholders(text), placeholders(english[field]); !slices.Equal(got, want) {
				t.Errorf("%s.%s tells %v, in English %v", l.tag, field, got, want)
			}
		}
	}
}

// TestArgumentsHaveWords: a new argument needs its phrase in every language.
func TestArgumentsHaveWords(t *testing.T) {
	for name, w := range wordings() {
		for _, c := range Commands() {
			for _, a := range c.Args {
				if w.phrase(a) == "" {
					t.Errorf("%s has no words for the %s of %s", name, a.Name, c.Name)
				}
			}
		}
	}
}

// wordings are those of the profiles and of the languages, by name.
func wordings() map[string]*Wording {
	all := make(map[string]*Wording)
	for _, p := range Profiles() {
		all[p.Name] = &p.Wording
	}
	for _, l := range languages {
		if l.words != nil {
			all[l.tag] = l.words
		}
	}
	return all
}

// texts are the texts of a wording by the names of their fields.
func texts(w *Wording) map[string]string {
	all := make(map[string]string)
	fields := reflect.ValueOf(w).Elem()
	for i := range fields.NumField() {
		if name := fields.Type().Field(i).Name; name != "_" {
			all[name] = fields.Field(i).String()
		}
	}
	return all
}

// placeholders are those of a text, in alphabetical order and each once.
func placeholders(text string) []string {
	var list []string
	for _, piece := range strings.Split(text, "{")[1:] {
		placeholder, _, closed := strings.Cut(piece, "}")
		if !closed {
			placeholder += " without an end"
		}
		list = append(list, placeholder)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func TestFillReplacesOnce(t *testing.T) {
	got := german.fill("{name} has {messages}", facts{name: "{octets}", messages: 1})
	if want := "{octets} has 1 Nachricht"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRowsHaveHandlers: a row without one would panic on its first use, and a
// required argument behind an optional one could not be parsed.
func TestRowsHaveHandlers(t *testing.T) {
	for _, c := range Commands() {
		if c.run == nil {
			t.Errorf("%s has no handler", c.Name)
		}
		for i, a := range c.Args {
			if a.Kind == Rest && (i > 0 || len(c.Args) > 1) {
				t.Errorf("%s: a Rest argument must be the only one", c.Name)
			}
			if i > 0 && c.Args[i-1].Optional && !a.Optional {
				t.Errorf("%s: %s comes behind an optional argument", c.Name, a.Name)
			}
		}
		offered := func(p *Profile) bool { return p.has(c.Needs) }
		if c.Needs != "" && !slices.ContainsFunc(Profiles(), offered) {
			t.Errorf("%s needs %s, which no server offers", c.Name, c.Needs)
		}
	}
}

func TestWriteToStopsAtAnError(t *testing.T) {
	w := &narrow{room: 7}
	n, err := Reply{OK: true, Text: "x", Multi: true, Body: []byte("a\r\n")}.WriteTo(w)
	if n != 7 || err != errNarrow {
		t.Errorf("WriteTo gave %d, %v; want 7 octets and the error of the writer", n, err)
	}
}

// narrow is a writer with room for a few octets.
type narrow struct{ room int }

var errNarrow = errors.New("no room")

func (w *narrow) Write(p []byte) (int, error) {
	n := min(len(p), w.room)
	w.room -= n
	if n < len(p) {
		return n, errNarrow
	}
	return n, nil
}
