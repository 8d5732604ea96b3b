package transcript

import (
	"strings"
	"unicode/utf8"
)

// Visible makes octets of the wire fit to be shown: control characters become
// their Unicode pictures, octets that are no UTF-8 become \xE9, and marks that
// would turn or hide the text around them become \u202E. TAB stays.
func Visible(line string) string {
	if plain(line) {
		return line
	}
	var b strings.Builder
	for len(line) > 0 {
		r, size := utf8.DecodeRuneInString(line)
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString("\\x")
			b.WriteByte(hexDigits[line[0]>>4])
			b.WriteByte(hexDigits[line[0]&15])
		case r < ' ' && r != '\t':
			b.WriteRune(0x2400 + r)
		case r == 0x7F:
			b.WriteRune(0x2421)
		case hidden(r):
			b.WriteString("\\u")
			for shift := 12; shift >= 0; shift -= 4 {
				b.WriteByte(hexDigits[r>>shift&15])
			}
		default:
			b.WriteRune(r)
		}
		line = line[size:]
	}
	return b.String()
}

const hexDigits = "0123456789ABCDEF"

func plain(line string) bool {
	for i := 0; i < len(line); i++ {
		if c := line[i]; c != '\t' && (c < ' ' || c >= 0x7F) {
			return false
		}
	}
	return true
}

// hidden are the C1 controls, the direction marks, and the invisible characters.
func hidden(r rune) bool {
	return r >= 0x80 && r < 0xA0 ||
		r >= 0x200B && r <= 0x200F || r >= 0x2028 && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF
}
