package pop3_test

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/pop3/dialogue"
)

// TestDialogues plays every file of testdata against the engine. A case is named
// by the rules that it proves, and each rule has a test of its own in
// rules_test.go: go test -run R101
func TestDialogues(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.Name, func(t *testing.T) { play(t, c, whole) })
	}
}

// TestFragments plays them again with one octet in a packet (RFC 1939 section 3:
// only the line end matters).
func TestFragments(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.Name, func(t *testing.T) { play(t, c, fragmented) })
	}
}

// rule plays, in both ways, the cases of the rule that the test is named after:
// those of R101 for TestR101.
func rule(t *testing.T) {
	name, played := strings.TrimPrefix(t.Name(), "Test"), false
	for _, c := range cases(t) {
		if slices.Contains(strings.Fields(c.Name), name) {
			t.Run(c.Name, func(t *testing.T) { play(t, c, whole); play(t, c, fragmented) })
			played = true
		}
	}
	if !played {
		t.Errorf("no dialogue in testdata is named by %s", name)
	}
}

func whole(w *dialogue.World) (dialogue.Conn, error) { return w.Dial() }

func fragmented(w *dialogue.World) (dialogue.Conn, error) {
	conn, err := w.Dial()
	return dropByDrop{conn.(dialogue.TLSConn)}, err
}

// dropByDrop writes every octet by itself.
type dropByDrop struct{ dialogue.TLSConn }

func (d dropByDrop) Write(p []byte) (int, error) {
	for i := range p {
		if _, err := d.TLSConn.Write(p[i : i+1]); err != nil {
			return i, err
		}
	}
	return len(p), nil
}

func cases(t testing.TB) []dialogue.Case {
	t.Helper()
	cases, err := dialogue.Read("testdata")
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func play(t *testing.T, c dialogue.Case, dial func(*dialogue.World) (dialogue.Conn, error)) {
	w, err := c.World()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Run(w, func() (dialogue.Conn, error) { return dial(w) }); err != nil {
		t.Error(err)
	}
}
