package pop3

import "slices"

// The UPDATE state (RFC 1939 section 6): reached by QUIT from TRANSACTION and by
// nothing else, so a lost connection never loses mail.

// quit is QUIT. It always ends the session. After a login it removes the marked
// messages first, and gives the lock back even where that fails.
func (s *Session) quit(args) (Reply, error) {
	s.closed = true
	if s.state == Authorization {
		return s.ok(s.words.Quit, facts{}), nil
	}
	s.state = Update
	defer s.release()
	s.settle()
	if p := s.accounts.Policy(s.name); p.Expires && p.ExpireDays == 0 {
		s.markFetched()
	}
	if err := s.maildrop.Commit(s.marked); err != nil {
		return Reply{}, s.no(s.words.NotRemoved, facts{})
	}
	left := s.unmarked()
	return s.ok(s.farewell(left.messages), left), nil
}

// farewell is what the server says after UPDATE.
func (s *Session) farewell(left int) Template {
	switch {
	case s.words.QuitRemoved != "" && slices.Contains(s.marked, true):
		return s.words.QuitRemoved
	case left == 0:
		return s.words.QuitEmpty
	}
	return s.words.QuitLeft
}

// markFetched marks what RETR gave, for servers that take it away at QUIT.
func (s *Session) markFetched() {
	for i, fetched := range s.fetched {
		s.marked[i] = s.marked[i] || fetched
	}
}
