package transcript

import "strings"

// DecodeBase64 reads base64 with its padding, and nothing besides (RFC 4648
// section 4). encoding/base64 does much more, and is ten times as large.
func DecodeBase64(text string) (octets []byte, ok bool) {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	if len(text)%4 != 0 {
		return nil, false
	}
	bits, n := 0, 0 // what is read and not yet given out
	for _, c := range []byte(strings.TrimSuffix(strings.TrimSuffix(text, "="), "=")) {
		digit := strings.IndexByte(digits, c)
		if digit < 0 {
			return nil, false
		}
		if bits, n = bits<<6|digit, n+6; n >= 8 {
			n -= 8
			octets = append(octets, byte(bits>>n))
		}
	}
	return octets, true
}
