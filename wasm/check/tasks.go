package check

import (
	"strconv"
	"strings"
)

// ParseTasks reads tasks from text: a line "task ID" and, below it, one goal a line;
// a goal behind the word "mistake" goes to the mistakes. Blank lines are skipped. The
// error names the line, counted from 1.
func ParseTasks(text string) ([]Task, error) {
	var tasks []Task
	n := 0
	for line := range strings.Lines(text) {
		n++
		if err := addLine(&tasks, strings.Fields(line), line); err != nil {
			return nil, fault("line $: $", strconv.Itoa(n), err.Error())
		}
	}
	return tasks, nil
}

func addLine(tasks *[]Task, words []string, line string) error {
	switch {
	case len(words) == 0:
		return nil
	case words[0] == "task" && len(words) == 2:
		*tasks = append(*tasks, Task{ID: words[1]})
		return nil
	case words[0] == "task":
		return fault("write \"task ID\", the ID one word")
	case len(*tasks) == 0:
		return fault("a goal belongs to a task; write \"task ID\" above it")
	}
	last := &(*tasks)[len(*tasks)-1]
	list := &last.Goals
	if rest, found := strings.CutPrefix(strings.TrimSpace(line), "mistake "); found {
		line, list = rest, &last.Mistakes
	}
	goal, err := ParseGoal(line)
	*list = append(*list, goal)
	return err
}

// FormatTasks writes tasks as ParseTasks reads them.
func FormatTasks(tasks []Task) string {
	var b strings.Builder
	for _, t := range tasks {
		b.WriteString("task " + t.ID + "\n")
		for _, g := range t.Goals {
			b.WriteString(g.String() + "\n")
		}
		for _, g := range t.Mistakes {
			b.WriteString("mistake " + g.String() + "\n")
		}
	}
	return b.String()
}
