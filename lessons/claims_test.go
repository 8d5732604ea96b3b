package lessons

import (
	"slices"
	"strconv"
	"testing"
)

// claimed is how many claims the course judges. They are numbered from 1.
const claimed = 85

// ofProducts are the claims about programs that come and go, for which no RFC is
// to be cited.
var ofProducts = []string{"7", "51"}

func builtinCourse(t *testing.T) Course {
	t.Helper()
	c, err := LoadCourse(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// within are the claims that learners can meet in a lesson, by number: as a card
// of its own, or drawn from a deck.
func (c Course) within() map[string]Claim {
	met := map[string]Claim{}
	for _, l := range c.Lessons {
		for _, b := range l.Blocks {
			if b.Claim != nil {
				met[b.Claim.Name] = *b.Claim
			}
			if b.Deck != nil {
				for _, claim := range b.Deck.Claims {
					met[claim.Name] = claim
				}
			}
		}
	}
	return met
}

func TestEveryClaimIsJudged(t *testing.T) {
	met := builtinCourse(t).within()
	for n := 1; n <= claimed; n++ {
		name := strconv.Itoa(n)
		c, ok := met[name]
		switch {
		case !ok:
			t.Errorf("claim %s is in no lesson and in no deck that a lesson draws from", name)
		case c.Says == "" || c.Why == "" || !slices.Contains(verdicts, string(c.Verdict)):
			t.Errorf("claim %s lacks its sentence, its reason or its verdict: %+v", name, c)
		case len(c.RFC) == 0 && !slices.Contains(ofProducts, name):
			t.Errorf("claim %s is about the protocol; say where it can be looked up", name)
		}
	}
}

// A number that stands twice would hide one of the two sentences, and a number
// beyond the last a claim that nobody counts.
func TestClaimsAreNumberedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, deck := range builtinCourse(t).Decks {
		for _, c := range deck.Claims {
			n, err := strconv.Atoi(c.Name)
			if err != nil || n < 1 || n > claimed {
				t.Errorf("claim %q has no number from 1 to %d", c.Name, claimed)
			}
			if seen[c.Name] {
				t.Errorf("claim %s stands twice in %s", c.Name, deck.File)
			}
			seen[c.Name] = true
		}
	}
}

// Who learns in German judges German sentences, also those that are drawn.
func TestClaimsAreTranslated(t *testing.T) {
	course := builtinCourse(t)
	original, german := course.within(), course.In("de").within()
	for name, c := range original {
		switch other, ok := german[name]; {
		case !ok:
			t.Errorf("claim %s is not in German", name)
		case other.Says == c.Says || other.Why == c.Why || c.Source != "" && other.Source == c.Source:
			t.Errorf("claim %s has words that are not German: %q", name, other.Says)
		}
	}
}

// Judging must not become guessing: no verdict is rare, and none is the rule.
func TestVerdictsAreMixed(t *testing.T) {
	count := map[Verdict]int{}
	for _, c := range builtinCourse(t).within() {
		count[c.Verdict]++
	}
	for _, v := range []Verdict{Right, Half, Outdated, Wrong} {
		if count[v] < claimed/15 || count[v] > claimed/2 {
			t.Errorf("%d of %d claims are %s", count[v], claimed, v)
		}
	}
}

// What is wrong about commands and replies is shown wrong by a session.
func TestWrongClaimsAreRefuted(t *testing.T) {
	met := builtinCourse(t).within()
	for _, name := range []string{"18", "33", "36", "49", "59", "63", "69"} {
		if c := met[name]; c.Verdict != Wrong || c.Session == nil {
			t.Errorf("claim %s is %s and has session %v, want a wrong one that a session refutes", name, c.Verdict, c.Session != nil)
		}
	}
}
