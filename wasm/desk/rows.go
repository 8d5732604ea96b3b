package desk

import (
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Row is one line with its note.
type Row struct {
	Index int
	Entry *transcript.Entry
	Text  string // as shown: no line end, nothing invisible, secrets masked where asked
	Raw   []byte // the line without its end, where Text does not tell its octets; else nil
	Hides bool   // a secret, so that Text is all there is to show
	Delta int64  // microseconds since the line before in its session, or -1 where nobody knows
	Note  annotate.Note
}

// Rows gives n rows from the one with index from on, as far as there are.
func (d *Desk) Rows(from, n int) []Row { return d.RowsOf(0, from, n) }

// RowsOf gives the next n rows of a side, from the one with index from on; side 0
// stands for all of them.
func (d *Desk) RowsOf(side transcript.Side, from, n int) []Row {
	var rows []Row
	for i := max(from, 0); i < len(d.notes) && len(rows) < n; i++ {
		if side == 0 || d.transcript.Entries[i].Side == side {
			rows = append(rows, d.row(i))
		}
	}
	return rows
}

// Sides tells the side of each row from the one with index from on.
func (d *Desk) Sides(from int) []byte {
	var sides []byte
	for i := max(from, 0); i < len(d.notes); i++ {
		sides = append(sides, byte(d.transcript.Entries[i].Side))
	}
	return sides
}

func (d *Desk) row(i int) Row {
	e := &d.transcript.Entries[i]
	r := Row{Index: i, Entry: e, Delta: d.transcript.Delta(i), Note: d.notes[i]}
	if e.Kind == transcript.Sealed {
		r.Text, r.Raw = beginning(e.Octets), e.Octets
		return r
	}
	text := d.transcript.Text(i)
	if d.masked {
		if masked := d.transcript.Masked(i); masked != text {
			r.Text, r.Hides = transcript.Visible(masked), true
			return r
		}
	}
	if r.Text = transcript.Visible(text); r.Text != text {
		r.Raw = []byte(text)
	}
	return r
}

// fewOctets are enough to tell one record of TLS from another.
const fewOctets = 8

// beginning shows the first octets of what is no line, in hexadecimal.
func beginning(octets []byte) string {
	if len(octets) > fewOctets {
		return hexadecimal(octets[:fewOctets]) + " …"
	}
	return hexadecimal(octets)
}

// Found is a row that Find found, and its place among all that it could have.
type Found struct {
	Row   int // -1 for none
	Nth   int // counted from 1
	Total int
}

// Find looks for text in lines and notes, in any case of ASCII letters: for the
// next row from the one with index from on, or the last before it, and around the
// end. Only rows of a side count, but for side 0.
func (d *Desk) Find(text string, side transcript.Side, from int, backwards bool) Found {
	wanted := pop3.Upper(text)
	var hits []int
	for i := range d.notes {
		if d.holds(i, wanted, side) {
			hits = append(hits, i)
		}
	}
	if len(hits) == 0 || text == "" {
		return Found{Row: -1}
	}
	return nextOf(hits, from, backwards)
}

func (d *Desk) holds(i int, wanted string, side transcript.Side) bool {
	if side != 0 && d.transcript.Entries[i].Side != side {
		return false
	}
	return strings.Contains(pop3.Upper(d.row(i).Text), wanted) || strings.Contains(pop3.Upper(d.notes[i].Text), wanted)
}

func nextOf(hits []int, from int, backwards bool) Found {
	at := 0
	for at < len(hits) && hits[at] < from {
		at++
	}
	if backwards {
		at += len(hits) - 1
	}
	at %= len(hits)
	return Found{Row: hits[at], Nth: at + 1, Total: len(hits)}
}
