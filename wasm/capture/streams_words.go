package capture

import (
	"strconv"
	"strings"

	"poplab/wasm/pcap"
)

const (
	noPackets Problem = "The capture is empty. Capture while a program fetches mail, and try again."
	noLink    Problem = "Its packets come from a kind of network that poplab does not know. Capture on Ethernet, on the loopback, or with: tcpdump -i any"
)

// again is what to do where a capture has the wrong packets.
const again = " Capture while a program fetches mail, for example with: tcpdump -i any -w pop3.pcap port 110"

// withoutPOP3 says what a capture has instead.
func withoutPOP3(c *pcap.Capture, all []*connection) Problem {
	switch {
	case c.Packets == 0:
		return noPackets
	case len(all) == 0 && c.Foreign > 0:
		return noLink
	case len(all) == 0:
		return Problem("It has " + count(c.Packets, "packet") + ", but no TCP, which POP3 runs over." + again)
	}
	return Problem("No POP3 in it, but " + count(len(all), "TCP connection") + ": " + ports(all) + "." + again)
}

// maxPorts is how many ports are named.
const maxPorts = 5

// ports lists the ports of servers, each with what was said there, in the order of
// the capture.
func ports(all []*connection) string {
	var list []string
	seen := map[uint16]bool{}
	for _, c := range all {
		server := &c.sides[1-c.client]
		if seen[server.at.Port] {
			continue
		}
		if seen[server.at.Port] = true; len(seen) > maxPorts {
			return strings.Join(list, ", ") + ", and others"
		}
		list = append(list, "port "+port(server.at)+c.protocol())
	}
	return strings.Join(list, ", ")
}

// protocols are told by how either side begins.
var protocols = []struct{ begins, name string }{
	{"EHLO ", "SMTP"}, {"HELO ", "SMTP"}, {"220", "SMTP or FTP"},
	{"* OK", "IMAP"}, {"* PREAUTH", "IMAP"}, {"* BYE", "IMAP"},
	{"HTTP/", "HTTP"}, {"GET ", "HTTP"}, {"POST ", "HTTP"}, {"HEAD ", "HTTP"}, {"PUT ", "HTTP"},
	{"SSH-", "SSH"},
}

// protocol names what a connection carries, in parentheses, where poplab knows it.
func (c *connection) protocol() string {
	asks, answers := c.sides[c.client].head(), c.sides[1-c.client].head()
	switch {
	case asks == "" && answers == "":
		return " (nothing was said)"
	case isRecord(asks) || isRecord(answers):
		return " (TLS, which nobody can read from outside)"
	}
	for _, p := range protocols {
		if hasPrefixFold(asks, p.begins) || hasPrefixFold(answers, p.begins) {
			return " (" + p.name + ")"
		}
	}
	return ""
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

func port(e pcap.Endpoint) string { return strconv.Itoa(int(e.Port)) }

// address is the address of an endpoint as people write it: with dots, or for IPv6 as
// RFC 5952 section 4 says.
func address(e pcap.Endpoint) string {
	a := e.Address
	if e == pcap.IPv4(a[12], a[13], a[14], a[15], e.Port) {
		var b []byte
		for _, octet := range a[12:] {
			b = append(strconv.AppendInt(b, int64(octet), 10), '.')
		}
		return string(b[:len(b)-1])
	}
	words := make([]string, 8)
	for i := range words {
		words[i] = strconv.FormatInt(int64(a[2*i])<<8|int64(a[2*i+1]), 16)
	}
	from, n := zeros(words)
	if n < 2 {
		return strings.Join(words, ":")
	}
	return strings.Join(words[:from], ":") + "::" + strings.Join(words[from+n:], ":")
}

// zeros finds the longest run of words that are zero, and the first of several.
func zeros(words []string) (from, n int) {
	for i := range words {
		end := i
		for end < len(words) && words[end] == "0" {
			end++
		}
		if end-i > n {
			from, n = i, end-i
		}
	}
	return from, n
}
