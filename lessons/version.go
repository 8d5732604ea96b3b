package lessons

import (
	"fmt"
	"hash/crc32"
)

// Version names what a block asks for: whoever did it under another version has to
// do it again. Wording is not part of it, so that a better sentence or a translation
// costs nobody what was done. It is "" for blocks that ask for nothing.
func (b Block) Version() string {
	switch {
	case b.Task != nil:
		return version(neutral(b.Task.Goals, b.Task.Fields), fieldNames(b.Task.Fields))
	case b.Predict != nil:
		return version(b.Predict.Goals, rightOnes(b.Predict.Options))
	case b.Gaps != nil:
		return version(b.Gaps.fills())
	case b.Order != nil:
		return version(b.Order.Start, b.Order.Lines, b.Order.Goals)
	case b.Spot != nil:
		return version(b.Spot.places())
	case b.Claim != nil:
		return version(b.Claim.Verdict)
	case b.Deck != nil:
		return version(b.Deck.From, b.Deck.Draw, b.Deck.Pass)
	case b.Sort != nil:
		return version(b.Sort.places())
	case b.Quiz != nil:
		return b.Quiz.version()
	}
	return ""
}

// version makes few characters of values, since lists of lessons carry one for each
// step. Where two versions of a block have the same by chance, one of 65,536, an old
// tick stands.
func version(parts ...any) string {
	return fmt.Sprintf("%04x", crc32.ChecksumIEEE(fmt.Appendf(nil, "%#v", parts))>>16)
}

func fieldNames(fields []Field) []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}

// rightOnes says of each option whether it is right.
func rightOnes(options []Option) []bool {
	var list []bool
	for _, o := range options {
		list = append(list, o.Right)
	}
	return list
}

// fills are the texts that fit each hole.
func (g *Gaps) fills() (list [][]string) {
	for _, line := range g.Lines {
		for _, part := range line.Parts {
			list = append(list, part.Fill)
		}
	}
	return list
}

// places are the wrong lines, each with the option that names its fault.
func (s *Spot) places() (list [][2]int) {
	for _, f := range s.Faults {
		list = append(list, [2]int{f.Line, f.Is})
	}
	return list
}

// places are the bins of the things, in the order of the things.
func (s *Sort) places() (list []int) {
	for _, i := range s.Items {
		list = append(list, i.Bin)
	}
	return list
}

func (q *Quiz) version() string {
	var list [][]bool
	for _, question := range q.Questions {
		list = append(list, rightOnes(question.Options))
	}
	return version(list)
}
