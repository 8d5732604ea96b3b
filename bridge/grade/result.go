package grade

import (
	"html"
	"regexp"
	"strings"

	"poplab/lessons"
	"poplab/wasm/check"
)

// task is a task of the lesson, as far as it can be judged here.
type task struct {
	id, title string
	goals     []check.Goal
}

// tasksOf gives the tasks of a lesson. Its puzzles belong to the page.
func tasksOf(l lessons.Lesson) (list []task) {
	for _, b := range l.Blocks {
		if b.Task == nil {
			continue
		}
		t := task{id: b.Task.ID, title: plainText(b.Task.Title)}
		for _, source := range b.Task.Goals {
			goal, err := check.ParseGoal(source)
			if err == nil { // the lesson was loaded, so it is
				t.goals = append(t.goals, goal)
			}
		}
		list = append(list, t)
	}
	return list
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plainText is a line of HTML as text.
func plainText(line string) string { return html.UnescapeString(tag.ReplaceAllString(line, "")) }

// State is how a goal or a task stands.
type State string

const (
	Done State = "done"
	Open State = "open"
	// Page means that only the page of the lesson can tell: it asks for an answer, or
	// for something that only its simulated world has.
	Page State = "page"
)

// Result is how a task stands.
type Result struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	State State    `json:"state"`
	Goals []Reason `json:"goals"`
}

// Reason is how one goal of a task stands, and why.
type Reason struct {
	Goal  string `json:"goal"`
	State State  `json:"state"`
	Said  string `json:"said"`
}

// Results judges all tasks by what has happened so far.
func (g *Grader) Results() []Result {
	g.mu.Lock()
	defer g.mu.Unlock()
	view := check.NewView(g.evidence())
	list := make([]Result, len(g.tasks))
	for i, t := range g.tasks {
		list[i] = Result{ID: t.id, Title: t.title, State: Page}
		for n, v := range view.Judge(t.goals, nil) {
			list[i].add(t.goals[n], v)
		}
	}
	return list
}

// add adds a goal: one that is open makes the task open, and one for the page does
// not count.
func (r *Result) add(goal check.Goal, v check.Verdict) {
	reason := Reason{goal.String(), Open, v.Said}
	switch {
	case pageOnly(goal):
		reason.State, reason.Said = Page, "the page of the lesson judges this"
	case v.Met:
		reason.State = Done
	}
	if reason.State != Page && r.State != Open {
		r.State = reason.State
	}
	r.Goals = append(r.Goals, reason)
}

// pageOnly says whether a goal is about what no client on a real port can do, or
// about a window of the page.
func pageOnly(goal check.Goal) bool {
	source := strings.ToLower(goal.String())
	if goal.Window() != "" || strings.HasPrefix(source, "session ended by cable") {
		return true
	}
	first, _, _ := strings.Cut(source, " ")
	switch first {
	case "answer", "event", "line", "copies":
		return true
	}
	return false
}
