package transcript

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
	"testing/quick"
)

// checkBase64 compares with the standard library, which also skips line ends.
func checkBase64(t *testing.T, text string) {
	t.Helper()
	want, err := base64.StdEncoding.DecodeString(text)
	got, ok := DecodeBase64(text)
	if ok != (err == nil && !strings.ContainsAny(text, "\r\n")) || ok && !bytes.Equal(got, want) {
		t.Errorf("%q: got %q, %v, want %q, %v", text, got, ok, want, err)
	}
}

func TestDecodeBase64(t *testing.T) {
	for _, text := range []string{"", "=", "==", "====", "A", "AA", "AAA", "AAAA", "A===", "AA==", "AAA=", "AB==", "A=AA", "AA=A",
		"AAAA=", "AAAAA===", "VXNlcm5hbWU6", "QUIT", "*", "a-_b", "AA==AA==", "AAA\n", "AAAA\r\n", "\xff\xff\xff\xff"} {
		checkBase64(t, text)
	}
	err := quick.Check(func(octets []byte) bool {
		checkBase64(t, string(octets))
		got, ok := DecodeBase64(base64.StdEncoding.EncodeToString(octets))
		return ok && bytes.Equal(got, octets)
	}, nil)
	if err != nil {
		t.Error(err)
	}
}
