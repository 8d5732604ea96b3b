package export

import "poplab/wasm/transcript"

// writeText writes each line behind the letter of its side, with its note below.
func writeText(s *Session) ([]byte, error) {
	var b []byte
	for i := range s.Transcript.Entries {
		e := &s.Transcript.Entries[i]
		if e.Side != transcript.Local {
			b = append(b, byte(e.Side), ':', ' ')
		}
		b = append(b, s.line(i)...)
		b = append(b, "\n    "...)
		b = append(b, s.Notes[i].Text...)
		b = append(b, " ("...)
		b = append(b, s.Notes[i].RFC...)
		b = append(b, ")\n"...)
	}
	return b, nil
}

// line is the line of entry i as files show it.
func (s *Session) line(i int) string {
	if s.Mask {
		return transcript.Visible(s.Transcript.Masked(i))
	}
	return transcript.Visible(s.Transcript.Text(i))
}
