package pop3

import (
	"bytes"
	"strings"
)

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
		raw = bytes.ReplaceAll(raw, crlf, []byte("\n"))
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
	if s.does(longStatus) {
		text += strings.Repeat(".", 512)
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
	body := r.Body
	if !s.does(unstuffedDots) {
		body = stuffed(body)
	}
	body = body[:len(body):len(body)] // a message must not be written to
	if s.does(blankLine) && r.Message {
		body = append(body, "\r\n"...)
	}
	if !s.does(noTerminator) {
		body = append(body, terminator...)
	}
	return body
}

// stuffed gives the body as counter writes it.
func stuffed(body []byte) []byte {
	var b bytes.Buffer
	(&counter{w: &b}).stuffed(body) // a buffer never fails
	return b.Bytes()
}
