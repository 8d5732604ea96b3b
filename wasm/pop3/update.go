package pop3

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
	if err := s.maildrop.Commit(s.marked); err != nil {
		return Reply{}, s.no(s.words.NotRemoved, facts{})
	}
	left := s.unmarked()
	if left.messages == 0 {
		return s.ok(s.words.QuitEmpty, left), nil
	}
	return s.ok(s.words.QuitLeft, left), nil
}
