package capture

import (
	"bytes"
	"strings"

	"poplab/wasm/pcap"
	"poplab/wasm/pop3"
)

// isKnown says whether a port is that of POP3, or of POP3 inside TLS (RFC 8314 section
// 3.3), for which poplab serve takes 1995.
func isKnown(e pcap.Endpoint) bool { return e.Port == 110 || e.Port == 995 || e.Port == 1995 }

// maxHead is how many octets of a stream are looked at to see what it is.
const maxHead = 512

// words are the first octets of a stream, as far as they are there without a gap.
func (s *stream) words() string {
	var b []byte
	for _, c := range s.chunks {
		if len(b) >= maxHead || c.from != s.chunks[0].from+int64(len(b)) {
			break
		}
		b = append(b, c.octets...)
	}
	return string(b[:min(len(b), maxHead)])
}

// command is that of POP3 in the first line of a stream, or nil.
func (s *stream) command() *pop3.Command {
	line, _, _ := strings.Cut(s.head, "\n")
	return commandIn(strings.TrimRight(line, "\r"))
}

// asks says whether the first line of a stream is a command of POP3.
func (s *stream) asks() bool { return s.command() != nil }

// answers says whether a stream begins with a reply of POP3.
func (s *stream) answers() bool { return isReply(s.head) }

// isSealed says whether a stream begins with a record of TLS (RFC 8446 section 5.1).
func (s *stream) isSealed() bool {
	return len(s.head) >= 2 && s.head[0] >= 20 && s.head[0] <= 24 && s.head[1] == 3
}

// replies says whether a later line of a stream begins like a reply.
func (s *stream) replies() bool {
	for _, c := range s.chunks {
		if o := c.octets; bytes.Contains(o, []byte("\n+OK")) || bytes.HasPrefix(o, []byte("+OK")) {
			return true
		}
	}
	return false
}

// findClient finds out which side is the client, where no SYN told it: by what the
// sides say, or else by their ports.
func (c *connection) findClient() {
	if c.client != unknown {
		return
	}
	a, b := &c.sides[0], &c.sides[1]
	c.client = 0
	switch {
	case a.asks(), b.answers():
	case b.asks(), a.answers(), isKnown(a.at), !isKnown(b.at) && a.at.Port < b.at.Port:
		c.client = 1
	}
}

// isPOP3 says whether a connection carries POP3, on whatever port: by the first words
// of the server, or by a command of the client where the capture begins later. What is
// inside TLS tells nothing, so there the port decides.
func (c *connection) isPOP3() bool {
	client, server := &c.sides[c.client], &c.sides[1-c.client]
	known := isKnown(server.at)
	switch {
	case client.isSealed(), server.isSealed():
		return known
	case server.answers():
		return !strings.HasPrefix(client.head, "*") // as in Redis, where replies look alike
	case client.asks():
		return known || server.replies()
	}
	return known && server.replies()
}

// greets says whether the server speaks first, as it does where POP3 begins: one line,
// and the client does not go on as who has logged in.
func (c *connection) greets() bool {
	client, server := &c.sides[c.client], &c.sides[1-c.client]
	if !server.answers() || !server.isBefore(client) {
		return false
	}
	lines := 0
	for _, p := range server.chunks {
		if len(client.chunks) > 0 && client.chunks[0].isBefore(p) {
			break
		}
		lines += bytes.Count(p.octets, []byte("\n"))
	}
	command := client.command()
	return lines <= 1 && (command == nil || command.States&pop3.Authorization != 0 && command.Name != "PASS")
}
