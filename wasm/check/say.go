package check

import (
	"errors"
	"strconv"

	"poplab/wasm/near"
	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// What goals say, they say by templates of package phrase, in the language of the page:
// "@" stands for the line of the entry that decided, and each "$" for the next of the
// parts. What only authors of lessons read, the errors about goals, is in English.

// console is a window as verdicts tell of it.
type console struct {
	*Window
	several bool // there are others, so a line is told with its window
	facts   map[string]string
}

// line names an entry as the log counts it.
func (c *console) line(entry int) string {
	return c.place(say("line $", strconv.Itoa(entry+1)))
}

// place adds the window to lines.
func (c *console) place(lines string) string {
	if c.several {
		return say("$ of $", lines, c.Name)
	}
	return lines
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
	return transcript.Visible(phrase.At(line, text, parts))
}

// messagesOf, octetsOf and secondsOf count.
func messagesOf(n int) string { return phrase.Count(n, "1 message", "$ messages") }
func octetsOf(n int) string   { return phrase.Count(n, "1 octet", "$ octets") }
func secondsOf(n int) string  { return phrase.Count(n, "1 second", "$ seconds") }

// didYouMean is the end of a message about a name that is not known.
func didYouMean(name string, known []string) string {
	if name = near.Name(name, known); name == "" {
		return ""
	}
	return "; did you mean " + name + "?"
}
