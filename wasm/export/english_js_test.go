package export

import (
	"os"

	"poplab/wasm/annotate"
)

// In the browser the page brings the notes; under Node the tests do.
func init() {
	text, err := os.ReadFile("../annotate/notes.en.txt")
	if err == nil {
		err = annotate.Speak(string(text))
	}
	if err != nil {
		panic(err)
	}
}
