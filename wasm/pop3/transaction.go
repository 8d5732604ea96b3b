package pop3

import (
	"bytes"
	"strconv"
)

// The TRANSACTION state (RFC 1939 section 5, and section 7 for TOP and UIDL).
// Every message that a handler is given exists and is not marked: parse has
// seen to it.

// stat is STAT. Its fields are fixed, so no profile words it: a client reads the
// two numbers (RFC 1939 section 5).
func (s *Session) stat(args) (Reply, error) {
	f := s.unmarked()
	return Reply{OK: true, Text: strconv.Itoa(f.messages) + " " + strconv.Itoa(f.octets)}, nil
}

// list is LIST: the size of one message, or of all that are not marked. An empty
// maildrop is an empty list and no error (RFC 1939 section 5).
func (s *Session) list(a args) (Reply, error) {
	scan := func(line []byte, m Message) []byte { return strconv.AppendInt(line, int64(m.Size()), 10) }
	return s.listing(a, s.words.List, scan)
}

// uidl is UIDL: the unique-id of one message, or of all that are not marked
// (RFC 1939 section 7).
func (s *Session) uidl(a args) (Reply, error) {
	scan := func(line []byte, m Message) []byte { return append(line, m.UID...) }
	return s.listing(a, s.words.Uidl, scan)
}

// listing is what LIST and UIDL share: "number SP value" with nothing behind it,
// in the status line for one message and as lines for all. Numbers keep their
// places when messages are marked.
func (s *Session) listing(a args, text Template, value func([]byte, Message) []byte) (Reply, error) {
	entry := func(line []byte, i int) []byte {
		line = append(strconv.AppendInt(line, int64(i+1), 10), ' ')
		return value(line, s.maildrop.Message(i))
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
	m := s.maildrop.Message(a.message)
	return s.okMessage(s.words.Retr, facts{number: a.message + 1, octets: m.Size()}, m.Octets), nil
}

// top is TOP: the header, the blank line and the first lines of the body (RFC
// 1939 section 7).
func (s *Session) top(a args) (Reply, error) {
	m := s.maildrop.Message(a.message)
	return s.okMessage(s.words.Top, facts{number: a.message + 1}, firstLines(m.Octets, a.lines)), nil
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
	s.marked[a.message] = true
	return s.ok(s.words.Dele, facts{number: a.message + 1}), nil
}

// noop is NOOP: a reply and nothing else.
func (s *Session) noop(args) (Reply, error) { return s.ok(s.words.Noop, facts{}), nil }

// rset is RSET: it takes back every mark and does not look for new mail (RFC
// 1939 section 5).
func (s *Session) rset(args) (Reply, error) {
	clear(s.marked)
	return s.ok(s.words.Rset, s.unmarked()), nil
}

// unmarked counts the messages without a mark and their octets, which is what
// STAT, LIST and the greetings of a maildrop count (RFC 1939 section 5).
func (s *Session) unmarked() facts {
	var f facts
	for i, marked := range s.marked {
		if !marked {
			f.messages++
			f.octets += s.maildrop.Message(i).Size()
		}
	}
	return f
}
