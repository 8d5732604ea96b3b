package transcript

import "bytes"

// Text is the line of entry i without its line end.
func (t *Transcript) Text(i int) string {
	return string(withoutEnd(t.Entries[i].Octets))
}

// Stream gives all octets that a side sent in a session, as they were on the wire.
// Those that Skip told of are left out.
func (t *Transcript) Stream(session int, side Side) []byte {
	var all []byte
	for i := range t.Entries {
		if e := &t.Entries[i]; e.Session == session && e.Side == side {
			all = append(all, e.Octets...)
		}
	}
	return all
}

// Body gives the octets of the multi-line reply of an exchange, un-stuffed and
// with the terminator left out (RFC 1939 section 3). It is nil for a reply of
// one line.
func (t *Transcript) Body(exchange int) []byte {
	x := t.Exchanges[exchange]
	end := x.End + 1
	if x.End < 0 {
		end = len(t.Entries)
	}
	var body []byte
	for _, e := range t.Entries[max(x.Request, x.Status)+1 : end] {
		if e.Exchange == exchange && e.isBody() {
			body = append(body, Unstuff(e.Octets)...)
		}
	}
	return body
}

func (e *Entry) isBody() bool {
	switch e.Kind {
	case Listing, Header, Separator, Text:
		return true
	}
	return false
}

// Unstuff takes off the dot that the sender put before a line of a multi-line
// reply that begins with one (RFC 1939 section 3).
func Unstuff(line []byte) []byte {
	if len(line) > 0 && line[0] == '.' {
		return line[1:]
	}
	return line
}

// End is how the line ends: "CRLF", "LF", or "" where the connection or the log
// ended first, and for lines that never were on the wire.
func (e *Entry) End() string {
	switch {
	case e.Side == Local || e.Kind == Sealed:
		return ""
	case bytes.HasSuffix(e.Octets, []byte("\r\n")):
		return "CRLF"
	case bytes.HasSuffix(e.Octets, []byte("\n")):
		return "LF"
	}
	return ""
}

// Stuffed says whether the sender put a dot before this line of a multi-line reply
// (RFC 1939 section 3).
func (e *Entry) Stuffed() bool { return e.isBody() && len(e.Octets) > 0 && e.Octets[0] == '.' }
