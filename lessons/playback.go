package lessons

import (
	"html"
	"strings"

	"poplab/wasm/sandbox"
)

// difference is where a performance leaves its transcript.
type difference struct {
	index     int // of the line; that of the last one where more is said
	want, got string
}

// perform plays a transcript as one learner, and gives what was said for each of its
// lines, up to the first difference.
//
// A line that nobody has said yet when its turn comes is the learner's; lines of
// the client that follow each other go out in one piece. Where the transcript shows
// a greeting that nobody asked for, the learner connects before it. Lines of the
// learner's own program may be left out.
func perform(lines []ReferenceLine, s sandbox.Scenario, seed string) ([]spoken, *difference) {
	return newStage(s, seed).perform(lines, s.Hosts())
}

func (st *stage) perform(lines []ReferenceLine, hosts []string) (said []spoken, _ *difference) {
	for i, line := range lines {
		line.Text = filled(line.Text, st.world.Facts)
		st.bring(line, filled(piece(lines[i:]), st.world.Facts), hosts)
		if len(st.said) == 0 || !st.said[0].is(line, lines[i]) {
			return said, &difference{i, lines[i].String(), st.instead(line.Side)}
		}
		said, st.said = append(said, st.said[0]), st.said[1:]
	}
	if !st.silent() {
		st.skipLocal()
		return said, &difference{len(lines) - 1, "", st.instead("S")}
	}
	return said, nil
}

// is compares with a line of a transcript, with its facts filled in or as written.
func (s spoken) is(line, written ReferenceLine) bool {
	return s.side == line.Side && (s.text == line.Text || s.text == written.Text)
}

// bring makes the world say a line, if it can; a line of the client comes with those
// that go out together with it.
func (st *stage) bring(line ReferenceLine, piece string, hosts []string) {
	switch {
	case line.Side == "L":
		if st.findLocal(line.Text) || len(st.said) > 0 && !(st.silent() && isLine(line.Text)) {
			return // it is said, or something else is
		}
		st.said = nil
		st.play(line.Text)
		st.findLocal(line.Text)
		return
	case !st.silent():
	case line.Side == "C":
		st.said = nil
		st.play(piece)
	case greets(line.Text) && !st.world.Window().Connected():
		st.connect(line.Text, hosts[0])
	}
	st.skipLocal()
}

// greets says whether a line may be the first one of a server.
func greets(line string) bool {
	return strings.HasPrefix(line, "+OK") || strings.HasPrefix(line, "-ERR") || strings.HasPrefix(line, "220 ")
}

// piece joins the lines of the client at the beginning of a transcript.
func piece(lines []ReferenceLine) string {
	var list []string
	for _, l := range lines {
		if l.Side != "C" {
			break
		}
		list = append(list, l.Text)
	}
	return strings.Join(list, "\n")
}

// instead is what is said instead of a line of that side, or "". Where the wire is
// silent, the last words of the learner's own program say why.
func (st *stage) instead(side string) string {
	switch n := len(st.said); {
	case n == 0:
		return ""
	case side != "L" && st.silent():
		return st.said[n-1].String()
	}
	return st.said[0].String()
}

func (l ReferenceLine) String() string { return l.Side + ": " + l.Text }

// playTranscript proves a transcript: everybody's world says the same.
func (r *report) playTranscript(lines []ReferenceLine, s sandbox.Scenario) {
	for _, seed := range learners {
		if _, d := perform(lines, s, seed.String()); d != nil {
			r.differs(lines[d.index].Line, d)
			return
		}
	}
}

// differs reports a difference at a line of the file.
func (r *report) differs(line int, d *difference) {
	at := place{line, 1}
	switch {
	case d.want == "":
		r.add(at, "the transcript ends here, but this world says %q next", d.got)
	case d.got == "":
		r.add(at, "the transcript says %q, but this world says nothing here", d.want)
	default:
		r.add(at, "the transcript says %q, but this world says %q", d.want, d.got)
	}
}

// explain gives the lines of a transcript the notes that they have in the console of that
// language, where the author wrote none. Replay tells of the lines that nobody says.
func explain(lines []ReferenceLine, s sandbox.Scenario, language string) {
	st := newStage(s, learners[0].String())
	st.speak(language)
	said, _ := st.perform(lines, s.Hosts())
	for i := range said {
		if lines[i].Note == "" {
			lines[i].Note = html.EscapeString(said[i].note.Text)
		}
		lines[i].RFC = said[i].note.RFC
	}
}
