package smtp

import "strings"

// longestPath is how many octets an address may have, with its angle brackets, and
// longestLocal the part before the @ (RFC 5321 section 4.5.3.1).
const (
	longestPath  = 256
	longestLocal = 64
)

// path reads an address behind a word such as "FROM:", and the parameters behind
// it (RFC 5321 section 4.1.2). The hosts of a source route, which nobody uses any
// more, are left out (RFC 5321 section 4.1.1.3).
func path(word, arguments string) (address, parameters string, right bool) {
	n := len(word) + len("<")
	if len(arguments) < n || upper(arguments[:n]) != word+"<" {
		return "", "", false
	}
	inner := arguments[n:]
	end := closing(inner)
	if end < 0 || end+len("<>") > longestPath {
		return "", "", false
	}
	address, rest := inner[:end], inner[end+1:]
	if strings.HasPrefix(address, "@") {
		_, address, _ = strings.Cut(address, ":")
		right = address != ""
	} else {
		right = true
	}
	return address, strings.TrimSpace(rest), right && (rest == "" || rest[0] == ' ')
}

// closing is where the > stands that is in no quotes, or -1.
func closing(text string) int {
	quoted := false
	for i := 0; i < len(text); i++ {
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

// isAddress says whether a text is a name, an @ and a host. Which hosts there are
// is the business of Config.Knows.
func isAddress(text string) bool {
	at := strings.LastIndexByte(text, '@')
	if at < 1 || at > longestLocal || at == len(text)-1 {
		return false
	}
	local, host := text[:at], text[at+1:]
	if local[0] == '"' {
		return len(local) > 2 && local[len(local)-1] == '"' && isOnly(host, hostMarks)
	}
	return isOnly(local, localMarks) && isOnly(host, hostMarks)
}

// What may stand in an address beside letters and digits, where nothing is quoted.
const (
	localMarks = ".!#$%&'*+-/=?^_`{|}~"
	hostMarks  = ".-[]:"
)

func isOnly(text, marks string) bool {
	for i := range len(text) {
		c := text[i]
		letter := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && strings.IndexByte(marks, c) < 0 {
			return false
		}
	}
	return true
}

func isPrintable(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' && text[i] != '\t' || text[i] > '~' {
			return false
		}
	}
	return true
}

// upper is a text in capitals, which in commands mean the same.
func upper(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}
