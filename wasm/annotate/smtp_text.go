package annotate

import (
	"bytes"

	"poplab/wasm/transcript"
)

// smtpText explains a line that the client sends behind DATA: of the header up to
// the first empty line, then of the text.
func (s *session) smtpText(l *line) remark {
	b := &s.body
	content := transcript.Unstuff(l.Octets)
	stuffed := len(content) < len(l.Octets)
	b.octets += len(content)
	a := args{N: len(content)}
	content = bytes.TrimRight(content, "\r\n")
	switch {
	case stuffed && (len(content) == 0 || content[0] != '.'):
		return s.smtpField(content, remark{key: mailDotLost})
	case stuffed:
		return s.smtpField(content, remark{key: mailDotDoubled, args: a})
	case s.post.parted:
		b.lines++
		return remark{key: mailBody, args: args{N: b.lines, M: b.octets}}
	case len(content) == 0:
		s.post.parted = true
		return remark{key: mailSeparator, args: args{N: b.octets}}
	}
	return s.smtpField(content, remark{})
}

// smtpField explains a line before the empty one, unless more is to be said of its
// dot. Text there means that the empty line was forgotten.
func (s *session) smtpField(content []byte, dot remark) remark {
	r := fieldRemark(content)
	if s.post.parted {
		s.body.lines++
	} else if r.key == headerMalformed {
		r.key = pick(s.post.swallowed, mailSwallowedAgain, mailSwallowed)
		s.post.swallowed = true
	}
	return pick(dot.key != nothing, dot, r)
}

// smtpEnd explains the lone dot behind a mail.
func (s *session) smtpEnd() remark {
	s.open++
	lost := s.post.swallowed && !s.post.parted
	return remark{key: pick(lost, mailEndSwallowed, mailEnd), args: args{N: s.body.octets}}
}
