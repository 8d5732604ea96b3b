package annotate

import "strings"

// glossary tells what words mean, such as what people type and the keyword that
// they meant by it. It is a list because it is short: a map would be filled by
// code, which every learner would load.
type glossary[V any] []struct {
	words string // of one meaning, with a space between
	means V
}

// find gives the meaning of a word.
func (g glossary[V]) find(word string) (means V, found bool) {
	for i := range g {
		entry := &g[i]
		if !strings.Contains(entry.words, word) { // which is so nearly always
			continue
		}
		for w := range strings.SplitSeq(entry.words, " ") {
			if w == word {
				return entry.means, true
			}
		}
	}
	return means, false
}
