package transcript

// String is the kind as the page names it in its style classes.
func (k Kind) String() string {
	return [...]string{
		"local", "greeting", "request", "response", "status", "challenge",
		"listing", "header", "separator", "text", "terminator", "stray", "sealed",
	}[k]
}
