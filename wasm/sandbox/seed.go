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

// String is the seed of NewWorld and Servers.
func (s Seed) String() string {
	return strings.Join([]string{plain(s.Class), plain(s.Learner), plain(s.Lesson), strconv.Itoa(max(s.Attempt, 1))}, "\n")
}

// plain is a name as people mean it: "Ann" and " ann " are one.
func plain(name string) string { return strings.Join(strings.Fields(pop3.Lower(name)), " ") }
