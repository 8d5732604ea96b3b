package grade

import (
	"fmt"
	"io"
	"slices"
)

// Report writes how each task stands, and why the open ones are open. It gives how
// many are open.
func (g *Grader) Report(w io.Writer) (open int, err error) {
	_, err = fmt.Fprintf(w, "lesson %s for %s, %s\n\n", g.lesson.ID, g.learner, plural(g.connectionCount(), "connection"))
	done, page := 0, 0
	for _, r := range g.Results() {
		switch r.State {
		case Done:
			done++
		case Open:
			open++
		case Page:
			page++
		}
		for _, line := range r.lines() {
			if _, e := fmt.Fprintf(w, "task %s: %s\n", r.ID, line); e != nil {
				err = e
			}
		}
	}
	rest := ""
	if page > 0 {
		rest = fmt.Sprintf(", %d for the page of the lesson", page)
	}
	_, e := fmt.Fprintf(w, "\n%d done, %d open%s\n", done, open, rest)
	if err == nil {
		err = e
	}
	return open, err
}

// lines are what a report says of a task.
func (r Result) lines() (list []string) {
	switch r.State {
	case Done:
		return []string{"done"}
	case Page:
		return []string{"the page of the lesson judges it"}
	}
	for _, reason := range r.Goals {
		if reason.State == Open && !slices.Contains(list, reason.Said) {
			list = append(list, reason.Said)
		}
	}
	return list
}

func (g *Grader) connectionCount() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.count
}
