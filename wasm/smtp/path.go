package smtp

import "strings"

// path reads an address behind a word such as "FROM:", and the parameters behind
// it (RFC 5321 section 4.1.2). The hosts of a source route, which nobody uses any
// more, are left out (RFC 5321 section 4.1.1.3).
func path(word, arguments string) (address, parameters string, right bool) {
	n := len(word)
	if len(arguments) < n || upper(arguments[:n]) != word {
		return "", "", false
	}
	arguments = arguments[n:]
	end := closing(arguments)
	if end < 1 {
		return "", "", false
	}
	address, parameters = arguments[1:end], arguments[end+1:]
	if _, mailbox, found := strings.Cut(address, ":"); found && address[0] == '@' {
		address = mailbox
	}
	return address, strings.TrimPrefix(parameters, " "), parameters == "" || parameters[0] == ' '
}

// closing is where the > stands that closes the < at the beginning and is in no
// quotes, or -1.
func closing(text string) int {
	quoted := false
	for i := 0; i < len(text) && text[0] == '<'; i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == '>' && !quoted:
			return i
		}
	}
	return -1
}

// isAddress says whether a text is a name, an @ and a host. Which of them there are
// is the business of Config.Knows.
func isAddress(text string) bool {
	at := strings.LastIndexByte(text, '@')
	return at > 0 && at < len(text)-1 && (text[0] == '"' || strings.IndexByte(text, ' ') < 0)
}

// isPrintable says whether a text is printable ASCII, of which commands are made.
func isPrintable(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// upper is a text in capitals, which in commands mean the same.
//
//go:noinline
func upper(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}
