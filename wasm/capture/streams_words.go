package capture

import (
	"strconv"
	"strings"

	"poplab/wasm/pcap"
	"poplab/wasm/phrase"
)

// again is what to do where a capture has the wrong packets.
const again = "Capture while a program fetches mail, for example with: tcpdump -i any -w pop3.pcap port 110"

const (
	noLink Problem = "Its packets come from a kind of network that poplab does not know. " + again
	noTCP  Problem = "It is a packet capture, but no TCP is in it, which POP3 runs over. " + again
)

// withoutPOP3 says what a capture has instead.
func withoutPOP3(c *pcap.Capture, all []*connection) Problem {
	switch {
	case len(all) == 0 && c.Foreign > 0:
		return noLink
	case len(all) == 0:
		return noTCP
	}
	ports, guess := "", ""
	for _, c := range all {
		ports = appendPort(ports, port(c.sides[1-c.client].at))
		if guess == "" {
			guess = c.guess()
		}
	}
	if guess == "" {
		guess = phrase.Say(again)
	}
	return Problem(phrase.Say("No TCP connection in it is POP3. Connections: $; ports: $. $", strconv.Itoa(len(all)), ports, guess))
}

// appendPort adds a port to a list that has each once, and not too many.
func appendPort(list, port string) string {
	switch {
	case list == "":
		return port
	case strings.Contains(", "+list+",", ", "+port+","), strings.HasSuffix(list, phrase.Say("$ and others", "")):
		return list
	case len(list) > 40:
		return phrase.Say("$ and others", list)
	}
	return list + ", " + port
}

// guess says what a connection seems to carry, or "" where nobody knows.
func (c *connection) guess() string {
	for i := range c.sides {
		if c.sides[i].isSealed() {
			return IsSealed.Error()
		}
		if guess := seems([]string{c.sides[i].head}); guess != NoPOP3 {
			return guess.Error()
		}
	}
	return ""
}

func port(e pcap.Endpoint) string { return strconv.Itoa(int(e.Port)) }

// address is the address of an endpoint as people write it: with dots, or for IPv6 as
// numbers between colons (RFC 4291 section 2.2).
func address(e pcap.Endpoint) string {
	a, by, base, dot := e.Address[:], 2, 16, byte(':')
	if e == pcap.IPv4(a[12], a[13], a[14], a[15], e.Port) {
		a, by, base, dot = a[12:], 1, 10, '.'
	}
	var b []byte
	for i := 0; i < len(a); i += by {
		n := int64(a[i])
		if by == 2 {
			n = n<<8 | int64(a[i+1])
		}
		b = append(strconv.AppendInt(b, n, base), dot)
	}
	return shortened(string(b[:len(b)-1]))
}

// shortened puts two colons in the place of the longest row of zeros, as everybody
// does (RFC 4291 section 2.2).
func shortened(address string) string {
	for zeros := ":0:0:0:0:0:0:0:0"; len(zeros) > 2; zeros = zeros[2:] {
		if before, after, found := strings.Cut(":"+address+":", zeros+":"); found {
			return strings.TrimPrefix(before, ":") + "::" + strings.TrimSuffix(after, ":")
		}
	}
	return address
}
