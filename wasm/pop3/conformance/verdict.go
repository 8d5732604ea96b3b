package conformance

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// Places are where the tests of rules run, in the order in which verdicts name
// them: the engine natively, the engine as WebAssembly, and a server on a network.
var Places = []string{"native", "WASM", "network"}

// Verdict is what the tests say of one rule.
type Verdict struct {
	Rule   string
	Counts []Count // where it has tests, in the order of Places
}

// Count is how many tests of a rule pass at a place.
type Count struct {
	Place       string
	Passed, All int
}

// Word is the verdict in short: "passes" if every test does, "fails" if one does
// not, "not tested" if there is none.
func (v Verdict) Word() string {
	for _, c := range v.Counts {
		if c.Passed < c.All {
			return "fails"
		}
	}
	if len(v.Counts) == 0 {
		return "not tested"
	}
	return "passes"
}

// String is the verdict as verdicts.txt keeps it: "R70 native 2/2 WASM 2/2".
func (v Verdict) String() string {
	line := v.Rule
	for _, c := range v.Counts {
		line += fmt.Sprintf(" %s %d/%d", c.Place, c.Passed, c.All)
	}
	return line
}

//go:embed verdicts.txt
var verdictsText string

// Verdicts are the verdicts on all rules that have a test, by the name of the
// rule, as of the last time that "make conformance" ran.
func Verdicts() map[string]Verdict { return verdicts() }

var verdicts = sync.OnceValue(func() map[string]Verdict { return mustParseVerdicts(verdictsText) })

func mustParseVerdicts(text string) map[string]Verdict {
	list := map[string]Verdict{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		v, err := parseVerdict(line)
		if err != nil {
			panic("conformance: verdicts.txt: " + err.Error()) // the file is part of the program
		}
		list[v.Rule] = v
	}
	return list
}

func parseVerdict(line string) (Verdict, error) {
	words := strings.Fields(line)
	if len(words)%2 == 0 {
		return Verdict{}, fmt.Errorf("%q: a rule, then places with their counts", line)
	}
	v := Verdict{Rule: words[0]}
	for i := 1; i < len(words); i += 2 {
		c := Count{Place: words[i]}
		if _, err := fmt.Sscanf(words[i+1], "%d/%d", &c.Passed, &c.All); err != nil {
			return v, fmt.Errorf("%q: %w", line, err)
		}
		v.Counts = append(v.Counts, c)
	}
	return v, nil
}
