package capture

import (
	"strings"
	"unicode/utf8"
)

// decode gives the text of a file: UTF-16 with its mark, as Windows Notepad saves
// it, becomes UTF-8, and the mark of UTF-8 goes. Any other octet stays as it is.
func decode(file []byte) string {
	text := string(file)
	switch {
	case strings.HasPrefix(text, "\xff\xfe"):
		return fromUTF16(text[2:], 0, 1)
	case strings.HasPrefix(text, "\xfe\xff"):
		return fromUTF16(text[2:], 1, 0)
	}
	return strings.TrimPrefix(text, "\ufeff")
}

// fromUTF16 reads units of two octets, the low one at offset low. A half of a pair
// that stands alone becomes the replacement character.
func fromUTF16(text string, low, high int) string {
	b := make([]byte, 0, len(text))
	unit := func(i int) rune {
		if i+1 >= len(text) {
			return 0
		}
		return rune(text[i+low]) | rune(text[i+high])<<8
	}
	for i := 0; i+1 < len(text); i += 2 {
		r := unit(i)
		if next := unit(i + 2); r>>10 == 0xD800>>10 && next>>10 == 0xDC00>>10 {
			r, i = 0x10000+(r&0x3FF)<<10|next&0x3FF, i+2
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// split cuts a text into lines, up to one more than limit. A line ends with LF, CR
// LF, any number of CR before LF as terminals write them, CR NUL as telnet does, or
// CR alone. Empty lines at both ends of the text are dropped.
func split(text string, limit int) []string {
	text = strings.Trim(text, "\r\n")
	var lines []string
	for text != "" && len(lines) <= limit {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			end = len(text)
		}
		lines = splitCR(lines, strings.TrimRight(text[:end], "\r\x00"))
		text = text[min(end+1, len(text)):]
	}
	return lines
}

// splitCR appends the parts of a line that has CR in the middle. One at its
// beginning parts nothing: a progress meter begins so.
func splitCR(lines []string, line string) []string {
	for {
		end := strings.IndexByte(line, '\r')
		if end < 0 {
			return append(lines, line)
		}
		if end > 0 {
			lines = append(lines, line[:end])
		}
		line = strings.TrimLeft(line[end:], "\r\x00")
	}
}

// edited is what a terminal shows of a line: backspaces have gone back over what
// was typed, and what only sets colours or erases has left no trace.
func edited(line string) string {
	if !strings.ContainsAny(line, "\b\x1b\x00") {
		return line
	}
	b := make([]byte, 0, len(line))
	at := 0 // of the cursor
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\b':
			at = max(0, at-1)
		case c == 0:
		case c == '\x1b' && i+1 < len(line) && line[i+1] == '[':
			for i += 2; i < len(line) && line[i] < '@'; i++ {
			}
		default:
			b = append(b[:at], c)
			at++
		}
	}
	return string(b[:at])
}
