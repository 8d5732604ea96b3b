package lessons

import "poplab/wasm/sandbox"

// fence is a fenced block of the file that carries data.
type fence struct {
	block
	info string // what stands behind the word
}

// fences are the info words of the blocks that carry data, and their readers.
// Any other fence is code and is shown as it stands.
var fences map[string]func(*draft, fence)

// The table is filled here, since the readers look into it.
func init() {
	fences = map[string]func(*draft, fence){
		"mailbox": (*draft).readMailbox,
		"task":    (*draft).readTask,
		"predict": (*draft).readPredict,
		"gaps":    (*draft).readGaps,
		"order":   (*draft).readOrder,
		"spot":    (*draft).readSpot,
		"claim":   (*draft).readClaim,
		"deck":    (*draft).readDeck,
		"sort":    (*draft).readSort,
		"quiz":    (*draft).readQuiz,
		"pop3":    (*draft).readReference,
		"replay":  (*draft).readRecording,
		"recall":  (*draft).readRecall,
	}
}

// settle does what needs the whole lesson: puzzles that begin at its first host,
// transcripts that are explained and claims that are proved in its world, and facts
// that it has to have.
func (d *draft) settle() {
	world, err := sandbox.ParseScenario(d.lesson.Scenario)
	if err != nil {
		return // it has been reported
	}
	for _, b := range d.lesson.Blocks {
		switch {
		case b.Order != nil && b.Order.Start == nil && !connects(b.Order.Lines):
			b.Order.Start = []string{"telnet " + world.Hosts()[0] + " 110"}
		case b.Reference != nil:
			explain(b.Reference.Lines, world, d.lesson.Language)
		case b.Claim != nil:
			b.Claim.settle(d.lesson.Scenario, d.lesson.Language)
		}
	}
	d.checkFacts(world)
}
