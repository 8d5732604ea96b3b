package mailbox

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// lineWidth is the most characters that a line of a generated body has.
const lineWidth = 76

// letter is one generated message before it is written.
type letter struct {
	size    int    // octets that the message will have
	age, of int    // its place among the messages of the mailbox, from 0
	from    string // who writes it
	word    string // the word to hide in it, or ""
}

// write gives the octets of the letter: exactly size of them.
func (l letter) write(random *rand.Rand) []byte {
	lines := l.header(random)
	budget := l.size - octets(lines)
	if l.word == "" {
		lines = append(lines, fill(random, budget)...)
	} else {
		secret := "The word is " + l.word + "."
		body := fill(random, budget-octets([]string{secret}))
		at := random.IntN(len(body))
		lines = append(append(append(lines, body[:at]...), secret), body[at:]...)
	}
	return []byte(strings.Join(lines, "\r\n") + "\r\n")
}

// octets is what lines cost on the wire, each with its CRLF.
func octets(lines []string) int {
	n := 0
	for _, line := range lines {
		n += len(line) + len("\r\n")
	}
	return n
}

func (l letter) header(random *rand.Rand) []string {
	return []string{
		"From: " + l.from,
		"Date: " + l.date(random),
		"Subject: " + pick(random, subjects),
		"",
	}
}

// date spreads the messages over the 25 days from Monday, 6 May 1996, in order.
func (l letter) date(random *rand.Rand) string {
	const minutes = 25 * 24 * 60
	at := (l.age*minutes + random.IntN(minutes)) / l.of
	day, hour, minute := at/(24*60), at/60%24, at%60
	weekday := [...]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}[day%7]
	return weekday + ", " + strconv.Itoa(6+day) + " May 1996 " + twoDigits(hour) + ":" + twoDigits(minute) + ":00 +0000"
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

// fill gives lines that cost exactly budget octets: paragraphs as far as they
// fit, and a rule of dashes that takes up what is left.
func fill(random *rand.Rand, budget int) []string {
	var lines []string
	for {
		for _, line := range paragraph(random) {
			cost := len(line) + len("\r\n")
			if budget-cost < len("\r\n") {
				return append(lines, rule(budget)...)
			}
			lines, budget = append(lines, line), budget-cost
		}
	}
}

const dashes = "----------------------------------------------------------------------------"

// rule costs budget octets. A line that did not fit costs at most 78, so what it
// left is at most 79, which is one octet more than a line may cost.
func rule(budget int) []string {
	if budget > lineWidth+len("\r\n") {
		return []string{"", dashes[:budget-2*len("\r\n")]}
	}
	return []string{dashes[:budget-len("\r\n")]}
}

// paragraph wraps a few sentences and ends with a blank line.
func paragraph(random *rand.Rand) []string {
	var lines []string
	line := pick(random, greetings)
	for _, i := range random.Perm(len(sentences))[:3+random.IntN(4)] {
		for word := range strings.FieldsSeq(sentences[i]) {
			if len(line)+len(" ")+len(word) > lineWidth {
				lines, line = append(lines, line), word
			} else {
				line += " " + word
			}
		}
	}
	return append(lines, line, "")
}

func pick(random *rand.Rand, list []string) string { return list[random.IntN(len(list))] }
