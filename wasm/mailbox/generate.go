package mailbox

import (
	"math/rand/v2"
	"strconv"

	"poplab/wasm/pop3"
)

// Spec asks for a generated mailbox.
type Spec struct {
	Seed     string // the same seed gives the same octets, everywhere
	Messages int
	Min, Max int // size of a message, in octets; at least smallest
}

// Generated is a generated mailbox and what a lesson may ask about it.
type Generated struct {
	Messages []pop3.Message
	Word     string // a word that stands in exactly one message, on a line "The word is WORD."
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
	g := Generated{Word: word(random)}
	carrier := random.IntN(max(s.Messages, 1))
	for i, size := range sizes(random, s) {
		l := letter{size: size, age: i, of: s.Messages}
		if i == carrier {
			l.word = g.Word
		}
		g.Messages = append(g.Messages, pop3.Message{UID: uid(random, i), Octets: l.write(random)})
	}
	return g
}

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
		out[i] = from + random.IntN(to-from+1)
	}
	random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
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
