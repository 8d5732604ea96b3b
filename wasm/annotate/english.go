//go:build !js

package annotate

import _ "embed"

// Native programs have the English notes inside. The page gets them as a file,
// because in the WebAssembly every learner would load every language.

//go:embed notes.en.txt
var english string

//go:embed world.en.txt
var englishWorld string

func init() {
	if err := Speak(english + englishWorld); err != nil {
		panic(err) // a mistake in the file, which the tests name
	}
}
