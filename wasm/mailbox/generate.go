package mailbox

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
)

// Spec asks for a generated mailbox.
type Spec struct {
	Seed     string // the same seed gives the same octets, everywhere
	Messages int
	Min, Max int // size of a message, in octets; at least smallest
	// Senders is from how many people the messages are, at most MostSenders; each
	// has at least one. 0 leaves it to chance.
	Senders int
}

// MostSenders is how many people there are to write letters.
const MostSenders = 10

// Generated is a generated mailbox and what a lesson may ask about it.
type Generated struct {
	Messages []pop3.Message
	Senders  []string // the address of who wrote each message
	Drawn    bool     // Spec said how many senders there are
	Word     string   // a word that stands in exactly one message, on a line "The word is WORD."
	Carrier  int      // that message, from 0
}

const (
	// smallest is the least size that a header and the line with the word fit
	// into; a Spec that asks for less gets this.
	smallest = 300
	// watershed parts small messages from large ones. Lessons ask which
	// messages are larger, so a mailbox holds both where its range allows.
	watershed = 5000
)

// Generate makes a mailbox from a spec: letters with sizes from Min to Max, in
// the order in which they came. Neighbours with different seeds get different
// sizes, unique-ids and words, so that an answer cannot be copied.
func Generate(s Spec) Generated {
	random := rand.New(rand.NewPCG(hash(s.Seed), hash(s.Seed+"'")))
	g := Generated{Word: word(random), Drawn: s.Senders > 0}
	g.Carrier = random.IntN(max(s.Messages, 1))
	lengths, writers := sizes(random, s), authors(random, s)
	for i, size := range lengths {
		l := letter{size: size, age: i, of: s.Messages, from: writers[i]}
		if i == g.Carrier {
			l.word = g.Word
		}
		id := uid(random, i)
		if l.from == "" {
			l.from = pick(random, people)
		}
		g.Senders = append(g.Senders, address(l.from))
		g.Messages = append(g.Messages, pop3.Message{UID: id, Octets: l.write(random)})
	}
	return g
}

// authors draws who writes each message, so that everybody who was drawn writes
// one; all are "" where the spec leaves it to chance.
func authors(random *rand.Rand, s Spec) []string {
	out := make([]string, s.Messages)
	if s.Senders == 0 {
		return out
	}
	drawn := random.Perm(len(people))[:min(s.Senders, len(people))]
	for i := range out {
		of := i
		if i >= len(drawn) {
			of = random.IntN(len(drawn))
		}
		out[i] = people[drawn[of]]
	}
	random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// address is the part of a From line between the angle brackets.
func address(from string) string {
	_, inner, _ := strings.Cut(from, "<")
	return strings.TrimSuffix(inner, ">")
}

// Word makes a password or secret from a seed, of the form of the words that
// mailboxes hide.
func Word(seed string) string { return word(rand.New(rand.NewPCG(hash(seed), hash(seed+"'")))) }

// sizes draws one size per message. Where the range crosses the watershed, they
// are drawn from its two sides by turns and then shuffled.
func sizes(random *rand.Rand, s Spec) []int {
	low := max(s.Min, smallest)
	high := max(s.Max, low)
	out := make([]int, s.Messages)
	for i := range out {
		from, to := low, high
		if crosses := low < watershed && watershed < high; crosses && i%2 == 0 {
			to = watershed - 1
		} else if crosses {
			from = watershed + 1
		}
		out[i] = fresh(out[:i], from, to, random.IntN(to-from+1))
	}
	random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// fresh is the size by so many octets above the least, or the next one that no
// message has yet: "the largest message" is to be one. Where there are not enough
// sizes, two are equal.
func fresh(taken []int, from, to, above int) int {
	for n := range to - from + 1 {
		if size := from + (above+n)%(to-from+1); !slices.Contains(taken, size) {
			return size
		}
	}
	return from + above
}

// word makes a word that people can read aloud and that no sentence holds.
func word(random *rand.Rand) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	var w []byte
	for range 4 {
		w = append(w, consonants[random.IntN(len(consonants))], vowels[random.IntN(len(vowels))])
	}
	return string(w)
}

// uid makes a unique-id; the place of the message in it keeps two from being
// equal.
func uid(random *rand.Rand, i int) string {
	const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	id := []byte(strconv.Itoa(i+1) + ".")
	for range 16 {
		id = append(id, alphabet[random.IntN(len(alphabet))])
	}
	return string(id)
}

// hash is FNV-1a with 64 bits: it turns any text into a seed.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
