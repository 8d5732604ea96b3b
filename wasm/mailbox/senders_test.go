package mailbox

import (
	"slices"
	"strings"
	"testing"
)

// Everybody who was drawn writes a letter, and neighbours hear from others.
func TestSenders(t *testing.T) {
	mailboxes := map[string]bool{}
	for _, seed := range []string{"Ann", "Bob", "Carol", "David"} {
		for _, n := range []int{2, 3, MostSenders} {
			g := Generate(Spec{Seed: seed, Messages: 12, Min: 300, Max: 900, Senders: n})
			drawn := slices.Clone(g.Senders)
			slices.Sort(drawn)
			if got := len(slices.Compact(drawn)); got != n || !g.Drawn {
				t.Errorf("%s has %d senders, want %d", seed, got, n)
			}
			for i, m := range g.Messages {
				if !strings.Contains(string(m.Octets), "<"+g.Senders[i]+">\r\n") {
					t.Errorf("%s: message %d is not from %s", seed, i+1, g.Senders[i])
				}
			}
			mailboxes[strings.Join(g.Senders, " ")] = true
		}
	}
	if len(mailboxes) != 12 {
		t.Errorf("only %d of 12 mailboxes differ", len(mailboxes))
	}
}

// "The largest message" is one message, as long as there are sizes enough.
func TestSizesDiffer(t *testing.T) {
	for _, seed := range []string{"Ann", "Bob", "Carol"} {
		var sizes []int
		for _, m := range Generate(Spec{Seed: seed, Messages: 20, Min: 300, Max: 319}).Messages {
			sizes = append(sizes, m.Size())
		}
		slices.Sort(sizes)
		if got := len(slices.Compact(sizes)); got != 20 {
			t.Errorf("%s: 20 messages have %d sizes", seed, got)
		}
	}
	if g := Generate(Spec{Seed: "Ann", Messages: 5, Min: 300, Max: 301}); len(g.Messages) != 5 {
		t.Errorf("%d messages of two sizes, want 5", len(g.Messages))
	}
}

func TestWord(t *testing.T) {
	if a, b := Word("Ann"), Word("Bob"); a == b || len(a) != 8 || a != Word("Ann") {
		t.Errorf("the words are %q and %q", a, b)
	}
}

// The carrier is the message with the word.
func TestCarrier(t *testing.T) {
	g := Generate(Spec{Seed: "Ann", Messages: 7, Min: 300, Max: 900})
	for i, m := range g.Messages {
		if strings.Contains(string(m.Octets), "The word is "+g.Word+".") != (i == g.Carrier) {
			t.Errorf("message %d holds the word or does not, and the carrier is %d", i+1, g.Carrier+1)
		}
	}
}
