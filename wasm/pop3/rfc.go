package pop3

import "strings"

// CitationURL is the page of a citation such as "RFC 1939 section 5", which is
// the one form in which poplab cites; anything else gives "".
func CitationURL(citation string) string {
	number, ok := strings.CutPrefix(citation, "RFC ")
	if !ok {
		return ""
	}
	number, section, ok := strings.Cut(number, " section ")
	if !ok {
		return ""
	}
	return "https://www.rfc-editor.org/rfc/rfc" + number + "#section-" + section
}
