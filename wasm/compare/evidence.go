package compare

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// What the maildrop of the sandbox has at most. A server may tell any numbers.
const (
	mostMessages = 10_000
	mostOctets   = 16 << 20 // of one message that was not shown
	mostOwn      = 1 << 18  // of one of which the beginning was shown
)

// letter is what a session showed of a message.
type letter struct {
	told  bool   // somebody told the size
	whole bool   // the text is all of it
	size  int    // octets
	uid   string // or ""
	text  []byte // its beginning
}

// evidence is what a session showed of its maildrop, and of what the server has.
type evidence struct {
	letters []letter
	total   int    // octets of all, or 0
	guessed bool   // sizes are guesses, or the maildrop is too large to be copied
	marked  int    // messages, so far
	stls    bool   // the server has STLS
	within  bool   // TLS wrapped the connection from its first octet on
	apop    bool   // it has APOP, and APOP was used
	tags    string // of CAPA, in capitals, each between spaces
	works   string // keywords of commands that succeeded, likewise
}

// gather reads the session for evidence.
func (c *comparison) gather() {
	stamped := false
	for i := c.first; i < len(c.t.Exchanges); i++ {
		x := &c.t.Exchanges[i]
		switch {
		case x.Request < 0:
			stamped = strings.Contains(c.status(x), "<")
			c.within = x.Status > 0 && c.t.Entries[x.Status-1].Topic == transcript.TLSBegun
		case x.Keyword == "APOP":
			c.apop = stamped
		}
		if x.Outcome == transcript.OK && x.End >= 0 && x.Request >= 0 {
			c.works += " " + x.Keyword + " "
			c.learn(i, x)
		}
	}
	c.stls = strings.Contains(c.works+c.tags, " STLS ")
	c.complete()
	c.fill()
}

// learn takes what a positive reply tells.
func (c *comparison) learn(exchange int, x *transcript.Exchange) {
	switch x.Keyword {
	case "STAT":
		c.counted(rest(c.status(x)))
	case "LIST", "UIDL":
		for _, pair := range c.pairs(exchange) {
			c.listed(x.Keyword, pair)
		}
	case "RETR", "TOP":
		c.shown(x, c.body(exchange))
	case "DELE":
		if c.letter(x.Arguments, true) != nil {
			c.marked++
		}
	case "RSET":
		c.marked = 0
	case "CAPA":
		for _, line := range lines(c.body(exchange)) {
			c.tags += " " + pop3.Upper(head(line)) + " "
		}
	}
}

// letter is the message that a text begins with the number of, or nil where it begins
// with none. It makes room for one that is new.
func (c *comparison) letter(text string, makes bool) *letter {
	n, ok := pop3.Decimal(head(text))
	if !ok || n < 1 || n > len(c.letters) && !makes {
		return nil
	}
	if n > mostMessages {
		c.guessed = true
		return nil
	}
	for len(c.letters) < n {
		c.letters = append(c.letters, letter{})
	}
	return &c.letters[n-1]
}

// counted takes the numbers of STAT, but for those that leave marked messages out.
func (c *comparison) counted(text string) {
	count, octets, _ := strings.Cut(text, " ")
	n, ok := pop3.Decimal(count)
	sum, also := pop3.Decimal(head(octets))
	if !ok || !also {
		return
	}
	if c.marked > 0 {
		c.guessed = c.guessed || c.total == 0
		return
	}
	c.letter(strconv.Itoa(n), true)
	c.total = cmp.Or(c.total, sum)
}

// listed takes a line of a listing.
func (c *comparison) listed(keyword, line string) {
	l := c.letter(line, true)
	if l == nil {
		return
	}
	value := rest(line)
	if keyword == "UIDL" {
		l.uid = cmp.Or(l.uid, value)
	} else if size, ok := pop3.Decimal(value); ok && !l.told {
		l.size, l.told = size, true
	}
}

// shown takes the text of a message; the longest counts. TOP that gives fewer lines of the
// body than it was asked for gives all.
func (c *comparison) shown(x *transcript.Exchange, text []byte) {
	l := c.letter(x.Arguments, true)
	if l == nil || l.whole {
		return
	}
	_, body, separated := bytes.Cut(text, []byte("\r\n\r\n"))
	asked, ok := pop3.Decimal(rest(x.Arguments))
	whole := x.Keyword == "RETR" || separated && ok && bytes.Count(body, []byte("\n")) < asked
	if whole || len(text) > len(l.text) {
		l.text, l.whole = text, whole
	}
	if whole {
		l.size, l.told = len(text), true
	}
}

// complete gives what is left of the octets of all to a message whose size nobody told.
func (c *comparison) complete() {
	left, open := c.total, 0
	var first *letter
	for i := range c.letters {
		l := &c.letters[i]
		left -= l.size
		if !l.told {
			first, open = l, open+1
		}
	}
	if open > 0 {
		first.size = max(left, 0)
	}
	c.guessed = c.guessed || open > 1 || open == 1 && c.total == 0
}

// fill makes the maildrop of the sandbox. Messages that were not shown have octets that
// nobody will see, and share them.
func (c *comparison) fill() {
	var shared []byte
	c.messages = make([]pop3.Message, len(c.letters))
	for i := range c.letters {
		l, m := &c.letters[i], &c.messages[i]
		if m.UID, m.Octets = l.uid, l.text; m.UID == "" {
			m.UID = "poplab-" + strconv.Itoa(i+1)
		}
		missing := l.size - len(l.text)
		switch {
		case l.whole || len(l.text) > 0 && missing < len("\r\n"):
		case len(l.text) > 0 && l.size <= mostOwn:
			rest := make([]byte, missing)
			copy(rest, "\r\n")
			copy(rest[missing-len("\r\n"):], "\r\n")
			m.Octets = append(slices.Clip(l.text), rest...)
		default:
			c.guessed = c.guessed || l.size > mostOctets
			size := min(l.size, mostOctets)
			if len(shared) < size {
				shared = make([]byte, size)
			}
			m.Octets, l.text = shared[:size], nil
		}
	}
}
