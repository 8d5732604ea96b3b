package web

import "regexp"

// handoutView is a lesson on paper: with blanks for what is to be done, and the answers
// on pages of their own.
type handoutView struct {
	lessonView
	Key []keyView
}

func viewHandout(o Options, i int) handoutView {
	v := handoutView{lessonView: viewLesson(o, i)}
	l := o.Course.Lessons[i]
	f := o.frame(handoutPath(v.Step.Path), say("{title}, handout", "title", l.Title), verbatim(l.Goal))
	f.Entry, f.Styles = "handout.js", []string{"beside.css", "lesson.css", "handout.css"}
	v.frameView = f
	heads := v.Heads
	for n, b := range l.Blocks {
		k := newKey(b)
		switch {
		case b.Step() != nil:
			k.Number, k.Title = heads[0].Number, heads[0].Title
			heads = heads[1:]
		case b.Quiz != nil:
			k.Quiz = v.Blocks[n].Quiz.Title
		default:
			continue
		}
		v.Key = append(v.Key, k)
	}
	return v
}

// handoutPath is where the handout of the lesson at that path stands.
func handoutPath(lesson string) string { return lesson + "handout/" }

// pressed are the buttons of a text, which on paper are code.
var pressed = regexp.MustCompile(`<button type="button" class="chip" data-command="[^"]*"[^>]*>(.*?)</button>`)

// beside are links to what lies beside the lesson, such as "../L2/", which is one folder
// further away here.
var beside = regexp.MustCompile(`( (?:href|src)=")((?:\.|[^/:#"])[^:"]*")`)

// onHandout is rendered markdown of a lesson as its handout has it.
func onHandout(html string) string {
	return beside.ReplaceAllString(pressed.ReplaceAllString(html, "<code>$1</code>"), "$1../$2")
}
