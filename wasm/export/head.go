package export

import (
	"strconv"

	"poplab/wasm/annotate"
	"poplab/wasm/transcript"
)

// title is what a file is headed with. It names the host if there was only one.
func (s *Session) title() string {
	w, e := s.words(), s.Transcript.Entries
	for session := range e[len(e)-1].Session {
		if s.Transcript.HostOf(session+1) != s.Host {
			return w.session
		}
	}
	return w.at(w.session, s.Host)
}

// heading is what the connection is headed with that begins at entry i.
func (s *Session) heading(i int) string {
	w, session := s.words(), s.Transcript.Entries[i].Session
	return w.at(w.session+" "+strconv.Itoa(session), s.Transcript.HostOf(session))
}

// at says with which host something is, if anybody knows.
func (w *words) at(what, host string) string {
	if host == "" {
		return what
	}
	return what + " " + w.with + " " + transcript.Visible(host)
}

// fact is something that can be said of the whole session.
type fact struct{ name, value string }

// facts are what a file tells before the first line.
func (s *Session) facts() []fact {
	w := s.words()
	var list []fact
	if begun := s.begun(); begun != 0 {
		list = append(list, fact{w.begun, date(begun)})
	}
	list = append(list,
		fact{w.lines, strconv.Itoa(len(s.Transcript.Entries))},
		fact{w.client, strconv.Itoa(s.octets(transcript.Client))},
		fact{w.server, strconv.Itoa(s.octets(transcript.Server))})
	if n := s.count(annotate.Warning); n > 0 {
		list = append(list, fact{w.warnings, strconv.Itoa(n)})
	}
	if n := s.count(annotate.Error); n > 0 {
		list = append(list, fact{w.errors, strconv.Itoa(n)})
	}
	if s.Mask {
		list = append(list, fact{w.secrets, w.masked})
	}
	return list
}

// begun is when the first line of known time came, in microseconds since 1970; 0
// if nobody knows.
func (s *Session) begun() int64 {
	for i := range s.Transcript.Entries {
		if t := s.Transcript.Entries[i].Time; t != 0 {
			return t
		}
	}
	return 0
}

// octets is how many a side sent, over all sessions.
func (s *Session) octets(side transcript.Side) int {
	n := 0
	for i := range s.Transcript.Entries {
		if e := &s.Transcript.Entries[i]; e.Side == side {
			n += len(e.Octets)
		}
	}
	return n
}

// count is how many notes have that severity.
func (s *Session) count(severity annotate.Severity) int {
	n := 0
	for i := range s.Notes {
		if s.Notes[i].Severity == severity {
			n++
		}
	}
	return n
}
