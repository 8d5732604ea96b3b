package sandbox

// Moves are local lines that do something now, for the buttons of a page.
func (w *World) Moves() []string {
	var moves []string
	for _, c := range w.consoles {
		moves = offer(moves, c != w.current, "window ", c.Name)
	}
	for _, d := range w.devices {
		moves = offer(moves, !d.visit.open, "check ", d.Name)
		moves = offer(moves, d.unplugged && d.Console != w.current, "plug ", d.Name)
	}
	if d := w.current.device; d != nil && !d.visit.open {
		for _, mode := range modes() {
			moves = offer(moves, mode != d.program.mode, "mode "+d.Name+" ", mode)
		}
	}
	moves = offer(moves, true, "wait 10 minutes", "")
	moves = offer(moves, w.retains() || w.hasDevices(), "wait 1 day", "")
	moves = offer(moves, len(w.arrivals) > 0, "deliver", "")
	moves = offer(moves, w.current != w.tap, choice(w.current.unplugged, "plug", "pull"), "")
	moves = offer(moves, true, choice(w.full, "disk free", "disk full"), "")
	moves = offer(moves, w.hasTLS(), choice(w.attacked, "attacker off", "attacker on"), "")
	for _, s := range w.servers {
		moves = offer(moves, w.hasMail(), choice(s.stopped, "start ", "stop "), s.host.Name)
	}
	moves = offer(moves, w.hasMail(), "queue", "")
	return offer(moves, len(w.current.copies()) > 0, "read", "")
}

// offer adds a move that makes sense, with the name of what it is about, if any.
// Inlined a dozen times, append would be large.
//
//go:noinline
func offer(moves []string, sensible bool, move, name string) []string {
	if sensible {
		return append(moves, move+name)
	}
	return moves
}

// retains says whether some server removes messages after days.
func (w *World) retains() bool {
	return w.any(func(s *server) bool { return s.accounts.Policy("").Expires })
}

func choice(now bool, then, otherwise string) string {
	if now {
		return then
	}
	return otherwise
}
