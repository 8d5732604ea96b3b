package desk

import (
	"os"

	"poplab/wasm/annotate"
)

// In the browser the page brings the notes; under Node the tests do.
func init() {
	var texts []byte
	for _, file := range []string{"../annotate/notes.en.txt", "../annotate/world.en.txt"} {
		text, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		texts = append(texts, text...)
	}
	if err := annotate.Speak(string(texts)); err != nil {
		panic(err)
	}
}
