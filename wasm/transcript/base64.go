package transcript

import (
	"encoding/base64"
	"strings"
)

// DecodeBase64 reads base64 with its padding, and nothing besides (RFC 4648
// section 4).
func DecodeBase64(text string) (octets []byte, ok bool) {
	octets, err := base64.StdEncoding.DecodeString(text)
	if err != nil || strings.IndexByte(text, '\r') >= 0 { // which the package skips
		return nil, false
	}
	return octets, true
}
