package pop3

import "strconv"

// Habits of what a server remembers and counts. Each function is asked where a
// rule lives, and without its habit gives what the rule says.

// early says whether a command works in a state where it is not legal.
func (s *Session) early(c *Command) bool { return s.does(noopEarly) && c.Name == "NOOP" }

// keepName is asked behind each line, whose USER, if any, has set next.
func (s *Session) keepName() {
	if s.does(userKept) && s.next == "" {
		s.next = s.claimed
	}
}

// again is the name that counts behind a PASS, whatever came of it.
func (s *Session) again(name string) string {
	if s.does(passAgain) {
		return name
	}
	return ""
}

// announced is asked for each line of CAPA.
func (s *Session) announced(offer, line string) string {
	switch offer {
	case "CAPA":
		if s.does(capaListed) {
			return offer
		}
	case "USER", "SASL":
		if s.does(capaVanishing) && s.state == Transaction {
			return ""
		}
	}
	return line
}

// loose is a maildrop that can be used as the rules forbid. Those that live in
// memory are; with a maildrop on disk the habits that need it have no effect,
// since mail of somebody is at stake there.
type loose interface {
	Share()   // gives the lock back although the session goes on
	Refresh() // takes the snapshot anew
}

// share is asked behind each login.
func (s *Session) share() {
	if m, ok := s.maildrop.(loose); ok && s.does(noLock) {
		m.Share()
	}
}

// refresh is asked at RSET.
func (s *Session) refresh() {
	if m, ok := s.maildrop.(loose); ok && s.does(rsetRefreshes) {
		m.Refresh()
		s.open(s.maildrop)
	}
}

// counted is what STAT tells.
func (s *Session) counted() facts {
	f := s.unmarked()
	if s.does(markedCounted) {
		f.messages = len(s.marked)
	}
	return f
}

// number is the message-number of an unmarked message, counted from 1.
func (s *Session) number(i int) int {
	number := i + 1
	if s.does(renumbering) {
		for _, marked := range s.marked[:i] {
			if marked {
				number--
			}
		}
	}
	return number
}

// place is the number that a message got at the login, from the one that it has
// now.
func (s *Session) place(number int) int {
	if !s.does(renumbering) {
		return number
	}
	for i, marked := range s.marked {
		if !marked && s.number(i) == number {
			return i + 1
		}
	}
	return Largest
}

// repeats says whether a command may name a marked message.
func (s *Session) repeats(c *Command) bool { return s.does(deleTwice) && c.Name == "DELE" }

// size is the size of a message, in octets.
func (s *Session) size(i int) int {
	m := s.maildrop.Message(i)
	if s.does(lfSizes) {
		m.Octets = withoutCR(m.Octets)
	}
	if s.does(dotsCounted) {
		m.Octets = stuffed(m.Octets)
	}
	return m.Size()
}

// uid is the unique-id of a message.
func (s *Session) uid(i int) string {
	if s.does(uidIsNumber) {
		return strconv.Itoa(s.number(i))
	}
	return s.maildrop.Message(i).UID
}

// settle is asked at QUIT, before the marked messages are removed.
func (s *Session) settle() {
	if s.does(deleIgnored) {
		clear(s.marked)
	}
	if s.does(fetchedHidden) {
		s.markFetched()
	}
}

// abandon is asked when the connection is lost.
func (s *Session) abandon() {
	if s.does(updateWithoutQuit) && s.maildrop != nil {
		s.maildrop.Commit(s.marked) // nobody is there to hear of an error
	}
}
