package lessons

import (
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// playReference types the client's lines of a reference transcript and compares
// everything that was said with what the author wrote. A transcript without "L:"
// lines begins at the greeting of the first host; there the learner's own
// program is left out of the comparison too.
func (r *report) playReference(ref *Reference, scenario sandbox.Scenario) {
	c := sandbox.NewConsole(scenario, seeds[0])
	local := ref.hasLocal()
	if !local {
		c.Type("telnet " + scenario.Hosts()[0] + " 110")
	}
	for _, line := range ref.Lines {
		if line.Side == "C" || line.Side == "L" && isTyped(line.Text) {
			c.Type(line.Text)
		}
	}
	written, said := ref.written(), spoken(c.Transcript, local)
	for i := range max(len(said), len(written)) {
		if want, got := lineAt(written, i), lineAt(said, i); want != got {
			r.add(place{ref.Line, 1}, "line %d of the transcript is %q, but the server's world says %q", i+1, want, got)
			return
		}
	}
}

// isTyped says whether a line of the learner's program was typed by the learner.
func isTyped(said string) bool { return topicOf(said) == transcript.Typed }

func (ref *Reference) hasLocal() bool {
	for _, line := range ref.Lines {
		if line.Side == "L" {
			return true
		}
	}
	return false
}

// written are the lines as they stand in the file.
func (ref *Reference) written() []string {
	var lines []string
	for _, line := range ref.Lines {
		lines = append(lines, line.Side+": "+line.Text)
	}
	return lines
}

// spoken writes a transcript in the form of a reference.
func spoken(t *transcript.Transcript, local bool) []string {
	var lines []string
	for i, e := range t.Entries {
		if local || e.Side != transcript.Local {
			lines = append(lines, string(rune(e.Side))+": "+t.Text(i))
		}
	}
	return lines
}

func lineAt(lines []string, i int) string {
	if i >= len(lines) {
		return ""
	}
	return lines[i]
}
