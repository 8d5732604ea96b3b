//go:build !js

package annotate

import _ "embed"

// Native programs have the notes of every language inside. The page gets those it needs
// as files, because in the WebAssembly every learner would load every language.

//go:embed notes.en.txt
var english string

//go:embed world.en.txt
var englishWorld string

//go:embed notes.de.txt
var german string

//go:embed world.de.txt
var germanWorld string

// inside are the languages by their codes of two letters.
var inside = map[string]*language{"en": mustRead(english + englishWorld), "de": mustRead(german + germanWorld)}

func mustRead(text string) *language {
	read, err := readLanguage(text)
	if err != nil {
		panic(err) // a mistake in the file, which the tests name
	}
	return &read
}

func init() { spoken = *inside["en"] }

// In gives an Annotator that writes its notes in the language of that code, such as "de",
// whatever Speak was told. Where there is no such language, it speaks as all others do.
func In(code string) Annotator { return Annotator{own: inside[code]} }
