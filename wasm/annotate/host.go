package annotate

import "poplab/wasm/transcript"

// Some things show only when a host is met again: an offer of STLS that has gone, a
// timestamp that comes twice, a message that was marked.

// host is what its earlier sessions told of a host that has a name.
type host struct {
	tls        bool            // CAPA had STLS
	timestamps map[string]bool // of greetings
	marks      map[mark]fate   // of messages whose unique-id is known
}

// mark is a message that DELE marked.
type mark struct{ user, id string }

// fate is what became of a mark.
type fate uint8

const (
	unheard fate = iota
	dropped      // the session ended without QUIT
	removed      // QUIT was answered +OK
)

// begin forgets the session before, but for what its host said of itself.
func (a *Annotator) begin(t *transcript.Transcript, number int) {
	if name := t.HostOf(a.session.number); name != "" {
		h := a.hosts[name]
		a.session.keep(&h)
		set(&a.hosts, name, h)
	}
	a.session = session{number: number, count: unknown, statCount: unknown, whole: unknown, host: a.hosts[t.HostOf(number)],
		place: a.session.place}
}

// keep adds what a session has told.
func (s *session) keep(h *host) {
	h.tls = h.tls || s.offersTLS
	if s.timestamp != "" {
		set(&h.timestamps, s.timestamp, true)
	}
	for _, id := range s.markedIDs {
		switch {
		case s.unsure || s.shared[id]: // another message, or none, may have been removed
		case s.updated && s.clean:
			set(&h.marks, mark{s.user, id}, removed)
		case !s.leaving && !s.gap:
			set(&h.marks, mark{s.user, id}, dropped)
		}
	}
}

// again says, once, what became of a message that was marked in an earlier session
// of the same user.
func (s *session) again(id string) fate {
	was := s.host.marks[mark{s.user, id}]
	if was != unheard {
		delete(s.host.marks, mark{s.user, id})
	}
	return was
}
