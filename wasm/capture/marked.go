package capture

import (
	"strings"

	"poplab/wasm/transcript"
)

// readMarked reads lines that begin with "C: " or "S: ".
func readMarked(file string) (Log, error) {
	t := new(transcript.Transcript)
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		if text, ok := strings.CutPrefix(line, "C: "); ok {
			t.Client([]byte(text + "\r\n"))
		} else if text, ok := strings.CutPrefix(line, "S: "); ok {
			t.Server([]byte(text + "\r\n"))
		}
	}
	if len(t.Entries) == 0 {
		return Log{}, NoPOP3
	}
	t.Close()
	return Log{t, "lines marked C and S"}, nil
}
