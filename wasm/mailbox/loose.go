package mailbox

// What a simulated server with a bad habit may do to a maildrop (pop3.Habits). A
// maildrop on a disk does not have these methods.

// Share gives the lock back although the session goes on, so that others come in
// (against RFC 1939 section 4).
func (s *snapshot) Share() {
	s.Release()
	s.shared = true
}

// Refresh takes the snapshot anew (against RFC 1939 section 5, RSET).
func (s *snapshot) Refresh() {
	s.drop.mu.Lock()
	defer s.drop.mu.Unlock()
	s.take()
}
