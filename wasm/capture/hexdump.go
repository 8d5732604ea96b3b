package capture

import "strings"

// hexNumber reads an offset.
func hexNumber(s string) (n int, ok bool) {
	if s == "" || len(s) > 8 {
		return 0, false
	}
	for i := range len(s) {
		d := hexDigit(s[i])
		if d < 0 {
			return 0, false
		}
		n = n<<4 | d
	}
	return n, true
}

// hexOctets reads up to 16 octets as pairs of digits with blanks between them, up to
// a wider gap or the text beside them. It is not ok where the first is no pair.
func hexOctets(s string) (octets []byte, ok bool) {
	for len(octets) < 16 {
		gap := len(s) - len(strings.TrimLeft(s, " "))
		s = s[gap:]
		if gap > 2 || len(s) < 2 || len(s) > 2 && s[2] != ' ' {
			break
		}
		high, low := hexDigit(s[0]), hexDigit(s[1])
		if high < 0 || low < 0 {
			break
		}
		octets, s = append(octets, byte(high<<4|low)), s[2:]
	}
	return octets, len(octets) > 0
}

// unhex reads digits without blanks.
func unhex(s string) (octets []byte, ok bool) {
	for ; len(s) >= 2; s = s[2:] {
		high, low := hexDigit(s[0]), hexDigit(s[1])
		if high < 0 || low < 0 {
			return nil, false
		}
		octets = append(octets, byte(high<<4|low))
	}
	return octets, len(octets) > 0 && s == ""
}

// hexDigit is the value of a digit, or -1.
func hexDigit(c byte) int {
	if c < '0' {
		return -1
	}
	return strings.IndexByte("0123456789abcdef", c|' ')
}
