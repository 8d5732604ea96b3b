package sandbox

import "poplab/wasm/transcript"

// overhear turns the tap to a new connection, whatever window has it.
func (w *World) overhear(l *link, p transcript.Protocol) {
	if w.tap == nil {
		return
	}
	w.tapped = l
	w.tap.Transcript.OpenAs(l.server.host.Name, p)
	if name := l.console.Name; name != "" {
		w.tap.tell(transcript.Listens, "You hear the connection of $ to $.", name, l.server.host.Name)
	} else {
		w.tap.tell(transcript.Listens, "You hear the connection to $.", l.server.host.Name)
	}
}

// unheard tells the tap that the connection is over.
func (w *World) unheard(l *link) {
	if w.tap == nil || w.tapped != l {
		return
	}
	w.tapped = nil
	w.tap.Transcript.Close()
	w.tap.tell(transcript.Listens, "The connection is over; you hear nothing more.")
}

// typist is the first window that can send.
func (w *World) typist() *Console {
	for _, c := range w.consoles {
		if !c.shut() {
			return c
		}
	}
	return w.current
}
