package practice

import (
	"strings"

	"github.com/xdg-go/stringprep"
)

// Prepare gives a name or password the one form in which it is compared:
// SASLprep, without which two keyboards may write the same letters in different
// octets (RFC 4013 section 2). False means that the text may be neither. ASCII
// stays as it is, which spares nearly every login the tables.
func Prepare(text string) (string, bool) {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) {
		return text, true
	}
	prepared, err := stringprep.SASLprep.Prepare(text)
	return prepared, err == nil
}
