package annotate

import "os"

// In the browser the page brings the notes; under Node the tests do.
func init() {
	text, err := os.ReadFile("notes.en.txt")
	if err == nil {
		var world []byte
		world, err = os.ReadFile("world.en.txt")
		text = append(text, world...)
	}
	if err == nil {
		err = Speak(string(text))
	}
	if err != nil {
		panic(err)
	}
}
