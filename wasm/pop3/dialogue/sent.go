package dialogue

import "strings"

// Sent is all that the client of the case sends, on all of its connections and in
// order: what a fuzz test begins with.
func (c *Case) Sent() string {
	var sent strings.Builder
	for _, s := range c.steps {
		switch s.verb {
		case "C":
			sent.WriteString(s.text)
		case "login":
			name, password, _ := strings.Cut(s.text, " ")
			sent.WriteString("USER " + name + "\r\nPASS " + password + "\r\n")
		}
	}
	return sent.String()
}
