package smtp

import "bytes"

// text takes a line of the mail, and answers the lone dot that ends it (RFC 5321
// section 4.5.2). What is wrong with the mail is said there, and once.
func (s *Session) text(line []byte, whole bool) string {
	right := bytes.HasSuffix(line, []byte("\r\n"))
	if !s.loose && string(line) == ".\r\n" {
		return s.delivered()
	}
	s.loose = !right
	if line[0] == '.' {
		line = line[1:]
	}
	switch {
	case !right:
		s.refuse("554 A line ends with CR LF, and one of this message does not")
	case !whole || len(line) > longestText:
		s.refuse("500 Line too long")
	case len(s.message)+len(line) > MaxSize:
		s.refuse(tooLarge)
	case s.refusal == "":
		s.message = append(s.message, line...)
	}
	return ""
}

// refuse keeps the first reason, and no octet more.
func (s *Session) refuse(reply string) {
	if s.refusal == "" {
		s.refusal, s.message = reply, nil
	}
}

// delivered hands the message over, and is ready for the next.
func (s *Session) delivered() string {
	reply := s.refusal
	if reply == "" {
		reply = "452 No room for the message now; try again later"
		if id, accepted := s.config.Accept(s.from, s.to, s.message); accepted {
			reply = "250 OK queued as " + id
		}
	}
	s.reset()
	return reply
}
