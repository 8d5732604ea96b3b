package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/export"
)

// Save writes the session down in a format of package export. Masked keeps secrets
// out of the file; a desk that masks them on the screen always does. The message of
// the exchange of row i is meant where a format saves one message.
func (d *Desk) Save(format string, masked bool, language string, i int) (export.File, error) {
	masked = masked || d.masked
	notes := d.notes
	if masked != d.masked {
		a := annotate.Annotator{Masked: masked}
		notes = a.Next(d.transcript)
	}
	s := export.Session{
		Transcript: d.transcript, Notes: notes, Host: d.transcript.Host,
		Mask: masked, Language: language, Exchange: -1,
	}
	if i >= 0 && i < len(d.transcript.Entries) {
		s.Exchange = d.transcript.Entries[i].Exchange
	}
	return s.Save(format)
}
