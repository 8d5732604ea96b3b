package web

import (
	"strings"
	"testing"

	"poplab/wasm/capture"
)

// Every sample is a log that the page reads as what its button says, with all of
// its session: the greeting, and the end of the message.
func TestSamplesAreLogs(t *testing.T) {
	formats := map[string]bool{}
	for _, s := range viewAnnotate(options).Samples {
		log, err := capture.Read([]byte(s.Text))
		if err != nil {
			t.Errorf("%s: %v", s.Name.english, err)
			continue
		}
		if !strings.HasPrefix(s.Name.english, log.Format) {
			t.Errorf("%s is read as %q", s.Name.english, log.Format)
		}
		formats[log.Format] = true
		var lines []string
		for i := range log.Transcript.Entries {
			lines = append(lines, log.Transcript.Text(i))
		}
		session := strings.Join(lines, "\n")
		for _, want := range []string{"+OK POP3 server ready\n", "This message is exactly 120 octets in all.\n"} {
			if strings.Count(session, want) != 1 {
				t.Errorf("%s does not hold %q once:\n%s", s.Name, want, session)
			}
		}
	}
	if len(formats) < 3 {
		t.Errorf("the samples are of the kinds %v", formats)
	}
}

// A browser hands the samples over as they were recorded.
func TestSamplesStandInThePage(t *testing.T) {
	d := render(t, Pages(options)[3])
	var texts []string
	for _, b := range d.elements("button") {
		if text := attr(b, "data-sample"); text != "" {
			texts = append(texts, text)
		}
	}
	for i, s := range viewAnnotate(options).Samples {
		if i >= len(texts) || texts[i] != s.Text {
			t.Errorf("%s is not in the page as it was recorded", s.Name)
		}
	}
}
