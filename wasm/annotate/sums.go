package annotate

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
)

// The octets of a session have to add up: those of LIST to the total of STAT, also
// when some messages are marked, and those that RETR brings to the size in LIST
// (RFC 1939 section 5 and section 11). The sums are kept while sizes and marks come
// in, so that no line costs more in a long list than in a short one.

// sums are those of the sizes that the session has told.
type sums struct {
	total   int // of all sizes, of marked messages too
	highest int // message-number with a size
	marked  int // of the marked messages
	sized   int // marked messages with a size
}

// learn takes the size of a message.
func (s *session) learn(n, size int) {
	if _, known := s.sizes[n]; known {
		return
	}
	set(&s.sizes, n, size)
	s.sums.total = min(s.sums.total+size, pop3.Largest)
	s.sums.highest = max(s.sums.highest, n)
	if s.marked[n] {
		s.sums.marked += size
		s.sums.sized++
	}
}

// mark takes a deletion mark.
func (s *session) mark(n int) {
	set(&s.marked, n, true)
	if id, known := s.ids[n]; known && s.user != "" {
		s.markedIDs = append(s.markedIDs, id)
	}
	if size, known := s.sizes[n]; known {
		s.sums.marked += size
		s.sums.sized++
	}
}

// unmark takes all marks back.
func (s *session) unmark() {
	s.marked, s.markedIDs, s.unsure = nil, nil, false
	s.sums.marked, s.sums.sized = 0, 0
}

// listed says whether LIST told the size of every message.
func (s *session) listed() bool {
	return s.count > 0 && len(s.sizes) == s.count && s.sums.highest == s.count
}

// remaining is what STAT must say now, written as a difference where messages are marked.
// It is known if LIST told all sizes, or STAT the total and LIST those of the
// marked messages.
func (s *session) remaining() (octets int, sum string, known bool) {
	whole := s.whole
	if s.listed() {
		whole = s.sums.total
	}
	if whole == unknown || s.unsure || s.sums.sized != len(s.marked) {
		return 0, "", false
	}
	octets = whole - s.sums.marked
	return octets, strconv.Itoa(whole) + " - " + strconv.Itoa(s.sums.marked) + " = " + strconv.Itoa(octets), true
}

// longestSum is how many sizes a note writes out; of more it writes the first two.
const longestSum = 5

// sumOf writes a sum as people do: 120 + 200 = 320. Of the sizes those up to one
// more than longestSum are needed.
func sumOf(sizes []int, total int) string {
	if len(sizes) == 1 {
		return strconv.Itoa(total)
	}
	var terms []string
	for _, size := range sizes {
		terms = append(terms, strconv.Itoa(size))
	}
	if len(terms) > longestSum {
		terms = append(terms[:2], "…")
	}
	return strings.Join(terms, " + ") + " = " + strconv.Itoa(total)
}

// first are the sizes of the first messages, as many as a note needs.
func (s *session) first() (sizes []int) {
	for n := 1; n <= min(s.count, longestSum+1); n++ {
		sizes = append(sizes, s.sizes[n])
	}
	return sizes
}

// endList explains the end of LIST, with the sum of its sizes.
func (s *session) endList() remark {
	b := &s.body
	if want := s.present(); want != unknown && want != b.entries {
		return remark{key: endListCount, args: args{N: b.entries, M: want}}
	}
	s.counted(b.entries)
	a := args{N: b.entries, M: len(s.marked)}
	switch {
	case b.entries == 0:
		return remark{key: endListEmpty}
	case b.unread:
		return remark{key: endListUnread}
	}
	a.Sum = sumOf(b.sizes, b.sum)
	switch {
	case s.statCount != unknown && s.statTotal != b.sum:
		return remark{key: endListNotStat, args: args{N: apart(b.sum, s.statTotal), Total: s.statTotal, Sum: a.Sum}}
	case s.statCount != unknown:
		return remark{key: endListStat, args: a}
	}
	return remark{key: pick(a.M > 0 && !b.moved, endListLeft, endList), args: a}
}

func apart(a, b int) int { return max(a-b, b-a) }

// endMessage explains the end of RETR: the octets must be those of LIST.
func (s *session) endMessage() remark {
	b := &s.body
	a := args{N: apart(b.octets, b.size), M: b.octets, Total: b.size}
	switch {
	case b.gap:
		return remark{key: endMessageGap}
	case b.size == unknown:
		return remark{key: endMessage, args: a}
	case b.size != b.octets && b.listed:
		return remark{key: s.sizeKey(), args: a}
	case b.size != b.octets:
		return remark{key: endMessageNotText, args: a}
	case b.listed && b.dots > 0:
		a.N, a.Sum = b.dots, strconv.Itoa(b.octets+b.dots)+" - "+strconv.Itoa(b.dots)+" = "+strconv.Itoa(b.octets)
		return remark{key: endMessageDots, args: a}
	}
	return remark{key: pick(b.listed, endMessageListed, endMessageSized), args: a}
}

// sizeKey tells how servers are known to come to a size that is not that of the
// message.
func (s *session) sizeKey() key {
	b := &s.body
	switch more := b.octets - b.size; {
	case more == 2 && b.blank:
		return endMessageBlank
	case more == 2:
		return endMessageLastEnd
	case b.dots > 0 && -more == b.dots:
		return endMessageCountsDots
	case more == b.rows, more == b.rows+1 && b.blank: // the blank line was added as well
		return endMessageLineEnds
	case s.estimates:
		return endMessageEstimate
	}
	return endMessageNotList
}
