package pop3

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// UTF8 (RFC 6856 section 2): names, passwords and headers beyond ASCII, on the
// servers that offer it. Those that do not know it send every octet as it is.

// enableUTF8 is UTF8: from now on no message is kept from the client.
func (s *Session) enableUTF8(args) (Reply, error) {
	s.utf8 = true
	return s.ok(s.words.UTF8, facts{}), nil
}

// takesUTF8 says whether a line may hold more than ASCII: one with a name or a
// password may, if the server announces UTF8 USER and the line is valid UTF-8 (RFC
// 6856 section 2.2).
func (s *Session) takesUTF8(line string) bool {
	keyword, _, _ := strings.Cut(line, " ")
	c := Lookup(keyword)
	return c != nil && len(c.Args) > 0 && c.Args[0].UTF8 &&
		slices.Contains(s.profile.Offers, "UTF8 USER") && utf8.ValidString(line)
}

// checkHeader keeps a message with 8-bit octets in its header from a client that
// did not send UTF8, since it may not be able to read it (RFC 6856 section 2.1).
// LIST without a number goes on listing all: it shows no header.
func (s *Session) checkHeader(c *Command, a args) error {
	if a.message < 0 || s.utf8 || !s.profile.has("UTF8") {
		return nil
	}
	switch c.Name {
	case "LIST", "RETR", "TOP":
		if header := firstLines(s.maildrop.Message(a.message).Octets, 0); !isASCII(header) {
			return s.coded("UTF8", s.words.NeedsUTF8, facts{number: s.number(a.message)})
		}
	}
	return nil
}

func isASCII(octets []byte) bool {
	return !slices.ContainsFunc(octets, func(c byte) bool { return c >= utf8.RuneSelf })
}
