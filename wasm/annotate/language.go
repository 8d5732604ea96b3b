package annotate

import (
	"errors"
	"strconv"
	"strings"
)

// language is the text of every note, by key.
type language [keys]string

// spoken is the language of all notes, but for those of an Annotator that has its own.
// Native programs speak English from the start (native.go); the page is sent the one
// language that it needs.
var spoken language

// Speak sets the language of the notes of every Annotator that is not of In. The text is
// that of a file such as notes.en.txt, or that with world.en.txt behind it; the error says
// what is wrong with it.
func Speak(text string) error {
	read, err := readLanguage(text)
	if err == nil {
		spoken = read
	}
	return err
}

// readLanguage takes the n-th line that has a key for the n-th key. The names
// are for people and for the tests, which hold a file to the keys one by one: as
// strings in the program they would be 3 KiB more for every learner to load.
func readLanguage(text string) (read language, err error) {
	k := nothing
	for line := range strings.Lines(text) {
		name, words, found := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if name == "" || name[0] == '#' {
			continue
		}
		if k++; !found || words == "" || k >= keys {
			return read, errors.New("annotate: a note is one line \"key: text\" for a key that there is, not: " + line)
		}
		read[k] = words
	}
	if k != keys-1 && k != worldKeys-1 {
		return read, errors.New("annotate: " + strconv.Itoa(int(k)) + " notes instead of " + strconv.Itoa(int(keys-1)))
	}
	return read, nil
}

// lacks says whether the words of a remark were not sent along yet.
func (l *language) lacks(r remark) bool {
	return max(r.key, r.aside) >= worldKeys && l[worldKeys] == ""
}

// note puts a remark into words.
func (l *language) note(r remark) Note {
	f := r.fact()
	text := render(l[r.key], &r.args)
	if r.aside != nothing {
		text += " " + render(l[r.aside], &r.args)
	}
	if l.lacks(r) {
		text = "…"
	}
	return Note{Severity: f.severity, Text: text, RFC: f.rfc, Rule: f.rule}
}
