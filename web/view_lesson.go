package web

import (
	"strconv"

	"poplab/lessons"
	"poplab/wasm/pop3"
)

// lessonView is a lesson beside its console.
type lessonView struct {
	frameView
	Console    consoleView
	Step       stepView
	Sources    []sourceView
	Needs      []stepView
	Heads      []headView // of tasks and puzzles, for the list at the top
	Blocks     []blockView
	Prev, Next *stepView

	quizzes, references int // so far
}

// sourceView is a citation and where to read it.
type sourceView struct{ Name, URL string }

// blockView is a part of the body; exactly one field is set.
type blockView struct {
	HTML      string
	Task      *taskView
	Predict   *predictView
	Gaps      *gapsView
	Order     *orderView
	Spot      *spotView
	Claim     *claimView
	Deck      *deckView
	Sort      *sortView
	Quiz      *quizView
	Reference *referenceView
	Replay    *referenceView
}

// quizView is a quiz whose radio groups have names of their own.
type quizView struct {
	Anchor    string
	Title     phrase // its own on the page, as is that of a transcript
	Version   string // of what it asks for
	Questions []questionView
}

type optionView struct {
	lessons.Option
	ID    string
	Value string
	Right string // "true" or "false", for a data-* attribute
}

// referenceView is a transcript that the page holds from the start.
type referenceView struct {
	Anchor string
	Title  phrase
	Lines  []lineView
}

func viewLesson(o Options, i int) lessonView {
	l := o.Course.Lessons[i]
	step := stepOf(l)
	f := o.frame(step.Path, verbatim(l.Title), verbatim(l.Goal)).withConsole("lesson.js", lessonModules...)
	f.Styles = []string{"beside.css", "lesson.css", "drawer.css", "travel.css"}
	v := lessonView{frameView: f, Step: step, Sources: sources(l.RFC)}
	v.Console = f.sandbox("lesson", l.Hosts()...)
	v.Console.Text, v.Console.Scenario, v.Console.Tasks = say("Lesson"), l.Scenario, l.TaskText()
	v.Console.World = true
	v.addNeighbours(o.Course.Lessons, i)
	for n, b := range l.Blocks {
		v.addBlock(b, strconv.Itoa(n+1))
	}
	return v
}

// lessonModules are what every lesson loads beside its console. The modules of
// puzzles come with the pages that have such puzzles.
var lessonModules = []string{
	"learner.js", "identity.js", "facts.js", "world.js", "keeper.js", "kept.js", "draw.js", "step.js", "task.js", "turn.js", "hints.js", "quiz.js", "replay.js",
}

func (v *lessonView) addNeighbours(course []lessons.Lesson, i int) {
	if i > 0 {
		step := stepOf(course[i-1])
		v.Prev = &step
	}
	if i+1 < len(course) {
		step := stepOf(course[i+1])
		v.Next = &step
	}
	for _, need := range course[i].Needs {
		for _, l := range course {
			if l.ID == need {
				v.Needs = append(v.Needs, stepOf(l))
			}
		}
	}
}

// addBlock adds b; n makes its ids unique in the page.
func (v *lessonView) addBlock(b lessons.Block, n string) {
	view := blockView{HTML: b.HTML}
	switch {
	case b.Task != nil:
		view.Task = newTask(v.head(b, "task"), *b.Task)
	case b.Predict != nil:
		view.Predict = newPredict(v.head(b, "predict"), *b.Predict)
	case b.Gaps != nil:
		view.Gaps = newGaps(v.head(b, "gaps"), *b.Gaps)
	case b.Order != nil:
		view.Order = newOrder(v.head(b, "order"), *b.Order)
	case b.Spot != nil:
		view.Spot = newSpot(v.head(b, "spot"), *b.Spot)
	case b.Claim != nil:
		view.Claim = newClaim(v.head(b, "claim"), *b.Claim)
	case b.Deck != nil:
		view.Deck = newDeck(v.head(b, "deck"), *b.Deck)
	case b.Sort != nil:
		view.Sort = newSort(v.head(b, "sort"), *b.Sort)
	case b.Quiz != nil:
		v.quizzes++
		view.Quiz = newQuiz(b, "quiz-"+n, numbered(say("Quiz"), v.quizzes))
	case b.Reference != nil:
		v.references++
		view.Reference = &referenceView{"reference-" + n, numbered(say("Reference transcript"), v.references), viewLines(b.Reference.Lines)}
	case b.Replay != nil:
		view.Replay = &referenceView{"replay-" + n, verbatim(b.Replay.Title), viewLines(b.Replay.Lines)}
	}
	v.Blocks = append(v.Blocks, view)
}

// head gives a step of the lesson its place in the list.
func (v *lessonView) head(b lessons.Block, kind string) headView {
	s := b.Step()
	h := headView{ID: s.ID, Title: s.Title, Kind: kind, Number: len(v.Heads) + 1, Anchor: "task-" + s.ID, Version: b.Version()}
	v.Heads = append(v.Heads, h)
	return h
}

// numbered makes titles of the same kind differ from the second on.
func numbered(title phrase, n int) phrase {
	if n == 1 {
		return title
	}
	return say("{title} {n}", "title", title, "n", n)
}

func newQuiz(b lessons.Block, anchor string, title phrase) *quizView {
	v := &quizView{Anchor: anchor, Title: title, Version: b.Version()}
	for i, question := range b.Quiz.Questions {
		name := anchor + "-" + strconv.Itoa(i+1)
		v.Questions = append(v.Questions, questionView{name, question.Ask, viewOptions(name, question.Options)})
	}
	return v
}

// viewOptions are the radio buttons of the group of that name; their values count from 1.
func viewOptions(name string, options []lessons.Option) []optionView {
	var list []optionView
	for i, o := range options {
		value := strconv.Itoa(i + 1)
		list = append(list, optionView{o, name + "-" + value, value, strconv.FormatBool(o.Right)})
	}
	return list
}

func sources(citations []string) []sourceView {
	var list []sourceView
	for _, c := range citations {
		list = append(list, source(c))
	}
	return list
}

func source(citation string) sourceView { return sourceView{citation, pop3.CitationURL(citation)} }
