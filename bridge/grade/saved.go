package grade

import (
	"bytes"
	"fmt"
	"strings"

	"poplab/wasm/check"
	"poplab/wasm/pop3"
)

// saved judges the files of a user: every message that was ever in the maildrop is
// one file, octet for octet, and nothing else is there. The caller holds mu.
func (g *Grader) saved(user string) check.Verdict {
	accounts := g.accountsOf(user)
	switch {
	case len(accounts) == 0:
		return open("this world has no user " + user)
	case g.files == "":
		return open("start poplab with -files DIR, and let your program write what it fetches into DIR/" + user + "/, one file for each message")
	}
	files, err := g.filesOf(user)
	if err != nil {
		return open(err.Error())
	}
	c := newComparison(accounts, files)
	faults := append(c.faults(), g.rashes(user)...)
	faults = append(faults, g.lost(user, c.missing)...)
	if len(faults) > 0 {
		return open("files of " + user + ": " + sentence(faults))
	}
	if len(files) == 0 {
		return check.Verdict{Met: true, Entry: -1, Said: "nothing was sent to " + user + ", and nothing was saved"}
	}
	return check.Verdict{Met: true, Entry: -1, Said: "what was sent to " + user + " is saved, octet for octet: " + plural(len(files), "file")}
}

func open(said string) check.Verdict { return check.Verdict{Said: said, Entry: -1} }

// mostFaults is how many faults one sentence holds: who mends the first one often
// mends all.
const mostFaults = 3

func sentence(faults []string) string {
	if n := len(faults) - mostFaults; n > 0 {
		faults = append(faults[:mostFaults:mostFaults], fmt.Sprintf("and %d more", n))
	}
	return strings.Join(faults, "; ")
}

// comparison holds files against messages.
type comparison struct {
	files   []file
	missing []pop3.Message // that no file holds
	copies  []pop3.Message // that share a unique-id with one that a file holds: they may be saved too
	taken   []file         // that hold one
	said    []string
}

func newComparison(accounts []*account, files []file) *comparison {
	c := &comparison{files: files}
	for _, a := range accounts {
		for i, m := range a.mail {
			if a.trouble.SharedUID && count(a.mail[:i], m) > 0 {
				c.copies = append(c.copies, m)
			} else {
				c.missing = append(c.missing, m)
			}
		}
	}
	return c
}

// faults goes through the files: first those that are right, so that none of the
// others can take their message.
func (c *comparison) faults() []string {
	var rest []file
	for _, f := range c.files {
		if !c.holds(f) {
			rest = append(rest, f)
		}
	}
	for _, f := range rest {
		c.said = append(c.said, f.name+" "+c.fault(f))
	}
	return c.said
}

// holds takes the message off the list that the file holds.
func (c *comparison) holds(f file) bool {
	for _, list := range []*[]pop3.Message{&c.missing, &c.copies} {
		for i, m := range *list {
			if bytes.Equal(m.Octets, f.octets) {
				*list = remove(*list, i)
				c.taken = append(c.taken, f)
				return true
			}
		}
	}
	return false
}

// fault says what is wrong with a file.
func (c *comparison) fault(f file) string {
	for _, other := range c.taken {
		if bytes.Equal(other.octets, f.octets) {
			return "holds the same message as " + other.name + ": it was saved twice"
		}
	}
	for i, m := range c.missing {
		if faults, ok := difference(f.octets, m.Octets); ok {
			c.missing = remove(c.missing, i)
			c.taken = append(c.taken, f)
			return strings.Join(faults, ", and ")
		}
	}
	for _, other := range c.taken {
		if faults, ok := difference(f.octets, other.octets); ok {
			return strings.Join(faults, ", and ") + "; besides, " + other.name + " holds the same message"
		}
	}
	return c.resembles(f)
}

// resembles tells of a file that no known fault explains, beside the message that
// is most like it.
func (c *comparison) resembles(f file) string {
	best, most := -1, 0
	for i, m := range c.missing {
		if n := common(f.octets, m.Octets); n > most {
			best, most = i, n
		}
	}
	if best >= 0 && (most > 20 || most == len(f.octets)) {
		m := c.missing[best].Octets
		c.missing = remove(c.missing, best)
		return firstDifference(f.octets, m)
	}
	for _, other := range c.taken {
		if cutShort(f.octets, other.octets) {
			return "is the beginning of the message in " + other.name + ": what came before a break is thrown away, and fetched again"
		}
	}
	if len(f.octets) == 0 {
		return "is empty"
	}
	return "holds no message of this maildrop; files of your program's own have names that begin with a dot"
}

// remove leaves the list as it was for others.
func remove(list []pop3.Message, i int) []pop3.Message {
	return append(list[:i:i], list[i+1:]...)
}

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprint(n, " ", word)
}
