package capture

import (
	"bytes"
	"strings"

	"poplab/wasm/pcap"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// The ports of POP3, and of POP3 inside TLS (RFC 8314 section 7.1).
const (
	portPOP3  = 110
	portPOP3S = 995
)

func isKnown(e pcap.Endpoint) bool { return e.Port == portPOP3 || e.Port == portPOP3S }

// maxHead is how many octets of a stream are looked at to see what it is.
const maxHead = 512

// head is the beginning of a stream, as far as it is there without a gap.
func (s *stream) head() string {
	var b []byte
	for i := range s.chunks {
		if p := &s.chunks[i]; len(b) >= maxHead || p.from != s.chunks[0].from+int64(len(b)) {
			break
		} else {
			b = append(b, p.octets...)
		}
	}
	return string(b[:min(len(b), maxHead)])
}

// findClient finds out which side is the client, where no SYN told it: by what the
// sides say, or else by their ports.
func (c *connection) findClient() {
	if c.client != unknown {
		return
	}
	for i := range c.sides {
		if head := c.sides[i].head(); beginsWithCommand(head) {
			c.client = i
			return
		} else if isReply(head) {
			c.client = 1 - i
			return
		}
	}
	a, b := c.sides[0].at, c.sides[1].at
	c.client = 0
	if isKnown(a) || !isKnown(b) && a.Port < b.Port {
		c.client = 1
	}
}

// isPOP3 says whether a connection carries POP3, on whatever port: by the first words
// of the server, or by a command of the client where the capture begins later. What is
// inside TLS tells nothing, so there the port decides.
func (c *connection) isPOP3() bool {
	client, server := &c.sides[c.client], &c.sides[1-c.client]
	asks, answers := client.head(), server.head()
	known := isKnown(server.at)
	switch {
	case isRecord(asks), isRecord(answers):
		return known
	case isReply(answers):
		return !strings.HasPrefix(asks, "*") // as in Redis, where replies look alike
	case beginsWithCommand(asks):
		return known || server.replies()
	}
	return known && server.replies()
}

// beginsWithCommand says whether the first line of a stream is a command of POP3.
func beginsWithCommand(head string) bool {
	line, _, _ := strings.Cut(head, "\n")
	keyword, _ := transcript.SplitCommand(strings.TrimSuffix(line, "\r"))
	return pop3.Lookup(keyword) != nil
}

// isRecord says whether a stream begins with a record of TLS (RFC 8446 section 5.1).
func isRecord(head string) bool {
	return len(head) >= 3 && head[0] >= 20 && head[0] <= 24 && head[1] == 3
}

// replies says whether a line of the stream looks like a reply.
func (s *stream) replies() bool {
	for i := range s.chunks {
		o := s.chunks[i].octets
		if isReply(string(o[:min(len(o), 4)])) || bytes.Contains(o, []byte("\n+OK")) || bytes.Contains(o, []byte("\n-ERR")) {
			return true
		}
	}
	return false
}

// greets says whether the server speaks first, as it does where POP3 begins.
func (c *connection) greets() bool {
	server := &c.sides[1-c.client]
	return server.isBefore(&c.sides[c.client]) && isReply(server.head())
}
