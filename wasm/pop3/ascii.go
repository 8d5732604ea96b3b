package pop3

// Keywords and arguments are ASCII, in any case of letters where words of the
// protocol are meant (RFC 1939 section 3). The functions of package strings fold
// all of Unicode: they take "ſtat" for STAT, and bring large tables along.

// Upper gives s with its ASCII letters in capitals; other octets stay.
func Upper(s string) string { return mapped(s, upper) }

// Lower gives s with its ASCII letters small; other octets stay.
func Lower(s string) string { return mapped(s, lower) }

// EqualFold says whether a and b differ at most in the case of ASCII letters.
func EqualFold(a, b string) bool {
	for i := 0; len(a) == len(b); i++ {
		if i == len(a) {
			return true
		}
		if upper(a[i]) != upper(b[i]) {
			return false
		}
	}
	return false
}

// HasPrefixFold says whether s begins with prefix, as EqualFold compares.
func HasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && EqualFold(s[:len(prefix)], prefix)
}

func mapped(s string, octet func(byte) byte) string {
	b := []byte(s)
	for i, c := range b {
		b[i] = octet(c)
	}
	return string(b)
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// Largest is where numbers stop, far above every size and message-number. Sums
// of a few such numbers do not wrap.
const Largest = int(^uint(0) >> 5)

// Decimal reads a number as POP3 writes it: digits and nothing else, no sign and
// no fraction. Leading zeros are harmless, and a number above Largest is read as
// Largest, so that it means "more than there are".
func Decimal(word string) (n int, ok bool) {
	for i := range len(word) {
		digit := int(word[i]) - '0'
		if digit < 0 || digit > 9 {
			return 0, false
		}
		n = min(n*10+digit, Largest)
	}
	return n, word != ""
}
