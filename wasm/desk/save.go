package desk

import (
	"poplab/wasm/annotate"
	"poplab/wasm/export"
)

// Save writes the session down in a format of package export. Masked keeps secrets
// out of the file; a desk that masks them on the screen always does. Where
// a format saves one message it is that of row i, or else the nearest one.
func (d *Desk) Save(format string, masked bool, language string, i int) (export.File, error) {
	masked = masked || d.masked
	d.explain()
	notes := d.notes
	if masked != d.masked {
		a := annotate.Annotator{Masked: masked}
		notes = a.Next(d.transcript)
	}
	s := export.Session{
		Transcript: d.transcript, Notes: notes, Host: d.transcript.Host,
		Mask: masked, Language: language, Exchange: d.mailAt(i),
	}
	return s.Save(format)
}

// mailAt is the exchange of row i if it asked for mail; else that of the last RETR
// before it, or else of the first behind it, or -1.
func (d *Desk) mailAt(i int) int {
	i = max(0, min(i, len(d.transcript.Entries)-1))
	if d.asks(i, "TOP") {
		return d.transcript.Entries[i].Exchange
	}
	for k := i; k >= 0; k-- {
		if d.asks(k, "RETR") {
			return d.transcript.Entries[k].Exchange
		}
	}
	for k := i; k < len(d.transcript.Entries); k++ {
		if d.asks(k, "RETR") {
			return d.transcript.Entries[k].Exchange
		}
	}
	return -1
}

// asks says whether row i belongs to the exchange of a command.
func (d *Desk) asks(i int, keyword string) bool {
	if i >= len(d.transcript.Entries) {
		return false
	}
	x := d.transcript.Entries[i].Exchange
	return x >= 0 && d.transcript.Exchanges[x].Keyword == keyword
}
