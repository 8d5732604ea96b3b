package lessons

import "strings"

// sideWanted says how a line of a transcript is written.
const sideWanted = "a line begins with \"C: \", \"S: \" or \"L: \", and a note with \"# \""

// readReference reads a transcript of the lesson's world. Where the author says
// nothing of a line the annotator does, see explain.
func (d *draft) readReference(f fence) {
	d.addBlock(Block{Reference: &Reference{Lines: d.readTranscript(f.linesOf()), Line: f.line - 1}})
}

// readRecording reads a replay block: a session with a server that is not of this
// world.
func (d *draft) readRecording(f fence) {
	r := &Recording{Title: f.info, Line: f.line - 1, Lines: d.readTranscript(f.linesOf())}
	if r.Title == "" {
		f.add(place{r.Line, 1}, "say whose session this is: ```replay A session of IMAP")
	}
	if len(r.Lines) == 0 {
		f.add(place{r.Line, 1}, "nothing stands here; write lines that begin with \"C: \", \"S: \" or \"L: \"")
	}
	d.addBlock(Block{Replay: r})
}

// linesOf are the lines of a fence.
func (f fence) linesOf() []text {
	var list []text
	for line := range strings.Lines(f.source) {
		list = append(list, text{strings.TrimSuffix(line, "\n"), place{f.line + len(list), 1}})
	}
	return list
}

// readTranscript reads lines "C: ", "S: " and "L: " (the learner's own program),
// and below a line "# " with the author's note for it.
func (d *draft) readTranscript(source []text) []ReferenceLine {
	var lines []ReferenceLine
	var notes []text
	for _, t := range source {
		note, isNote := strings.CutPrefix(t.string, "# ")
		last := len(lines) - 1
		switch side, said, ok := cutSide(t.string); {
		case ok:
			lines = append(lines, ReferenceLine{Side: side, Text: said, Line: t.at.line})
			notes = append(notes, text{})
		case isNote && last < 0:
			d.add(t.at, "a note stands below the line that it explains")
		case isNote && notes[last].string != "":
			notes[last].string += " " + note
		case isNote:
			notes[last] = text{note, t.at}
		default:
			d.add(t.at, sideWanted)
		}
	}
	for i, note := range notes {
		lines[i].Note = d.html(block{report: d.report}, still, note)
	}
	return lines
}

// cutSide parts "C: USER mrose"; an empty line of a message is "S:" alone.
func cutSide(line string) (side, said string, ok bool) {
	if len(line) < 2 || line[1] != ':' || !strings.Contains("CSL", line[:1]) {
		return "", "", false
	}
	said, spaced := strings.CutPrefix(line[2:], " ")
	return line[:1], said, spaced || said == ""
}
