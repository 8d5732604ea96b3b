package lessons

import (
	"cmp"
	"strconv"
	"strings"
)

// naturally compares as people count: L2 comes before L10.
func naturally(a, b string) int {
	for a != "" && b != "" {
		textA, numberA, restA := chunk(a)
		textB, numberB, restB := chunk(b)
		if c := cmp.Or(cmp.Compare(textA, textB), cmp.Compare(numberA, numberB)); c != 0 {
			return c
		}
		a, b = restA, restB
	}
	return cmp.Compare(len(a), len(b))
}

// chunk takes the text before the first number, and that number, off a name.
func chunk(name string) (text string, number int, rest string) {
	start := strings.IndexAny(name, digits)
	if start < 0 {
		return name, 0, ""
	}
	rest = strings.TrimLeft(name[start:], digits)
	number, _ = strconv.Atoi(name[start : len(name)-len(rest)]) // more digits than an int holds count as the largest
	return name[:start], number, rest
}

const digits = "0123456789"
