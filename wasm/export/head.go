package export

import (
	"strconv"

	"poplab/wasm/annotate"
	"poplab/wasm/transcript"
)

// title is what a file is headed with. It names the host if there was only one, and
// SMTP where nothing else was spoken.
func (s *Session) title() string {
	e := s.Transcript.Entries
	protocol := s.Transcript.Protocol(1)
	for session := range e[len(e)-1].Session {
		if s.Transcript.HostOf(session+1) != s.Host || s.Transcript.Protocol(session+1) != protocol {
			return s.words().session
		}
	}
	return s.sessionWith(protocol, "", s.Host)
}

// heading is what the connection is headed with that begins at entry i.
func (s *Session) heading(i int) string {
	session := s.Transcript.Entries[i].Session
	return s.sessionWith(s.Transcript.Protocol(session), " "+strconv.Itoa(session), s.Transcript.HostOf(session))
}

func (s *Session) sessionWith(p transcript.Protocol, number, host string) string {
	w := s.words()
	number = p.String() + w.session[len("POP3"):] + number
	if host == "" {
		return number
	}
	return number + " " + w.with + " " + transcript.Visible(host)
}

// facts writes what can be said of the whole session, each fact as a name and its
// value. What is counted and was not met is left out.
func (s *Session) facts(b *sheet, form string) {
	w := s.words()
	if begun := s.begun(); begun != 0 {
		b.fill(form, w.begun, date(begun))
	}
	for i, n := range s.counts() {
		if n > 0 {
			b.fill(form, w.counts[i], strconv.Itoa(n))
		}
	}
	if s.Mask {
		b.fill(form, w.secrets, w.masked)
	}
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

// counts are the numbers that words.counts names.
func (s *Session) counts() (n [5]int) {
	n[0] = len(s.Transcript.Entries)
	for i := range s.Transcript.Entries {
		e := &s.Transcript.Entries[i]
		switch e.Side {
		case transcript.Client:
			n[1] += len(e.Octets)
		case transcript.Server:
			n[2] += len(e.Octets)
		}
		switch s.Notes[i].Severity {
		case annotate.Warning:
			n[3]++
		case annotate.Error:
			n[4]++
		}
	}
	return n
}
