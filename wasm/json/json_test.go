package json

import (
	"encoding/json"
	"testing"
	"testing/quick"
)

// Any octets give a JSON string, and octets come back as code points.
func TestJSONOfAnyOctets(t *testing.T) {
	err := quick.Check(func(octets []byte) bool {
		var text, send string
		if json.Unmarshal(AppendString(nil, string(octets)), &text) != nil || json.Unmarshal(AppendOctets(nil, octets), &send) != nil {
			return false
		}
		back := []byte{}
		for _, r := range send {
			back = append(back, byte(r))
		}
		return string(back) == string(octets)
	}, nil)
	if err != nil {
		t.Error(err)
	}
}

func TestWriter(t *testing.T) {
	w := Writer{}
	w.Open()
	w.Text("text", "a\"b")
	w.Number("number", -7)
	w.Flag("flag", true)
	w.Octets("octets", []byte{0, 0xFF})
	w.List("list", 2, func(i int) {
		w.Open()
		w.Number("i", int64(i))
		w.Close()
	})
	w.Close()
	const want = `{"text":"a\"b","number":-7,"flag":true,"octets":"\u0000ÿ","list":[{"i":0},{"i":1}]}`
	if got := string(w.Out); got != want || !json.Valid(w.Out) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
