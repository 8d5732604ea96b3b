package web

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"poplab/lessons"
)

// keyView are the answers of one step or quiz.
type keyView struct {
	Number int      // of the step; 0 for a quiz
	Title  string   // of a step, HTML
	Quiz   phrase   // title of a quiz
	Typed  []string // lines that solve it
	Rows   []keyRow
}

// keyRow is one answer: to what, the answer and the reason, each HTML or "".
type keyRow struct {
	To, Is, Why string
	Verdict     phrase // in place of Is
}

func newKey(b lessons.Block) keyView {
	switch {
	case b.Task != nil:
		return keyOfTask(*b.Task)
	case b.Predict != nil:
		return keyView{Rows: rightRows("", b.Predict.Options)}
	case b.Gaps != nil:
		return keyOfGaps(*b.Gaps)
	case b.Order != nil:
		return keyOfOrder(*b.Order)
	case b.Spot != nil:
		return keyOfSpot(*b.Spot)
	case b.Claim != nil:
		return keyView{Rows: []keyRow{{Verdict: verdictName(b.Claim.Verdict), Why: b.Claim.Why}}}
	case b.Deck != nil:
		return keyOfDeck(*b.Deck)
	case b.Sort != nil:
		return keyOfSort(*b.Sort)
	case b.Quiz != nil:
		return keyOfQuiz(*b.Quiz)
	}
	return keyView{}
}

// answerLine is a line of a solution that fills in a field.
var answerLine = regexp.MustCompile(`^answer (\S+) (.+)$`)

func keyOfTask(task lessons.Task) keyView {
	var k keyView
	asked := map[string]string{}
	for _, f := range task.Fields {
		asked[f.Name] = f.Ask
	}
	for _, line := range task.Solution {
		if m := answerLine.FindStringSubmatch(line); m != nil {
			k.Rows = append(k.Rows, keyRow{To: templ.EscapeString(asked[m[1]]), Is: templ.EscapeString(m[2])})
		} else {
			k.Typed = append(k.Typed, line)
		}
	}
	return k
}

// rightRows are the right options of a question.
func rightRows(to string, options []lessons.Option) (rows []keyRow) {
	for _, o := range options {
		if o.Right {
			rows = append(rows, keyRow{To: to, Is: o.Say, Why: o.Why})
		}
	}
	return rows
}

func keyOfGaps(g lessons.Gaps) (k keyView) {
	for _, line := range g.Lines {
		text, hole := "", false
		for _, part := range line.Parts {
			if len(part.Fill) > 0 {
				text, hole = text+part.Fill[0], true
			} else {
				text += part.Text
			}
		}
		if hole {
			k.Typed = append(k.Typed, text)
		}
	}
	return k
}

func keyOfOrder(o lessons.Order) keyView {
	k := keyView{Typed: o.Lines}
	for _, d := range o.Decoys {
		k.Rows = append(k.Rows, keyRow{To: "<code>" + templ.EscapeString(d.Line) + "</code>", Why: d.Why})
	}
	return k
}

func keyOfSpot(s lessons.Spot) (k keyView) {
	for _, f := range s.Faults {
		k.Rows = append(k.Rows, keyRow{To: strconv.Itoa(f.Line), Is: s.Options[f.Is], Why: f.Why})
	}
	return k
}

func keyOfDeck(d lessons.Deck) (k keyView) {
	for _, c := range d.Claims {
		k.Rows = append(k.Rows, keyRow{To: c.Says, Verdict: verdictName(c.Verdict)})
	}
	return k
}

func keyOfSort(s lessons.Sort) (k keyView) {
	for _, item := range s.Items {
		k.Rows = append(k.Rows, keyRow{To: item.Say, Is: s.Bins[item.Bin], Why: item.Why})
	}
	return k
}

func keyOfQuiz(q lessons.Quiz) (k keyView) {
	for _, question := range q.Questions {
		k.Rows = append(k.Rows, rightRows(question.Ask, question.Options)...)
	}
	return k
}

// verdictName is a verdict as its button calls it.
func verdictName(verdict lessons.Verdict) phrase {
	i := slices.IndexFunc(verdicts, func(v verdictView) bool { return v.Value == string(verdict) })
	return verdicts[i].Name
}
