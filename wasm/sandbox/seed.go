package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
)

// Seed says whose world it is. Pages and programs make the seed text with it, so
// that a learner meets the same mailboxes everywhere, and neighbours meet others.
type Seed struct {
	Class   string // code of a class; "" for none
	Learner string // name or number; case (of ASCII) and blanks around it do not matter
	Lesson  string // ID
	Attempt int    // counted from 1; 0 counts as 1
}

// String is the seed of NewWorld and Servers. It is a digest, so that a session that
// is handed on brings its world along and nobody's name.
func (s Seed) String() string {
	who := []string{plain(s.Class), plain(s.Learner), plain(s.Lesson), strconv.Itoa(max(s.Attempt, 1))}
	return pop3.Digest(strings.Join(who, "\n"), "")[:seedDigits]
}

// seedDigits are enough that no two learners share a world by chance.
const seedDigits = 16

// plain is a name as people mean it: "Ann" and " ann " are one.
func plain(name string) string { return strings.Join(strings.Fields(pop3.Lower(name)), " ") }
