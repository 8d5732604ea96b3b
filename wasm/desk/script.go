package desk

import (
	"strconv"
	"strings"

	"poplab/wasm/check"
	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
)

// The first line of a script; package desk tells the rest of its form.
const (
	scriptVersion = "1"
	scriptTitle   = "poplab session "
)

// Problem is what is wrong with a script, or why there is none: a sentence for whoever
// wanted it.
type Problem string

func (p Problem) Error() string { return phrase.Whole(string(p)) }

// What a script may have. It comes out of links that anybody can make.
const (
	mostScript = 64 << 10 // octets
	mostSteps  = 2000
	mostPasted = 200     // lines of one step
	mostMade   = 300_000 // rows of all windows
	mostPause  = 1e11    // milliseconds: three years
)

// Script writes the session down: all steps, those that are ahead too. The error is a
// Problem.
func (d *Desk) Script() (string, error) {
	if d.world == nil {
		return "", Problem("What was said to a real server is written into no link: there may be passwords in it.")
	}
	j := &d.journal
	b := []byte(scriptTitle + scriptVersion + "\n")
	if j.seed != "" {
		b = append(append(b, "seed "...), escaped(j.seed)...)
		b = append(b, '\n')
	}
	if j.scenario != "" {
		b = append(b, "world\n\t"...)
		b = append(append(b, strings.ReplaceAll(j.scenario, "\n", "\n\t")...), '\n')
	}
	var last int64
	for i := range j.steps {
		b = j.steps[i].append(b, last)
		last = j.steps[i].When
	}
	if _, err := readScript(string(b)); err != nil {
		return "", Problem("This session has become too long to be written down.")
	}
	return string(b), nil
}

func (s *Step) append(b []byte, last int64) []byte {
	word := "type "
	if s.Hangs {
		word = "hang "
	}
	b = strconv.AppendInt(append(b, word...), s.When-last, 10)
	if !s.Hangs {
		b = append(append(b, ' '), escaped(s.Line)...)
	}
	return append(b, '\n')
}

// Restore opens a script that Script wrote, at its end: Travel goes to where it is to be
// looked at. Tasks are judged as Open does. The error is a Problem.
func Restore(script, tasks string) (*Desk, error) {
	list, err := check.ParseTasks(tasks)
	if err != nil {
		return nil, err
	}
	j, err := readScript(script)
	if err != nil {
		return nil, err
	}
	d := &Desk{tasks: list, answers: map[string]map[string]string{}, journal: j}
	d.begin()
	for d.journal.taken < len(j.steps) {
		if d.take(); d.made() > mostMade {
			return nil, Problem("This session makes more than 300,000 lines: that is too much for one page.")
		}
	}
	return d, nil
}

// made counts the rows of all windows.
func (d *Desk) made() int {
	n := 0
	for _, s := range d.seats {
		n += len(s.transcript.Entries)
	}
	return n
}

// Peek tells what a script holds, without playing it: the scenario, and the lines.
func Peek(script string) (scenario string, steps []Step, err error) {
	j, err := readScript(script)
	return j.scenario, j.steps, err
}

func readScript(text string) (j journal, err error) {
	if len(text) > mostScript {
		return j, Problem("This session has more than 64 KiB: that is too much for one page.")
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	version, ok := strings.CutPrefix(lines[0], scriptTitle)
	switch {
	case !ok:
		return j, Problem("This is no session of poplab: its first line should be \"poplab session 1\".")
	case version != scriptVersion:
		return j, Problem("This session was written by another version of poplab. This page reads form 1: load the page again, or ask for the session in that form.")
	}
	rest := j.readHead(lines[1:])
	if j.world, err = sandbox.ParseScenario(j.scenario); err != nil {
		return j, Problem(phrase.Say("The world of this session cannot be opened: $.", err.Error()))
	}
	if len(rest) > mostSteps {
		return j, Problem("This session has more than 2000 steps: that is too much for one page.")
	}
	for i, line := range rest {
		if !j.readStep(line) {
			return j, Problem(phrase.Say("Line $ of this session is damaged. A step is written \"type 900 STAT\" or \"hang 900\".",
				strconv.Itoa(len(lines)-len(rest)+i+1)))
		}
	}
	return j, nil
}

// readHead takes seed and world, and gives the lines behind them.
func (j *journal) readHead(lines []string) []string {
	if len(lines) > 0 {
		if seed, ok := strings.CutPrefix(lines[0], "seed "); ok {
			j.seed, lines = unescaped(seed), lines[1:]
		}
	}
	if len(lines) == 0 || lines[0] != "world" {
		return lines
	}
	lines = lines[1:]
	n := 0
	for n < len(lines) && strings.HasPrefix(lines[n], "\t") {
		n++
	}
	if n > 0 {
		j.scenario = strings.ReplaceAll(strings.Join(lines[:n], "\n")[1:], "\n\t", "\n")
	}
	return lines[n:]
}

func (j *journal) readStep(line string) bool {
	word, rest, _ := strings.Cut(line, " ")
	number, text, _ := strings.Cut(rest, " ")
	pause, ok := pop3.Decimal(number)
	s := Step{When: int64(pause), Line: unescaped(text), Hangs: word == "hang"}
	if n := len(j.steps); n > 0 {
		s.When += j.steps[n-1].When
	}
	j.steps = append(j.steps, s)
	return ok && int64(pause) <= mostPause && (word == "type" || s.Hangs && text == "") && strings.Count(s.Line, "\n") < mostPasted
}

// escaped writes a text on one line.
func escaped(text string) string {
	text = strings.ReplaceAll(text, `\`, `\\`)
	return strings.ReplaceAll(strings.ReplaceAll(text, "\n", `\n`), "\r", `\r`)
}

// unescaped reads what escaped wrote; a backslash before anything else is itself.
func unescaped(text string) string {
	var b []byte
	for i := 0; i < len(text); i++ {
		o := text[i]
		if o == '\\' && i+1 < len(text) {
			switch text[i+1] {
			case 'n':
				o, i = '\n', i+1
			case 'r':
				o, i = '\r', i+1
			case '\\':
				i++
			}
		}
		b = append(b, o)
	}
	return string(b)
}
