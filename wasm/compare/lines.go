package compare

import (
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// pairs are the first two words of each line of a listing, with one space between; of a
// reply of one line, those behind the indicator. Lines with fewer are left out.
func (c *comparison) pairs(exchange int) []string {
	x := &c.t.Exchanges[exchange]
	if x.End > x.Status {
		return pairs(lines(c.body(exchange)))
	}
	return pairs([]string{rest(c.status(x))})
}

func pairs(lines []string) []string {
	var list []string
	for _, line := range lines {
		if words := strings.Fields(line); len(words) >= 2 {
			list = append(list, words[0]+" "+words[1])
		}
	}
	return list
}

// lines are those of a body, without their ends.
func lines(body []byte) []string {
	if len(body) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(body), "\r\n"), "\r\n")
}

// body are the lines of a reply, un-stuffed, as the engine keeps messages: every line ends
// with CRLF.
func (c *comparison) body(exchange int) []byte { return mailbox.Normalise(c.t.Body(exchange)) }

// head is the first word of a line, and rest what stands behind it.
func head(line string) string {
	word, _, _ := strings.Cut(line, " ")
	return word
}

func rest(line string) string {
	_, more, _ := strings.Cut(line, " ")
	return more
}

// code is the response code at the beginning of a status line, without its brackets and in
// capitals (RFC 2449 section 3), or "".
func code(status string) string {
	inside, found := strings.CutPrefix(rest(status), "[")
	inside, _, closed := strings.Cut(inside, "]")
	if !found || !closed {
		return ""
	}
	return pop3.Upper(inside)
}

// among says whether a word is one of a list, in which each stands between spaces.
func among(list, word string) bool { return strings.Contains(list, " "+word+" ") }
