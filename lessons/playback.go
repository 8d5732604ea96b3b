package lessons

import (
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// playReference plays a reference transcript and compares everything that was said
// with what the author wrote. A line that nobody has said yet when its turn comes is
// the learner's. A transcript without "L:" lines begins at the greeting of the first
// host; there the learner's own program is left out of the comparison too.
func (r *report) playReference(ref *Reference, scenario sandbox.Scenario) {
	c := sandbox.NewConsole(scenario, seeds[0])
	local := ref.hasLocal()
	if !local {
		c.Type("telnet " + scenario.Hosts()[0] + " 110")
	}
	written, said := ref.written(), spoken(c.Transcript, local)
	for i, line := range ref.Lines {
		if line.Side == "S" || i < len(said) {
			continue
		}
		if line.Side == "L" && topicOf(line.Text) == transcript.LearnerClosed {
			c.Hangup()
		} else {
			c.Type(line.Text)
		}
		said = spoken(c.Transcript, local)
	}
	for i := range max(len(said), len(written)) {
		if want, got := lineAt(written, i), lineAt(said, i); want != got {
			r.add(place{ref.Line, 1}, "line %d of the transcript is %q, but the server's world says %q", i+1, want, got)
			return
		}
	}
}

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

// spoken writes a transcript in the form of a reference. A file of markdown can hold
// no control characters, so they stand in it as the console shows them.
func spoken(t *transcript.Transcript, local bool) []string {
	var lines []string
	for i, e := range t.Entries {
		if local || e.Side != transcript.Local {
			lines = append(lines, string(rune(e.Side))+": "+transcript.Visible(t.Text(i)))
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
