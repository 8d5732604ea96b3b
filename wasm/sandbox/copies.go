package sandbox

import (
	"bytes"
	"strconv"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// read shows the messages that this window has fetched whole: its own copies, which
// need no server any more.
func (c *Console) read(rest string) {
	copies, number := c.copies(), strings.TrimSpace(rest)
	kept := phrase.Count(len(copies), "This window keeps 1 message", "This window keeps $ messages")
	n, ok := pop3.Decimal(number)
	switch {
	case number == "":
		c.say(transcript.ReadCopy, kept+".")
		for i, x := range copies {
			body := c.Transcript.Body(x)
			subject := field(body, "Subject:")
			if subject == "" {
				subject = phrase.Say("no subject")
			}
			c.say(transcript.ReadCopy, strconv.Itoa(i+1)+": "+phrase.Count(len(body), "1 octet", "$ octets")+", "+subject)
		}
	case !ok || n < 1 || n > len(copies):
		c.tell(transcript.Usage, "$; read takes the number of one of them. RETR fetches more.", kept)
	default:
		text := strings.TrimSuffix(string(c.Transcript.Body(copies[n-1])), "\r\n")
		c.say(transcript.ReadCopy, strings.ReplaceAll(text, "\r\n", "\n"))
	}
}

// copies are the exchanges that fetched a message whole. Each exchange is looked at
// once, when it changes no more: buttons ask behind every line.
func (c *Console) copies() []int {
	for ; c.settled < c.Transcript.Settled(); c.settled++ {
		x := &c.Transcript.Exchanges[c.settled]
		if x.Keyword == "RETR" && x.Outcome == transcript.OK && x.End >= 0 {
			c.fetched = append(c.fetched, c.settled)
		}
	}
	return c.fetched
}

// field is the first line of a header field of a message, named with its colon; ""
// where there is none.
func field(message []byte, name string) string {
	for len(message) > 0 {
		line, rest, _ := bytes.Cut(message, []byte("\r\n"))
		if len(line) == 0 {
			break
		}
		if pop3.HasPrefixFold(string(line), name) {
			return strings.TrimSpace(string(line[len(name):]))
		}
		message = rest
	}
	return ""
}
