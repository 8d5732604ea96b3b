package annotate

import (
	"bytes"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// okRetr explains +OK to RETR. The number in its text is free, and only stands
// in for the size where LIST has not told it.
func (s *session) okRetr(n int, text string) remark {
	s.body = body{message: n, size: unknown, asked: unknown}
	size, listed := s.sizes[n]
	first, _, _ := strings.Cut(text, " ")
	claim, claimed := pop3.Decimal(first)
	claimed = claimed && strings.Contains(text, "octets")
	a := args{N: n, M: claim, Total: size}
	switch {
	case listed && claimed && claim != size:
		s.body.size, s.body.listed = size, true
		return remark{key: okRetrClaim, args: a}
	case listed:
		s.body.size, s.body.listed = size, true
		return remark{key: okRetrSized, args: a}
	case claimed:
		s.body.size = claim
	}
	return remark{key: okRetr, args: a}
}

// okTop explains +OK to TOP. Where the server forgave a count that is missing or
// no number, nobody knows how many lines will come.
func (s *session) okTop(n int, lines string) remark {
	asked, ok := pop3.Decimal(lines)
	s.body = body{message: n, size: unknown, asked: pick(ok, asked, unknown)}
	return remark{key: topKey(asked, okTopHeader, okTop, okTopAll), args: args{N: n, M: asked}}
}

// topKey picks what fits the number of lines that TOP asks for.
func topKey(lines int, none, some, all key) key {
	return pick(lines == 0, none, pick(lines < farAbove, some, all))
}

// mail reads one line of a message: its octets without the dot that was added,
// and a remark if that dot is what matters.
func (s *session) mail(l *line) (content []byte, dots remark) {
	un := transcript.Unstuff(l.Octets)
	s.body.octets += len(un)
	s.body.dots += len(l.Octets) - len(un)
	s.body.rows++
	content = bytes.TrimSuffix(bytes.TrimSuffix(un, []byte("\n")), []byte("\r"))
	s.body.blank = len(content) == 0
	if len(un) == len(l.Octets) {
		return content, remark{}
	}
	if len(content) == 0 || content[0] != '.' {
		return content, remark{key: dotNotDoubled}
	}
	return content, remark{key: pick(s.once(dotDoubled), dotDoubled, dotDoubledAgain), args: args{N: len(un)}}
}

// header explains a line of a message's header.
func (s *session) header(l *line) remark {
	content, dots := s.mail(l)
	if dots.key != nothing {
		return dots
	}
	if hasEightBit(content) && !s.eightBit && s.once(headerEightBit) {
		return remark{key: headerEightBit}
	}
	return fieldRemark(content)
}

// fieldRemark explains a line of a header by the name of its field.
func fieldRemark(content []byte) remark {
	if bytes.HasPrefix(content, []byte(" ")) || bytes.HasPrefix(content, []byte("\t")) {
		return remark{key: headerFolded}
	}
	name, _, found := bytes.Cut(content, []byte(":"))
	name = bytes.TrimRight(name, " \t") // old programs put blanks there (RFC 5322 section 4.5)
	if !found || len(name) == 0 || bytes.IndexByte(name, ' ') >= 0 {
		return remark{key: headerMalformed}
	}
	return headerRemark(string(name))
}

// separator explains the empty line behind the header.
func (s *session) separator(l *line) remark {
	s.mail(l)
	return remark{key: pick(s.body.gap, separatorGap, separatorLine), args: args{N: s.body.octets}}
}

// bodyLine explains a line of a message's body, with the octets so far. That
// nobody asked for the line matters more than what is in it.
func (s *session) bodyLine(l *line) remark {
	b := &s.body
	b.lines++
	if b.asked != unknown && b.lines > b.asked {
		return remark{key: bodyTooMany, args: args{N: b.lines, M: b.asked}}
	}
	content, dots := s.mail(l)
	if dots.key != nothing {
		return dots
	}
	a := args{N: b.lines, M: b.octets, Total: b.size}
	switch {
	case hasEightBit(content) && s.once(bodyEightBit):
		return remark{key: bodyEightBit, args: a}
	case b.asked != unknown && b.asked < farAbove:
		return remark{key: bodyTop, args: args{N: b.lines, M: b.asked}}
	case b.gap:
		return remark{key: bodyGap}
	case b.size != unknown && b.size < b.octets && s.once(bodyBeyond):
		return remark{key: bodyBeyond, args: a}
	case b.size < b.octets: // not told, or not true
		return remark{key: bodyUnsized, args: a}
	}
	return remark{key: bodySized, args: a}
}

// farAbove is a count of lines that means all of them: clients ask for 99999999
// lines where they want the whole message by TOP.
const farAbove = 1 << 20

func hasEightBit(p []byte) bool {
	for _, c := range p {
		if c >= 0x80 {
			return true
		}
	}
	return false
}

// endTop explains the end of TOP.
func (s *session) endTop() remark {
	b := &s.body
	return remark{key: pick(b.lines == 0, endTopHeader, endTop), args: args{N: b.lines}}
}
