package mailbox

import (
	"slices"

	"poplab/wasm/pop3"
)

// snapshot is an opened maildrop as one session sees it. It holds the lock until
// Release.
type snapshot struct {
	drop     *Maildrop
	messages []stored
	shared   bool // the lock was given back early
}

// take makes the snapshot. The caller holds mu of the maildrop.
func (s *snapshot) take() { s.messages = slices.Clone(s.drop.messages) }

func (s *snapshot) Len() int { return len(s.messages) }

func (s *snapshot) Message(i int) pop3.Message { return s.messages[i].Message }

// Commit removes the marked messages of the snapshot from the maildrop. It looks
// for them by arrival: places in the maildrop are no longer those of the
// snapshot when mail came or went meanwhile (RFC 1939 section 6).
func (s *snapshot) Commit(marked []bool) error {
	s.drop.mu.Lock()
	defer s.drop.mu.Unlock()
	if s.drop.fault != nil && slices.Contains(marked, true) {
		return s.drop.fault
	}
	gone := make(map[int]bool)
	for i, m := range s.messages {
		gone[m.arrival] = marked[i]
	}
	var left []stored
	for _, m := range s.drop.messages {
		if !gone[m.arrival] {
			left = append(left, m)
		}
	}
	s.drop.messages = left
	return nil
}

func (s *snapshot) Release() {
	s.drop.mu.Lock()
	defer s.drop.mu.Unlock()
	s.drop.locked = s.drop.locked && s.shared
}
