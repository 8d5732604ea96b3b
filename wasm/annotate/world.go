package annotate

import (
	"strings"

	"poplab/wasm/transcript"
)

// event explains what happens in a simulated world around the connection, where more
// than its topic decides what is said.
func (s *session) event(l *line) (r remark) {
	before := s.said
	s.said = l.Topic
	switch l.Topic {
	case transcript.CableOut:
		s.unplugged = true
		if s.loggedIn && !s.over && !s.left {
			r.key = worldCableOutOpen
		}
	case transcript.CableIn:
		s.unplugged = false
	case transcript.Refused:
		if s.unplugged {
			r.key = worldUnreachable
		}
	case transcript.Offline:
		r.key = pick(s.unplugged, worldCableLine, pick(s.taps, tapCannotSend, nothing))
	case transcript.ReadCopy:
		r.key = pick(before == transcript.ReadCopy, worldReadCopyLine, nothing)
	case transcript.Runs:
		name, _, _ := strings.Cut(l.text, " ")
		r.key, _ = mailPrograms.find(name)
	case transcript.Failed:
		switch {
		case before == transcript.Failed:
			r.key = deviceFailedLine
		case strings.Contains(l.text, "lock busy!"):
			r.key = deviceBusy
		}
	case transcript.Listens:
		s.taps = true
		r.key = pick(s.heard != 0 || s.greeted || s.sealed, tapOver, nothing)
	case transcript.Opened:
		r.key = pick(l.protocol == transcript.SMTP, mailOpened, nothing)
	}
	return r
}

// mailPrograms are the notes on how some of them work.
var mailPrograms = glossary[key]{
	{"mpop", deviceMpop}, {"poplib", devicePoplib}, {"fetchmail", deviceFetchmail}, {"Thunderbird", deviceThunderbird},
}

// overheard says of a line what it is worth to somebody who taps it, where that is
// more than the line itself.
func (s *session) overheard(l *line, r remark) remark {
	switch r.key {
	case askPass:
		_, password := transcript.SplitCommand(l.shown)
		return remark{key: tapPassword, args: args{Name: s.user, Word: quote(password)}}
	case askApop:
		return remark{key: tapDigest}
	case okRetr, okRetrSized, okTop, okTopHeader, okTopAll, goData:
		r.aside = tapMail
	case sealedData, sealedDataAgain:
		r.key = pick(r.key == sealedData, tapRecord, tapRecordAgain)
	}
	return r
}
