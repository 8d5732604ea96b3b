package smtp

// text takes a line of the mail, and answers the lone dot that ends it (RFC 5321
// section 4.5.2). What is wrong with the mail is said there, and once.
func (s *Session) text(line []byte, right bool) string {
	if string(line) == ".\r\n" && !s.loose && !s.tooLong { // of which the end may look so
		return s.delivered()
	}
	s.loose = !right
	if line[0] == '.' {
		line = line[1:]
	}
	s.message = append(s.message, line...)
	switch {
	case !right:
		s.refuse("554 A line ends with CR LF, and one of this message does not")
	case s.tooLong || len(line) > longestText:
		s.refuse(lineTooLong)
	case len(s.message) > MaxSize:
		s.refuse(tooLarge)
	}
	return ""
}

// refuse keeps the first reason. What is refused need not be kept.
//
//go:noinline
func (s *Session) refuse(reply string) {
	if s.message = nil; s.refusal == "" {
		s.refusal = reply
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
