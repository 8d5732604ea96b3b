package annotate

import (
	"strings"

	"poplab/wasm/pop3"
)

// okList explains +OK to LIST, for all messages or for one.
func (s *session) okList(argument string, n int, text string) remark {
	named, size, ok := scan(text)
	switch {
	case argument == "":
		s.body = body{}
		return remark{key: pick(ok, okListNumbers, okListAll)}
	case ok && named != n && named == n&(1<<32-1):
		return remark{key: okWrapped, args: args{N: n, M: named}}
	case !ok || named != n:
		return remark{key: okListMalformed, args: args{N: n}}
	}
	return s.size(n, size, okListOne)
}

// scan reads a scan listing: message-number, one space, size in octets, and
// nothing that is a part of the size (RFC 1939 section 5).
func scan(text string) (n, size int, ok bool) {
	first, rest, _ := strings.Cut(text, " ")
	second, _, _ := strings.Cut(rest, " ")
	n, ok = pop3.Decimal(first)
	size, ok2 := pop3.Decimal(second)
	return n, size, ok && ok2 && n > 0
}

// size remembers the size of a message, which may not change in a session.
func (s *session) size(n, size int, k key) remark {
	before, known := s.sizes[n]
	if known && before != size {
		return remark{key: sizeMoved, args: args{N: n, M: before, Total: size}}
	}
	s.learn(n, size)
	return remark{key: k, args: args{N: n, Total: size}}
}

// okUidl explains +OK to UIDL, for all messages or for one.
func (s *session) okUidl(argument string, n int, text string) remark {
	if argument == "" {
		s.body = body{}
		return remark{key: okUidlAll}
	}
	first, id, _ := strings.Cut(text, " ")
	if named, ok := pop3.Decimal(first); !ok || named != n {
		return remark{key: okUidlMalformed, args: args{N: n}}
	}
	return s.id(n, id, okUidlOne)
}

// longestID is how many characters a unique-id may have (RFC 1939 section 7).
const longestID = 70

// id remembers the unique-id of a message, which may not change either.
func (s *session) id(n int, id string, k key) remark {
	a := args{N: n, Word: quote(id)}
	before, known := s.ids[n]
	holder, taken := s.holders[id]
	switch {
	case id == "" || len(id) > longestID || strings.Contains(id, " ") || !isPrintable(id):
		return remark{key: idMalformed, args: a}
	case known && before != id:
		return remark{key: idMoved, args: a}
	case taken && holder != n:
		a.M = holder
		set(&s.shared, id, true)
		return remark{key: idShared, args: a}
	}
	set(&s.ids, n, id)
	set(&s.holders, id, n)
	switch s.again(id) {
	case dropped:
		k = uidlStill
	case removed:
		k = uidlBack
	}
	return remark{key: k, args: a}
}

// listing explains an entry of LIST, UIDL, CAPA, LANG or a bare AUTH.
func (s *session) listing(l *line) remark {
	s.body.entries++
	s.body.exchange = l.Exchange
	switch l.keyword {
	case "LIST":
		return s.listEntry(l.text)
	case "UIDL":
		return s.uidlEntry(l.text)
	case "CAPA":
		return s.capability(l)
	case "AUTH":
		return remark{key: mechanismEntry, args: args{Name: quote(l.text)}}
	}
	tag, _, _ := strings.Cut(l.text, " ") // of LANG, the last command with a list
	return remark{key: languageEntry, args: args{Name: quote(tag)}}
}

// listEntry explains a scan listing within LIST.
func (s *session) listEntry(text string) remark {
	n, size, ok := scan(text)
	if !ok {
		s.body.unread = true
		return remark{key: listEntryMalformed}
	}
	s.body.sum = min(s.body.sum+size, pop3.Largest)
	if len(s.body.sizes) <= longestSum {
		s.body.sizes = append(s.body.sizes, size)
	}
	skipped := n > s.body.last+1 && s.skipsMarked(s.body.last+1, n)
	r := s.entryOrder(n, entryMarked, entryTwice)
	if m, found := s.movedSize(n, size); found {
		s.body.moved = true
		return remark{key: entryRenumbered, args: args{N: n, M: m}}
	}
	switch {
	case r.key == entryMarked && size == 0:
		r.key = entryMarkedZero
		return r
	case r.key != nothing:
		return r
	}
	if strings.Count(text, " ") > 1 {
		return remark{key: listEntryExtra, args: args{N: n, Total: size}}
	}
	return s.size(n, size, pick(skipped, listEntryGap, pick(n == 1, listEntryFirst, listEntry)))
}

// uidlEntry explains a unique-id listing within UIDL.
func (s *session) uidlEntry(text string) remark {
	first, id, _ := strings.Cut(text, " ")
	n, ok := pop3.Decimal(first)
	if !ok {
		return remark{key: uidlEntryMalformed}
	}
	r := s.entryOrder(n, uidlMarked, uidlTwice)
	if m := s.holders[id]; m > n && len(s.marked) > 0 {
		return remark{key: idRenumbered, args: args{N: n, M: m}}
	}
	if r.key != nothing {
		return r
	}
	return s.id(n, id, uidlEntry)
}

// farthest is how many numbers are looked through for one entry, at most.
const farthest = 64

// movedSize finds the message that has this size, where the size is not that of
// message n and the server may have numbered anew what is not marked.
func (s *session) movedSize(n, size int) (m int, found bool) {
	if before, known := s.sizes[n]; !s.marked[n] && (!known || before == size) {
		return 0, false
	}
	for m = n + 1; m <= n+min(len(s.marked), farthest); m++ {
		if other, known := s.sizes[m]; known && other == size && !s.marked[m] {
			return m, true
		}
	}
	return 0, false
}

// skipsMarked says whether all numbers of [from, to) are marked.
func (s *session) skipsMarked(from, to int) bool {
	if to-from > min(len(s.marked), farthest) {
		return false
	}
	for n := from; n < to; n++ {
		if !s.marked[n] {
			return false
		}
	}
	return true
}

// entryOrder checks the number of an entry: not marked, not seen before, and above
// the last. RFC 1939 fixes no order, but clients expect this one.
func (s *session) entryOrder(n int, marked, twice key) remark {
	b := &s.body
	last, seen := b.last, b.seen[n]
	b.last = n
	set(&b.seen, n, true)
	switch {
	case s.marked[n]:
		b.moved = true
		return remark{key: marked, args: args{N: n}}
	case seen:
		return remark{key: twice, args: args{N: n}}
	case n < last:
		return remark{key: entryDisorder, args: args{N: n, M: last}}
	}
	return remark{}
}

// endUidl explains the end of UIDL.
func (s *session) endUidl() remark {
	n := s.body.entries
	if want := s.present(); want != unknown && want != n {
		return remark{key: endUidlCount, args: args{N: n, M: want}}
	}
	s.counted(n)
	return remark{key: pick(n == 0, endUidlEmpty, endUidl), args: args{N: n}}
}

// terminator explains the lone dot.
func (s *session) terminator(l *line) remark {
	s.last, s.body.ended = l.keyword, true
	switch l.keyword {
	case "LIST":
		return s.endList()
	case "UIDL":
		return s.endUidl()
	case "CAPA":
		return s.endCapa(l)
	case "RETR":
		return s.endMessage()
	case "TOP":
		return s.endTop()
	case "LANG":
		return remark{key: endLang, args: args{N: s.body.entries}}
	}
	return remark{key: endOther}
}
