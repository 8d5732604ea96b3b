package pop3

import "strings"

// onTheWire are the habits that show in the octets of a reply.
const onTheWire = lowerCase | noSpace | longStatus | blankLine | noTerminator | unstuffedDots | errWithBody | twoReplies | bareLF

// spoil is asked for each reply. It writes one that breaks a rule of the wire as
// octets, since the rest of the engine cannot even say it; every other reply it
// gives back as it is.
func (s *Session) spoil(r Reply) Reply {
	if !s.does(onTheWire) || r.Challenge {
		return r
	}
	raw := append(s.spoiltStatus(r.StatusLine()), s.spoiltBody(r)...)
	if s.does(twoReplies) && !r.OK {
		raw = append(raw, raw...)
	}
	if s.does(bareLF) {
		raw = withoutCR(raw)
	}
	r.Raw = raw
	return r
}

func (s *Session) spoiltStatus(line string) []byte {
	indicator, text, _ := strings.Cut(line, " ")
	space := " "
	if s.does(lowerCase) {
		indicator = Lower(indicator)
	}
	if s.does(noSpace) || text == "" {
		space = ""
	}
	for s.does(longStatus) && len(text) <= 512 {
		text += " and so on"
	}
	return []byte(indicator + space + text + "\r\n")
}

func (s *Session) spoiltBody(r Reply) []byte {
	if s.does(errWithBody) && !r.OK {
		r.Multi, r.Body = true, []byte("Nothing was done.\r\n")
	}
	if !r.Multi {
		return nil
	}
	body := r.Body[:len(r.Body):len(r.Body)] // appending must not write behind it
	if !s.does(unstuffedDots) {
		body = stuffed(body)
	}
	if s.does(blankLine) && r.Message {
		body = append(body, crlf...)
	}
	if !s.does(noTerminator) {
		body = append(body, terminator...)
	}
	return body
}

// stuffed is a body as it goes over the wire.
func stuffed(body []byte) []byte {
	var out paper
	(&counter{w: &out}).stuffed(body) // paper never fails
	return out
}

// paper keeps what is written on it.
type paper []byte

func (p *paper) Write(octets []byte) (int, error) {
	*p = append(*p, octets...)
	return len(octets), nil
}

// withoutCR leaves the CR of each line end out, where octets have no other.
func withoutCR(octets []byte) []byte {
	var kept []byte
	for _, c := range octets {
		if c != '\r' {
			kept = append(kept, c)
		}
	}
	return kept
}
