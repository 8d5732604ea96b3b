// Package phrase puts what the program says to a learner into the language of the page:
// why a goal is not met yet, what a word of the console answers, what is wrong with a
// file. Notes have their own texts (package annotate), since they are chosen apart from
// the page.
//
//	phrase.Say("nobody has logged in as $ yet", user)
//	phrase.Count(n, "1 message", "$ messages")
//
// A template is written in English, where it is said, and is the key under which
// phrases.de.txt has the German one. "$" stands for the next of the parts. A language with
// another order of words numbers them, as in "$2 von $1", and then numbers all. A template
// is a whole sentence, or a piece that keeps its form wherever it is put; what differs by
// number is two templates.
//
// Native programs speak English, and no table is in them. The page hands the one that it
// needs to Speak. What goes over a wire, and what other programs say, such as telnet, is
// never translated.
//
// To add a phrase, say it, and add its line to phrases.de.txt; the tests of this package
// find what is missing there, and what nobody says any more.
package phrase

import (
	"errors"
	"strconv"
	"strings"
)

// table has the templates of the language that is spoken, by the English ones.
var table map[string]string

// Speak sets the language of all phrases. The text is that of a file such as
// phrases.de.txt, or "" for English; the error says which line of it is wrong.
func Speak(text string) error {
	read, err := readTable(text)
	if err == nil {
		table = read
	}
	return err
}

// readTable reads an English template in one line, and its translation in the next one,
// behind a tab. Lines that are blank or begin with "#" are skipped.
func readTable(text string) (map[string]string, error) {
	read := map[string]string{}
	english := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		foreign, indented := strings.CutPrefix(line, "\t")
		switch {
		case indented == (english == "") && line != "" && line[0] != '#':
			return nil, errors.New("phrase: a text and, behind a tab, its translation are expected, not: " + line)
		case indented:
			read[english], english = foreign, ""
		case line != "" && line[0] != '#':
			english = line
		}
	}
	if english != "" {
		return nil, errors.New("phrase: the translation is missing of: " + english)
	}
	return read, nil
}

// Say completes a template in the language that is spoken.
func Say(template string, parts ...string) string { return At("", template, parts) }

// At is Say for a template in which "@" stands for a place, such as "line 3".
func At(place, template string, parts []string) string {
	return fill(Whole(template), place, parts)
}

// Whole is Say for a text without parts, which may be one that is translated already or
// that quotes somebody.
func Whole(text string) string {
	if foreign, ok := table[text]; ok {
		return foreign
	}
	return text
}

// Count says how many there are: the first template where that is one, else the
// second, whose first part is the number.
func Count(n int, one, many string, parts ...string) string {
	if n == 1 {
		return Say(one, parts...)
	}
	return Say(many, append([]string{strconv.Itoa(n)}, parts...)...)
}

// And joins words as people do.
func And(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return Say("$ and $", strings.Join(words[:last], ", "), words[last])
}

// fill puts the place into that of "@", parts into that of "$", and those of a number into
// that of "$1" to "$9".
func fill(template, place string, parts []string) string {
	var b []byte
	next := 0
	for i := 0; i < len(template); i++ {
		switch c := template[i]; {
		case c == '@' && place != "":
			b = append(b, place...)
		case c == '$' && i+1 < len(template) && template[i+1] >= '1' && template[i+1] <= '9':
			i++
			b = append(b, parts[template[i]-'1']...)
		case c == '$':
			b = append(b, parts[next]...)
			next++
		default:
			b = append(b, c)
		}
	}
	return string(b)
}
