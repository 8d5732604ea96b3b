package desk

import "poplab/wasm/compare"

// Compare sets the newest session beside the same with the sandbox. Only one with a real
// server can be compared; elsewhere there is nothing.
func (d *Desk) Compare() []compare.Exchange {
	if d.world != nil {
		return nil
	}
	d.explain()
	return compare.Session(d.transcript, d.notes, d.masked)
}
