package pop3

import "strings"

// answer turns the line that is complete now into its one reply (RFC 1939
// section 3).
func (s *Session) answer() Reply {
	s.claimed, s.next = s.next, ""
	run := s.execute
	if s.exchange != nil {
		run = s.respond
	}
	reply, err := run(s.line.take())
	if err != nil {
		reply = s.refuse(err)
	}
	s.keepName()
	reply.Close = s.closed
	return s.spoil(reply)
}

// execute runs one line. All that can be wrong before a handler runs is found
// here, in the order in which a person would want to hear of it.
func (s *Session) execute(line string, tooLong bool) (Reply, error) {
	line = s.tidy(line)
	if err := s.checkLine(line, tooLong); err != nil {
		return Reply{}, err
	}
	keyword, arguments, spaced := strings.Cut(line, " ")
	c, err := s.find(keyword)
	if err != nil {
		return Reply{}, err
	}
	a, err := s.parse(c, arguments, spaced)
	if err == nil {
		err = s.checkHeader(c, a)
	}
	if err != nil {
		return Reply{}, err
	}
	return c.run(s, a)
}

// checkLine refuses what is no command line at all.
func (s *Session) checkLine(line string, tooLong bool) error {
	if tooLong {
		return s.no(s.words.LineTooLong, facts{})
	}
	octet, position := unprintable(line, false)
	if octet > 0x7F && s.takesUTF8(line) {
		octet, position = unprintable(line, true)
	}
	if position > 0 {
		return s.no(s.words.Unprintable, facts{octet: octet, number: position})
	}
	if line == "" {
		return s.no(s.words.EmptyLine, facts{})
	}
	if line[0] == ' ' {
		return s.no(s.words.ExtraSpace, facts{})
	}
	return nil
}

// find gives the command that a keyword names, if this server has it and it is
// legal now.
func (s *Session) find(keyword string) (*Command, error) {
	c := Lookup(keyword)
	if c == nil || !s.profile.offers(c) {
		return nil, s.no(s.words.UnknownCommand, facts{argument: keyword})
	}
	if c.States&s.state == 0 && !s.early(c) {
		return nil, s.no(s.words.WrongState, facts{command: c.Name, state: s.state})
	}
	return c, nil
}
