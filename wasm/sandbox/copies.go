package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// read shows the messages that this window has fetched whole: its own copies, which
// need no server any more.
func (c *Console) read(rest string) {
	copies, number := c.copies(), strings.TrimSpace(rest)
	kept := "This window keeps " + count(len(copies), "message")
	n, ok := pop3.Decimal(number)
	switch {
	case number == "":
		c.say(transcript.ReadCopy, kept+".")
		for i, x := range copies {
			body := c.Transcript.Body(x)
			c.say(transcript.ReadCopy, strconv.Itoa(i+1)+": "+count(len(body), "octet")+", "+subject(body))
		}
	case !ok || n < 1 || n > len(copies):
		c.say(transcript.Usage, kept+"; read takes the number of one of them. RETR fetches more.")
	default:
		text := strings.TrimSuffix(string(c.Transcript.Body(copies[n-1])), "\r\n")
		c.say(transcript.ReadCopy, strings.ReplaceAll(text, "\r\n", "\n"))
	}
}

// copies are the exchanges that fetched a message whole.
func (c *Console) copies() []int {
	var list []int
	for i := range c.Transcript.Exchanges {
		x := &c.Transcript.Exchanges[i]
		if x.Keyword == "RETR" && x.Outcome == transcript.OK && x.End >= 0 {
			list = append(list, i)
		}
	}
	return list
}

// subject is that of a message, in words.
func subject(message []byte) string {
	head, _, _ := strings.Cut(string(message), "\r\n\r\n")
	for _, line := range strings.Split(head, "\r\n") {
		if pop3.HasPrefixFold(line, "Subject:") {
			return strings.TrimSpace(line[len("Subject:"):])
		}
	}
	return "no subject"
}
