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
	for _, p := range Profiles() {
		texts := reflect.ValueOf(p.Wording)
		for i := range texts.NumField() {
			field, text := texts.Type().Field(i).Name, texts.Field(i).String()
			if field == "_" {
				continue
			}
			if strings.HasPrefix(text, "[") || strings.ContainsAny(text, "<>") {
				t.Errorf("%s.%s: %q would be read as a response code or a timestamp", p.Name, field, text)
			}
			for _, piece := range strings.Split(text, "{")[1:] {
				placeholder, _, closed := strings.Cut(piece, "}")
				if _, known := p.value(placeholder, facts{}); !known || !closed {
					t.Errorf("%s.%s: unknown placeholder {%s", p.Name, field, piece)
				}
			}
		}
	}
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
