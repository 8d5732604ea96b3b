package targets

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"

	"poplab/bridge/forward"
)

// Problem is one mistake in a file of targets, and what to do about it.
type Problem struct {
	File         string
	Line, Column int // both counted from 1
	Message      string
}

func (p Problem) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// shown is how much of a text a message repeats: enough to find the place, which it
// tells anyway.
func shown(s string) string { return forward.Shortened(s, 80) }

// add notes a mistake at a token, or at the beginning.
func (r *reader) add(at *token.Token, message string) {
	line, column := 1, 1
	if at != nil { // the library takes the end of some texts for a line below the last
		line, column = min(at.Position.Line, r.lines), max(at.Position.Column, 1)
	}
	r.problems = append(r.problems, Problem{r.file, line, column, message})
}

// maxTold is how many mistakes are told. Whoever has made more may have named another
// kind of file.
const maxTold = 50

func (r *reader) err() error {
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	list := make([]error, len(r.problems))
	for i, p := range r.problems {
		list[i] = p
	}
	if more := len(list) - maxTold; more > 0 {
		list = append(list[:maxTold], fmt.Errorf("%s: and %d more; is this a file of targets?", r.file, more))
	}
	return errors.Join(list...)
}

// syntax notes an error of the YAML parser at its place.
func (r *reader) syntax(err error) {
	var positioned yaml.Error
	if !errors.As(err, &positioned) {
		r.add(nil, "this is not YAML: "+shown(err.Error()))
		return
	}
	r.add(positioned.GetToken(), "this is not YAML: "+shown(positioned.GetMessage())+
		"; indent with spaces, and put quotes around a text that has \": \" in it or begins with a sign")
}
