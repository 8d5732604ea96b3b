package web

import (
	"github.com/a-h/templ"

	"poplab/lessons"
)

// Mistake is something wrong in the file of a lesson, with the lines around it.
type Mistake struct {
	lessons.Problem
	Excerpt []lessons.SourceLine // empty where the file cannot be read
}

// Mistakes is the part of a page that tells its author what is wrong. A server puts
// it in front of the content, where the author is the one who looks.
func Mistakes(list []Mistake) templ.Component { return mistakes(viewMistakes(list)) }

// mistakesView is the list of mistakes at the top of an author's page.
type mistakesView struct {
	Title phrase
	List  []mistakeView
}

type mistakeView struct {
	Place   string // file:line:column, or the file alone
	Message string
	Lines   []sourceLine
}

type sourceLine struct {
	lessons.SourceLine
	Class string // of the row: "here" for the line with the mistake
}

func viewMistakes(list []Mistake) mistakesView {
	v := mistakesView{Title: say("{n|One problem|# problems} in this lesson", "n", len(list))}
	for _, m := range list {
		v.List = append(v.List, viewMistake(m))
	}
	return v
}

func viewMistake(m Mistake) mistakeView {
	v := mistakeView{Place: m.Place(), Message: m.Message}
	for _, line := range m.Excerpt {
		class := ""
		if line.Number == m.Line {
			class = "here"
		}
		v.Lines = append(v.Lines, sourceLine{line, class})
	}
	return v
}
