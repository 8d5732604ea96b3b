package web

import (
	_ "embed" // the German words
	"fmt"
	"regexp"
	"slices"
	"strings"
)

//go:embed words.de.txt
var germanWords string

// catalogues are the languages that the pages are in besides English.
var catalogues = map[string]catalogue{"de": mustRead(germanWords)}

// languageNames are what the languages call themselves.
var languageNames = map[string]string{english: "English", "de": "Deutsch"}

// words is the catalogue of a language; that of English is empty.
func words(language string) catalogue { return catalogues[language] }

// catalogue has the texts of the pages in another language. words.de.txt says how it
// is written.
type catalogue struct {
	entries []entry
	of      map[string]int // by the English text, where it stands in entries
}

// entry is one text.
type entry struct {
	files            []string // that show it
	english, foreign string
}

func (c catalogue) text(english string) (string, bool) {
	if i, ok := c.of[english]; ok {
		return c.entries[i].foreign, true
	}
	return "", false
}

// ofModules are the texts that these modules show; nil stands for all modules.
func (c catalogue) ofModules(modules []string) map[string]string {
	list := map[string]string{}
	for _, e := range c.entries {
		if slices.ContainsFunc(e.files, func(file string) bool {
			return strings.HasSuffix(file, ".js") && (modules == nil || slices.Contains(modules, file))
		}) {
			list[e.english] = e.foreign
		}
	}
	return list
}

func mustRead(text string) catalogue {
	c, err := readWords(text)
	if err != nil {
		panic("web: " + err.Error()) // the text is part of the program, and tested
	}
	return c
}

// heading begins a section, and names the files that show its texts.
var heading = regexp.MustCompile(`^\[([^\]]+)\]$`)

// readWords reads a file such as words.de.txt.
func readWords(text string) (catalogue, error) {
	c := catalogue{of: map[string]int{}}
	var files []string
	english, number := "", 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		number++
		at := func(problem string) error { return fmt.Errorf("words, line %d: %s: %q", number, problem, line) }
		foreign, indented := strings.CutPrefix(line, "\t")
		switch names := heading.FindStringSubmatch(line); {
		case english != "" && (!indented || foreign == ""):
			return c, at("the translation stands below its text, behind a tab; this is none")
		case english != "":
			if _, twice := c.of[english]; twice {
				return c, at("its text is translated further up already")
			}
			c.of[english] = len(c.entries)
			c.entries = append(c.entries, entry{files, english, foreign})
			english = ""
		case indented:
			return c, at("no text stands above this translation")
		case names != nil:
			files = strings.Fields(names[1])
		case line != "" && line[0] != '#':
			english = line
		}
	}
	if english != "" {
		return c, fmt.Errorf("words: nothing stands below %q", english)
	}
	return c, nil
}
