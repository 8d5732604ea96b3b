package compare

import (
	"os"
	"testing"

	"poplab/wasm/annotate"
)

// As WebAssembly the annotator has no words until the page hands it some.
func TestMain(m *testing.M) {
	text, err := os.ReadFile("../annotate/notes.en.txt")
	if err == nil {
		err = annotate.Speak(string(text))
	}
	if err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
