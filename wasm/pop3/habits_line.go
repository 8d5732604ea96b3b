package pop3

import (
	"strconv"
	"strings"
)

// Habits of reading a line of the client.

// tidy is asked for each line before it is looked at.
func (s *Session) tidy(line string) string {
	if s.does(spacesLeading) {
		line = strings.TrimLeft(mapped(line, spaceForTAB), " ")
	}
	return line
}

func spaceForTAB(c byte) byte {
	if c == '\t' {
		return ' '
	}
	return c
}

// forgive is asked for the words behind a keyword before they are counted.
func (s *Session) forgive(c *Command, words []string) []string {
	if s.does(spacesDoubled) {
		words = written(words)
	}
	takes := len(c.Args)
	ignored := takes == 0 && s.does(wordsIgnored) || takes > 0 && c.Args[0].Kind == Number && s.does(numberNoise)
	if ignored && len(words) > takes {
		words = words[:takes]
	}
	return words
}

// written leaves out what stands between two spaces in a row.
func written(words []string) []string {
	var written []string
	for _, word := range words {
		if word != "" {
			written = append(written, word)
		}
	}
	return written
}

// digits is asked for each word that has to be a number.
func (s *Session) digits(kind ArgKind, word string) string {
	if s.does(numberNoise) {
		word = leadingDigits(word)
		if word == "" && kind == Lines {
			word = "0"
		}
	}
	if s.does(numbersWrap) && kind == Number {
		word = wrapped(word)
	}
	return word
}

func leadingDigits(word string) string {
	word = strings.TrimPrefix(word, "+")
	return word[:len(word)-len(strings.TrimLeft(word, "0123456789"))]
}

// wrapped is a decimal number as 32 bits hold it; other words stay as they are.
func wrapped(word string) string {
	if _, ok := Decimal(word); !ok {
		return word
	}
	var n uint32
	for i := range len(word) {
		n = n*10 + uint32(word[i]-'0')
	}
	return strconv.Itoa(int(n))
}
