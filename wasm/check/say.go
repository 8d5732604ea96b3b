package check

import (
	"errors"
	"strconv"
	"strings"

	"poplab/wasm/near"
	"poplab/wasm/transcript"
)

// What goals say, they say by templates: "@" stands for the line of the entry that
// decided, and each "$" for the next of the parts. A browser loads all of this, and a
// sentence with gaps takes less of it than strings put together.

// console is a window as verdicts tell of it.
type console struct {
	*Window
	several bool // there are others, so a line is told with its window
	facts   map[string]string
}

// line names an entry as the log counts it.
func (c *console) line(entry int) string {
	text := "line " + strconv.Itoa(entry+1)
	if c.several {
		text += " of " + c.Name
	}
	return text
}

// met tells what was seen at an entry.
func (c *console) met(entry int, text string, parts ...string) *Verdict {
	return &Verdict{Met: true, Said: fill(text, c.line(entry), parts), Entry: entry, Window: c.Name}
}

// unmet tells what is missing, and which entry decided that.
func (c *console) unmet(entry int, text string, parts ...string) *Verdict {
	return &Verdict{Said: fill(text, c.line(entry), parts), Entry: entry, Window: c.Name}
}

// missing tells what is missing where no entry decided it.
func missing(text string, parts ...string) *Verdict {
	return &Verdict{Said: say(text, parts...), Entry: -1}
}

// holds tells that nothing has broken a guard.
func holds(text string, parts ...string) *Verdict {
	return &Verdict{Met: true, Said: say(text, parts...), Entry: -1}
}

// fault is the error about a goal that cannot be read.
func fault(text string, parts ...string) error { return errors.New(say(text, parts...)) }

// say completes a sentence in which no line is told.
func say(text string, parts ...string) string { return fill(text, "", parts) }

// fill completes a sentence. What it quotes may be of any octets.
func fill(text, line string, parts []string) string {
	var b []byte
	for i := range len(text) {
		switch text[i] {
		case '@':
			b = append(b, line...)
		case '$':
			b = append(b, parts[0]...)
			parts = parts[1:]
		default:
			b = append(b, text[i])
		}
	}
	return transcript.Visible(string(b))
}

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
}

// and joins words as people do.
func and(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// didYouMean is the end of a message about a name that is not known.
func didYouMean(name string, known []string) string {
	if name = near.Name(name, known); name == "" {
		return ""
	}
	return say("; did you mean $?", name)
}
