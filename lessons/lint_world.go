package lessons

import (
	"slices"
	"strings"

	"poplab/wasm/near"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
)

// cast are the names that the world of a lesson has.
type cast struct{ hosts, users, windows, devices []string }

// castOf reads the names of a scenario; false where it is wrong, which Load
// reports. Messages in files are left out: they have no names, and may be missing.
func castOf(scenario string) (cast, bool) {
	var c cast
	var rest strings.Builder
	for line := range strings.Lines(scenario) {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "  ") || len(words) < 2:
		case words[0] == "mbox" || words[0] == "message" && words[1] == "file":
			continue
		case words[0] == "host":
			c.hosts = append(c.hosts, words[1])
		}
		rest.WriteString(line)
	}
	s, err := sandbox.ParseScenario(rest.String())
	c.hosts = append(c.hosts, s.Hosts()...)
	c.users, c.windows, c.devices = s.Users(), s.Windows(), s.Devices()
	return c, err == nil
}

// checkWorldNames finds hosts, users, windows and devices that the world of the lesson does
// not have: in the goals, and in the lines of solutions.
func (p *page) checkWorldNames() {
	var scenario string
	for _, b := range p.blocks {
		if b.word == "mailbox" {
			scenario = b.source
		}
	}
	c, ok := castOf(scenario)
	if !ok {
		return
	}
	for _, b := range p.steps() {
		for _, g := range b.goals() {
			p.checkScope(c, g)
		}
		for _, line := range under(b.values, "solution") {
			p.checkTyped(c, line)
		}
	}
}

// noWindows may stand behind "in" as windows may: states, and "in clear".
var noWindows = []string{"AUTHORIZATION", "TRANSACTION", "UPDATE", "clear"}

// checkScope looks at the end of a goal: "as USER", "on HOST", "in WINDOW".
func (p *page) checkScope(c cast, goal value) {
	words := strings.Fields(goal.string)
	if answered(words) != "" {
		return
	}
	for ; len(words) > 2; words = words[:len(words)-2] {
		name := words[len(words)-1]
		switch word := pop3.Lower(words[len(words)-2]); {
		case word == "as":
			p.checkName("user", name, c.users, goal)
		case word == "on":
			p.checkName("host", name, c.hosts, goal)
		case word == "in" && !slices.Contains(noWindows, name):
			p.checkName("window", name, c.windows, goal)
		case word != "in":
			return
		}
	}
}

// checkTyped looks at what a line connects to, and as whom.
func (p *page) checkTyped(c cast, line value) {
	words := strings.Fields(line.string)
	if len(words) < 2 {
		return
	}
	switch words[0] {
	case "telnet", "stop", "start":
		p.checkName("host", words[1], c.hosts, line)
	case "window", "pull", "plug":
		p.checkName("window", words[1], c.windows, line)
	case "check", "mode":
		p.checkName("device", words[1], c.devices, line)
	}
}

// checkName reports a name that the world does not have. Hosts are found in any
// case, users and windows are not.
func (p *page) checkName(kind, name string, known []string, at value) {
	same := func(k string) bool { return k == name || kind == "host" && pop3.EqualFold(k, name) }
	if slices.ContainsFunc(known, same) {
		return
	}
	meant := near.Name(name, known)
	statement := kind + "s " + name
	if kind == "device" {
		statement = "device " + name + " USER@HOST MODE"
	}
	switch has := strings.Join(slices.Compact(slices.Clone(known)), ", "); {
	case has == "":
		p.add(at.at, "the world of this lesson has no %ss; add the statement %q to its mailbox block", kind, statement)
	case meant != "":
		p.add(at.at, "the world of this lesson has no %s %q; did you mean %q?", kind, name, meant)
	default:
		p.add(at.at, "the world of this lesson has no %s %q; it has %s", kind, name, has)
	}
}
