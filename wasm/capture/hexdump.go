package capture

import "strings"

// hexOctets appends octets written as pairs of hexadecimal digits: "2b4f", "2b 4f"
// or "0x2b, 0x4f". It ends after most of them, at a wider gap as before the text
// beside a dump, and at what is no pair.
func hexOctets(octets []byte, s string, most int) []byte {
	for ; most > 0; most-- {
		rest := strings.TrimLeft(s, " ,")
		if len(s)-len(rest) > 2 {
			break
		}
		n := hexNumber(strings.TrimPrefix(rest, "0x"), 2)
		if n < 0 {
			break
		}
		octets = append(octets, byte(n))
		s = strings.TrimPrefix(rest, "0x")[2:]
	}
	return octets
}

// hexNumber reads a number of so many digits at the beginning of s, or gives -1.
func hexNumber(s string, digits int) (n int) {
	if len(s) < digits {
		return -1
	}
	for i := range digits {
		d := strings.IndexByte("0123456789abcdef", s[i]|' ')
		if d < 0 || s[i] < '0' {
			return -1
		}
		n = n<<4 | d
	}
	return n
}
