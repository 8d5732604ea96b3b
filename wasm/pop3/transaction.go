package pop3

import (
	"bytes"
	"strconv"
)

// The TRANSACTION state (RFC 1939 section 5, and section 7 for TOP and UIDL).
// Every message that a handler is given exists and is not marked: parse has
// seen to it.

// open enters TRANSACTION with nothing marked (RFC 1939 section 5).
func (s *Session) open(m Maildrop) {
	s.state, s.maildrop, s.last = Transaction, m, 0
	s.marked, s.fetched = make([]bool, m.Len()), make([]bool, m.Len())
}

// stat is STAT. Its fields are fixed, so no profile words it: a client reads the
// two numbers (RFC 1939 section 5).
func (s *Session) stat(args) (Reply, error) {
	f := s.counted()
	return Reply{OK: true, Text: strconv.Itoa(f.messages) + " " + strconv.Itoa(f.octets)}, nil
}

// list is LIST: the size of one message, or of all that are not marked. An empty
// maildrop is an empty list and no error (RFC 1939 section 5).
func (s *Session) list(a args) (Reply, error) {
	size := func(line []byte, i int) []byte { return strconv.AppendInt(line, int64(s.size(i)), 10) }
	return s.listing(a, s.words.List, size)
}

// uidl is UIDL: the unique-id of one message, or of all that are not marked
// (RFC 1939 section 7).
func (s *Session) uidl(a args) (Reply, error) {
	uid := func(line []byte, i int) []byte { return append(line, s.uid(i)...) }
	return s.listing(a, s.words.Uidl, uid)
}

// listing is what LIST and UIDL share: "number SP value" with nothing behind it,
// in the status line for one message and as lines for all. Numbers keep their
// places when messages are marked.
func (s *Session) listing(a args, text Template, value func([]byte, int) []byte) (Reply, error) {
	entry := func(line []byte, i int) []byte {
		line = append(strconv.AppendInt(line, int64(s.number(i)), 10), ' ')
		return value(line, i)
	}
	if a.message >= 0 {
		return Reply{OK: true, Text: string(entry(nil, a.message))}, nil
	}
	var body []byte
	for i, marked := range s.marked {
		if !marked {
			body = append(entry(body, i), "\r\n"...)
		}
	}
	return s.okLines(text, s.unmarked(), body), nil
}

// retr is RETR: the whole message. It neither removes nor marks (RFC 1939
// section 5).
func (s *Session) retr(a args) (Reply, error) {
	f := facts{number: s.number(a.message), octets: s.size(a.message)}
	s.access(a.message)
	s.fetched[a.message], s.marked[a.message] = true, s.does(retrDeletes)
	m := s.maildrop.Message(a.message)
	return s.okMessage(s.words.Retr, f, m.UID, m.Octets), nil
}

// top is TOP: the header, the blank line and the first lines of the body (RFC
// 1939 section 7).
func (s *Session) top(a args) (Reply, error) {
	m := s.maildrop.Message(a.message)
	return s.okMessage(s.words.Top, facts{number: s.number(a.message)}, m.UID, firstLines(m.Octets, a.lines)), nil
}

// firstLines cuts a message after n lines of its body. The result is a part of
// the message itself, nothing is copied. Without a blank line all of it is
// header; with fewer lines than n all of it is given.
func firstLines(octets []byte, n int) []byte {
	end := headerEnd(octets)
	for ; n > 0 && end < len(octets); n-- {
		end += bytes.IndexByte(octets[end:], '\n') + 1
	}
	return octets[:end]
}

// headerEnd is the length of the header with its blank line. A message that
// starts with the blank line has no header.
func headerEnd(octets []byte) int {
	if bytes.HasPrefix(octets, []byte("\r\n")) {
		return len("\r\n")
	}
	if i := bytes.Index(octets, []byte("\r\n\r\n")); i >= 0 {
		return i + len("\r\n\r\n")
	}
	return len(octets)
}

// dele is DELE: a mark, which QUIT turns into removal and RSET takes back (RFC
// 1939 section 5).
func (s *Session) dele(a args) (Reply, error) {
	f := facts{number: s.number(a.message)}
	s.access(a.message)
	s.marked[a.message] = true
	return s.ok(s.words.Dele, f), nil
}

// noop is NOOP: a reply and nothing else.
func (s *Session) noop(args) (Reply, error) { return s.ok(s.words.Noop, facts{}), nil }

// rset is RSET: it takes back every mark and does not look for new mail (RFC
// 1939 section 5).
func (s *Session) rset(args) (Reply, error) {
	clear(s.marked)
	s.last = 0
	s.refresh()
	return s.ok(s.words.Rset, s.unmarked()), nil
}

// access keeps what LAST tells.
func (s *Session) access(i int) { s.last = max(s.last, i+1) }

// lastAccessed is LAST, which only servers from before RFC 1725 have: the highest
// message-number that RETR or DELE named in this session, or 0. RSET forgets it.
// What came of it, UIDL does better.
func (s *Session) lastAccessed(args) (Reply, error) {
	return Reply{OK: true, Text: strconv.Itoa(s.last)}, nil
}

// unmarked counts the messages without a mark and their octets, which is what
// STAT, LIST and the greetings of a maildrop count (RFC 1939 section 5).
func (s *Session) unmarked() facts {
	var f facts
	for i, marked := range s.marked {
		if !marked {
			f.messages++
			f.octets += s.size(i)
		}
	}
	return f
}
