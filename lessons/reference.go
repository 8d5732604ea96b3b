package lessons

import (
	"html"
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/transcript"
)

// readReference reads a transcript: lines "C: ", "S: " and "L: " (the learner's
// own program), and below a line "# " with the author's note for it. Where the
// author says nothing the annotator does.
func (d *draft) readReference(f fence) {
	r := &Reference{Line: f.line - 1}
	notes := map[int][]string{}
	n := 0
	for line := range strings.Lines(f.source) {
		line = strings.TrimSuffix(line, "\n")
		at := place{f.line + n, 1}
		n++
		note, isNote := strings.CutPrefix(line, "# ")
		switch side, said, ok := cutSide(line); {
		case ok:
			r.Lines = append(r.Lines, ReferenceLine{Side: side, Text: said})
		case isNote && len(r.Lines) > 0:
			notes[len(r.Lines)-1] = append(notes[len(r.Lines)-1], note)
		case isNote:
			f.add(at, "a note stands below the line that it explains")
		default:
			f.add(at, "a line begins with \"C: \", \"S: \" or \"L: \", and a note with \"# \"")
		}
	}
	r.annotate()
	for i, note := range notes {
		r.Lines[i].Note = f.html(still, text{strings.Join(note, " "), place{f.line, 1}})
	}
	d.lesson.Blocks = append(d.lesson.Blocks, Block{Reference: r})
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
