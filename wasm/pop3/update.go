package pop3

// The UPDATE state (RFC 1939 section 6): reached by QUIT from TRANSACTION and by
// nothing else, so a lost connection never loses mail.

// quit is QUIT. It always ends the session. After a login it removes the marked
// messages first, and gives the lock back even where that fails.
func (s *Session) quit(args) (Reply, error) {
	s.closed = true
	if s.state == Authorization {
		return s.ok(s.profile.Quit, facts{}), nil
	}
	s.state = Update
	defer s.release()
	if err := s.maildrop.Commit(s.marked); err != nil {
		return Reply{}, refusal(s.profile.NotRemoved)
	}
	left := s.unmarked()
	if left.messages == 0 {
		return s.ok(s.profile.QuitEmpty, left), nil
	}
	return s.ok(s.profile.QuitLeft, left), nil
}
