package sandbox

// Moves are local lines that do something now, for the buttons of a page.
func (w *World) Moves() []string {
	var moves []string
	for _, c := range w.consoles {
		if c != w.current {
			moves = append(moves, "window "+c.Name)
		}
	}
	moves = append(moves, "wait 10 minutes")
	if w.retains() {
		moves = append(moves, "wait 1 day")
	}
	if len(w.arrivals) > 0 {
		moves = append(moves, "deliver")
	}
	if w.current != w.tap {
		moves = append(moves, choice(w.current.unplugged, "plug", "pull"))
	}
	moves = append(moves, choice(w.full, "disk free", "disk full"))
	if w.hasTLS() {
		moves = append(moves, choice(w.attacked, "attacker off", "attacker on"))
	}
	if w.hasMail() {
		for _, s := range w.servers {
			moves = append(moves, choice(s.stopped, "start ", "stop ")+s.host.Name)
		}
		moves = append(moves, "queue")
	}
	if len(w.current.copies()) > 0 {
		moves = append(moves, "read")
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
