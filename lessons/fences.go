package lessons

import (
	"strconv"
	"strings"

	"poplab/wasm/sandbox"
)

// fence is a fenced block of the file that carries data.
type fence struct {
	block
	source string
}

// fences are the info words of the blocks that carry data, and their readers.
// Any other fence is code and is shown as it stands.
var fences = map[string]func(*draft, fence){
	"mailbox": (*draft).readMailbox,
	"task":    (*draft).readTask,
	"quiz":    (*draft).readQuiz,
	"pop3":    (*draft).readReference,
}

// readMailbox checks the world of the lesson.
func (d *draft) readMailbox(f fence) {
	if d.lesson.Scenario != "" {
		f.add(place{f.line - 1, 1}, "a lesson has one mailbox block, and this is another; put all hosts and users into the first")
		return
	}
	d.lesson.Scenario = f.source
	if _, err := sandbox.ParseScenario(f.source); err != nil {
		line, message := cutLine(err.Error())
		f.add(place{f.line + line - 1, 1}, "%s", message)
	}
}

// cutLine parts "line 3: message" of a message without file.
func cutLine(message string) (line int, rest string) {
	number, rest, ok := strings.Cut(strings.TrimPrefix(message, "line "), ": ")
	if line, err := strconv.Atoi(number); ok && err == nil {
		return line, rest
	}
	return 1, message
}
