package lessons

import (
	"regexp"
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// stage is a world in which a transcript is performed. What is said goes into one
// list, as somebody sees it who sits at the current window.
type stage struct {
	world *sandbox.World
	seats []seat
	said  []spoken // what the transcript has not come to yet
}

// seat is a window, with its notes and how far it has been looked at.
type seat struct {
	*sandbox.Console
	notes annotate.Annotator
	seen  int
}

// spoken is a line that was said, as a reference has it, with its note.
type spoken struct {
	side, text string
	note       annotate.Note
}

func (s spoken) String() string { return s.side + ": " + s.text }

// tick is how long every typed line takes, in microseconds. Lines of two windows
// have an order by it.
const tick = 1000

func newStage(s sandbox.Scenario, seed string) *stage {
	st := &stage{world: sandbox.NewWorld(s, seed)}
	for _, c := range st.world.Windows() {
		c.Transcript.Now = st.world.Clock()
		st.seats = append(st.seats, seat{Console: c})
	}
	return st
}

// speak sets the language of the notes, before anything is said.
func (st *stage) speak(language string) {
	for i := range st.seats {
		st.seats[i].notes = annotate.In(language)
	}
}

// hangUp is what the console says when its window is closed. A transcript that has
// it as its next line closes the window there.
const hangUp = "Connection closed. QUIT was not sent."

// play types lines, or closes the window.
func (st *stage) play(lines string) {
	for _, s := range st.seats {
		s.Transcript.Now += tick
	}
	before := st.world.Window()
	if lines == hangUp {
		before.Hangup()
	} else {
		before.Type(lines)
	}
	st.collect(before)
	if now := st.world.Window(); now != before {
		st.collect(now)
	}
}

// collect takes what is new in a window. A lesson can hold no control characters,
// so they stand in it as the console shows them.
func (st *stage) collect(c *sandbox.Console) {
	for i := range st.seats {
		s := &st.seats[i]
		if s.Console != c {
			continue
		}
		for _, note := range s.notes.Next(c.Transcript) {
			side := c.Transcript.Entries[s.seen].Side
			text := transcript.Visible(c.Transcript.Text(s.seen))
			st.said = append(st.said, spoken{string(rune(side)), text, note})
			s.seen++
		}
	}
}

// connect begins a session that a transcript shows from its greeting on. Its first
// words tell the protocol, and SMTP its host.
func (st *stage) connect(greeting, host string) {
	port := " 110"
	if name, ok := strings.CutPrefix(greeting, "220 "); ok {
		name, _, _ = strings.Cut(name, " ")
		host, port = strings.TrimSuffix(name, ".example"), " 25"
	}
	st.play("telnet " + host + port)
}

// skipLocal leaves out lines of the learner's own program that a transcript does not
// show, up to the next line of the wire. Where there is none, they stay.
func (st *stage) skipLocal() {
	for i, s := range st.said {
		if s.side != "L" {
			st.said = st.said[i:]
			return
		}
	}
}

// findLocal looks for a line of the learner's own program before the next line of
// the wire, and leaves out those before it.
func (st *stage) findLocal(text string) bool {
	for i, s := range st.said {
		if s.side != "L" {
			return false
		}
		if s.text == text {
			st.said = st.said[i:]
			return true
		}
	}
	return false
}

// silent says whether nothing of the wire is left.
func (st *stage) silent() bool {
	for _, s := range st.said {
		if s.side != "L" {
			return false
		}
	}
	return true
}

// mark is a fact in a line that is typed.
var mark = regexp.MustCompile(`\{[a-z]+[a-z0-9-]*\}`)

// filled puts facts into a line: PASS {password}.
func filled(line string, facts map[string]string) string {
	return mark.ReplaceAllStringFunc(line, func(m string) string {
		if fact, ok := facts[m[1:len(m)-1]]; ok {
			return fact
		}
		return m
	})
}
