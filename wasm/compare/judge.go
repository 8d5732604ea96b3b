package compare

import (
	"slices"
	"strconv"
	"strings"

	"poplab/wasm/annotate"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// judge finds the reasons of an exchange. What the notes tell comes first; where a rule is
// broken, nothing else is looked for.
func (c *comparison) judge(exchange int) {
	x := &c.t.Exchanges[exchange]
	broken := c.noted(exchange)
	theirs, ours := x.Outcome == transcript.OK, c.last.OK && !c.last.Challenge
	if x.Keyword == "DELE" || x.Keyword == "RSET" {
		c.blurred = theirs != ours || c.blurred && x.Keyword == "DELE"
	}
	switch {
	case broken:
	case x.Outcome == transcript.Pending || x.Outcome == transcript.Unanswered:
		c.find(noReply)
	case x.End < 0:
		c.find(incomplete)
	case theirs && ours:
		c.bothGrant(exchange, x)
	case x.Keyword == "AUTH" && (theirs != ours || len(c.part(exchange)) > 2 != (c.said[0] == '+')):
		c.find(moreMechanisms)
	case theirs == ours:
		c.codes(x)
	case len(c.reasons) > 0: // a note tells why
	case theirs:
		c.onlyTheyGrant(x)
	default:
		c.onlyWeGrant(x)
	}
}

// noted takes the reasons that the notes give, each rule once, and says whether one is
// broken. A note on an open point breaks nothing.
func (c *comparison) noted(exchange int) (broken bool) {
	bare := false
	for _, i := range c.part(exchange) {
		n, e := &c.notes[i], &c.t.Entries[i]
		if e.Side != transcript.Server {
			continue
		}
		bare = bare || e.End() == "LF"
		if n.Severity < annotate.Warning || n.Rule == "" || c.told(n.Rule) {
			continue
		}
		v := Allowed
		if n.Severity == annotate.Error && n.Rule[0] == 'R' {
			v, broken = Broken, true
		}
		c.reasons = append(c.reasons, Reason{v, n.Text, n.Rule, n.RFC})
	}
	if bare && !broken { // a note tells it of the first line only
		c.find(bareLF)
		broken = true
	}
	return broken
}

func (c *comparison) told(rule string) bool {
	for i := range c.reasons {
		if c.reasons[i].Rule == rule {
			return true
		}
	}
	return false
}

// onlyTheyGrant is about what only the server does, though no note says that it may not.
func (c *comparison) onlyTheyGrant(x *transcript.Exchange) {
	command := pop3.Lookup(x.Keyword)
	switch {
	case command == nil || command.Removed != "" || x.Keyword == "UTF8":
		c.find(moreCommands)
	case x.Keyword == "LANG":
		c.find(moreLanguages)
	default:
		c.find(apart)
	}
}

// onlyWeGrant is about what only the sandbox does, though the line is in order.
func (c *comparison) onlyWeGrant(x *transcript.Exchange) {
	of, word := code(c.status(x)), x.Keyword
	optional := word == "TOP" || word == "UIDL"
	switch must := due.of(word, none); {
	case strings.HasPrefix(of, "SYS/") || of == "UTF8":
		c.because(mayRefuse, codes.of(of, trouble), word, "")
	case c.blurred && x.Arguments != "":
		c.find(apart)
	case must != none:
		c.because(mustGrant, must, word, "")
	case word == "CAPA" && among(c.works, word):
		c.find(lostCAPA)
	case optional && among(c.tags, word):
		c.because(announcedOnly, tagMatches, word, "")
	default:
		c.because(mayRefuse, refusable.of(word, otherSet), word, "")
	}
}

// codes compares response codes.
func (c *comparison) codes(x *transcript.Exchange) {
	theirs, ours := code(c.status(x)), c.last.Code
	if theirs == ours {
		return
	}
	r := codes.of(theirs, anyCode)
	if theirs == "" {
		r = codes.of(ours, anyCode)
	}
	c.differ(unlikeCode, r, theirs, ours)
}

// bothGrant compares what the rules fix in two positive replies.
func (c *comparison) bothGrant(exchange int, x *transcript.Exchange) {
	switch {
	case x.Request < 0:
		c.stamps(c.status(x))
	case x.Keyword == "CAPA":
		c.announced(lines(c.body(exchange)), lines(c.last.Body))
	case x.Keyword == "STAT" || x.Keyword == "LIST" || x.Keyword == "UIDL":
		c.numbers(exchange, x)
	case c.unseen || string(c.body(exchange)) == string(c.last.Body):
	case x.Keyword == "TOP":
		c.find(newBeginning)
	case x.Keyword == "RETR":
		c.find(newText)
	case x.Keyword == "LANG":
		c.find(moreLanguages)
	}
}

// stamps looks for the timestamp in a greeting.
func (c *comparison) stamps(theirs string) {
	switch {
	case !strings.Contains(theirs, "<"):
	case c.apop:
		c.find(newStamp)
	default:
		c.find(onlyStamp)
	}
}

// numbers compares the first two words of the replies to STAT, LIST and UIDL.
func (c *comparison) numbers(exchange int, x *transcript.Exchange) {
	theirs, ours := c.pairs(exchange), pairs([]string{c.last.Text})
	if c.last.Multi {
		ours = pairs(lines(c.last.Body))
	}
	switch {
	case slices.Equal(theirs, ours):
	case c.blurred:
		c.find(apart)
	case x.Keyword != "STAT" && len(theirs) == len(ours) && c.fits(x.Keyword, theirs):
	case c.guessed || x.Keyword == "UIDL":
		c.find(untold)
	default:
		c.find(unfit)
	}
}

// fits says whether a listing tells of each message what is known, in whatever order.
func (c *comparison) fits(keyword string, list []string) bool {
	for _, pair := range list {
		l, value := c.letter(pair, false), rest(pair)
		if l == nil || keyword == "UIDL" && value != l.uid || keyword == "LIST" && value != strconv.Itoa(l.size) {
			return false
		}
	}
	return true
}

// announced compares the lines of CAPA by their tags. Nothing fixes their order, and of
// the optional commands a server has those that it likes.
func (c *comparison) announced(theirs, ours []string) {
	for _, line := range theirs {
		if own := tagged(ours, line); own != line {
			c.differ(unlike, capabilities.of(pop3.Upper(head(line)), ownLine), line, own)
		}
	}
	for _, line := range ours {
		switch tag := head(line); {
		case tagged(theirs, tag) != "":
		case among(c.works, tag) && (tag == "TOP" || tag == "UIDL"):
			c.because(unannounced, tagMatches, tag, "")
		default:
			c.differ(unlike, capabilities.of(tag, ownLine), "", line)
		}
	}
}

// tagged is the line that begins with the same word, in any case of letters, or "".
func tagged(lines []string, line string) string {
	for _, other := range lines {
		if pop3.EqualFold(head(other), head(line)) {
			return other
		}
	}
	return ""
}
