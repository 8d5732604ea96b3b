package lessons

import (
	"html"
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/transcript"
)

// sideWanted says how a line of a transcript is written.
const sideWanted = "a line begins with \"C: \", \"S: \" or \"L: \", and a note with \"# \""

// readReference reads a transcript of the lesson's world. Where the author says
// nothing of a line the annotator does.
func (d *draft) readReference(f fence) {
	r := &Reference{Line: f.line - 1}
	notes := d.readTranscript(f.linesOf(), &r.Lines)
	r.annotate()
	for i, note := range notes {
		r.Lines[i].Note = note
	}
	d.addBlock(Block{Reference: r})
}

// readRecording reads a replay block: a session with a server that is not of this
// world.
func (d *draft) readRecording(f fence) {
	r := &Recording{Title: f.info, Line: f.line - 1}
	if r.Title == "" {
		f.add(place{r.Line, 1}, "say whose session this is: ```replay A session of IMAP")
	}
	for i, note := range d.readTranscript(f.linesOf(), &r.Lines) {
		r.Lines[i].Note = note
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
// and below a line "# " with the author's note for it. Notes are HTML, by the index
// of their line.
func (d *draft) readTranscript(source []text, lines *[]ReferenceLine) (notes map[int]string) {
	said := map[int]text{}
	for _, t := range source {
		note, isNote := strings.CutPrefix(t.string, "# ")
		last := len(*lines) - 1
		switch side, words, ok := cutSide(t.string); {
		case ok:
			*lines = append(*lines, ReferenceLine{Side: side, Text: words})
		case isNote && last < 0:
			d.add(t.at, "a note stands below the line that it explains")
		case isNote && said[last].string != "":
			said[last] = text{said[last].string + " " + note, said[last].at}
		case isNote:
			said[last] = text{note, t.at}
		default:
			d.add(t.at, sideWanted)
		}
	}
	notes = map[int]string{}
	for i, note := range said {
		notes[i] = d.html(block{report: d.report}, still, note)
	}
	return notes
}

// cutSide parts "C: USER mrose"; an empty line of a message is "S:" alone.
func cutSide(line string) (side, said string, ok bool) {
	if len(line) < 2 || line[1] != ':' || !strings.Contains("CSL", line[:1]) {
		return "", "", false
	}
	said, spaced := strings.CutPrefix(line[2:], " ")
	return line[:1], said, spaced || said == ""
}

// annotate gives every line the annotator's note.
func (r *Reference) annotate() {
	var a annotate.Annotator
	for i, n := range a.Next(r.transcript()) {
		r.Lines[i].Note, r.Lines[i].RFC = html.EscapeString(n.Text), n.RFC
	}
}

// transcript is the reference as the annotator reads one: an entry for each line.
func (r *Reference) transcript() *transcript.Transcript {
	var t transcript.Transcript
	for _, line := range r.Lines {
		switch line.Side {
		case "C":
			t.Client([]byte(line.Text + "\r\n"))
		case "S":
			t.Server([]byte(line.Text + "\r\n"))
		default:
			addLocal(&t, line.Text)
		}
	}
	return &t
}

// telnetSays tells by its beginning what a line of the learner's program is about.
var telnetSays = []struct {
	beginning string
	topic     transcript.Topic
}{
	{"Trying ", transcript.Trying},
	{"Connected to ", transcript.Opened},
	{"Escape character", transcript.Escape},
	{"Connection closed by foreign host", transcript.ServerClosed},
	{"Connection closed", transcript.LearnerClosed},
	{"telnet: could not resolve ", transcript.UnknownHost},
	{"telnet: Unable to connect ", transcript.Refused},
	{"Not connected, ", transcript.Offline},
}

func topicOf(said string) transcript.Topic {
	for _, known := range telnetSays {
		if strings.HasPrefix(said, known.beginning) {
			return known.topic
		}
	}
	return transcript.Typed
}

func addLocal(t *transcript.Transcript, said string) {
	topic := topicOf(said)
	switch topic {
	case transcript.Opened:
		t.Open(strings.TrimSuffix(strings.TrimPrefix(said, "Connected to "), "."))
	case transcript.ServerClosed, transcript.LearnerClosed:
		t.Close()
	}
	t.Say(topic, said)
}
