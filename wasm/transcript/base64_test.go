package transcript

import "testing"

func TestDecodeBase64(t *testing.T) {
	good := map[string]string{"": "", "VXNlcm5hbWU6": "Username:", "AGE=": "\x00a", "QUIT": "A\x42\x13"}
	for text, want := range good {
		if got, ok := DecodeBase64(text); !ok || string(got) != want {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"=", "A", "AAA", "AGE", "A=GE", "=AGE", "*", "a-_b", "AGE=AGE=", " AGE=", "AGE=\r"} {
		if got, ok := DecodeBase64(text); ok {
			t.Errorf("%q: got %q", text, got)
		}
	}
}
