package store

import (
	"slices"

	"poplab/wasm/pop3"
)

// session is an opened mailbox as one session sees it; it is a pop3.Maildrop.
type session struct {
	mailbox  *Mailbox
	ledger   *ledger // nil where nothing may be written
	messages []message
}

// begin reads the mailbox. Release is due afterwards, even if it fails.
func (s *session) begin() error {
	r, err := s.records()
	if err != nil {
		return err
	}
	if s.messages, err = s.mailbox.format.list(); err != nil {
		return err
	}
	if err := s.recover(r); err != nil {
		return err
	}
	identify(s.messages, r.spent)
	hidden := func(m message) bool { return s.mailbox.hidden[m.UID] }
	s.messages = slices.DeleteFunc(s.messages, hidden)
	return nil
}

// records reads the ledger, and keeps it open where the mailbox is writable.
func (s *session) records() (r records, err error) {
	path := s.mailbox.format.ledger()
	if !s.mailbox.writable {
		return readLedger(path)
	}
	if s.ledger, err = openLedger(path); err != nil {
		return r, err
	}
	return s.ledger.read()
}

// recover finds out what a removal that was stopped has done, and writes it down.
// Until that is known the messages have the unique-ids that they had before it.
func (s *session) recover(r records) error {
	var gone, left []string
	if len(r.pending) > 0 {
		identify(s.messages, r.spent)
	}
	for _, uid := range r.pending {
		if s.mailbox.format.survived(uid, s.messages) {
			left = append(left, uid)
		} else {
			gone = append(gone, uid)
		}
	}
	for _, uid := range gone {
		r.spent[uid] = true
	}
	if s.ledger == nil {
		return nil
	}
	if err := s.note(gone, left); err != nil {
		return err
	}
	return s.mailbox.format.tidy()
}

// note writes down what came of a removal.
func (s *session) note(gone, left []string) error {
	if err := s.ledger.add(removed, gone...); err != nil {
		return err
	}
	return s.ledger.add(kept, left...)
}

func (s *session) Len() int { return len(s.messages) }

func (s *session) Message(i int) pop3.Message { return s.messages[i].Message }

// Commit removes the marked messages, or hides them where files are left alone.
func (s *session) Commit(marked []bool) error {
	err := s.remove(marked)
	if err != nil {
		s.mailbox.log.Error("messages could not be removed", "path", s.mailbox.path, "error", err)
	}
	return err
}

// remove is Commit without a line in the log.
func (s *session) remove(marked []bool) error {
	uids, _ := s.split(marked, marked)
	switch {
	case len(uids) == 0:
		return nil
	case s.ledger == nil:
		s.mailbox.hide(uids)
		return nil
	}
	gone, err := s.mailbox.format.remove(s.messages, marked, func() error { return s.ledger.add(removing, uids...) })
	if gone != nil {
		s.note(s.split(marked, gone)) // if that fails, the next session finds out again
	}
	return err
}

// split gives the unique-ids of the marked messages: of those that are gone, and of
// those that are not.
func (s *session) split(marked, gone []bool) (yes, no []string) {
	for i, m := range s.messages {
		switch {
		case marked[i] && gone[i]:
			yes = append(yes, m.UID)
		case marked[i]:
			no = append(no, m.UID)
		}
	}
	return yes, no
}

// Release gives the lock back, to this process and to others.
func (s *session) Release() {
	if s.ledger != nil {
		s.ledger.close()
	}
	s.mailbox.mu.Lock()
	defer s.mailbox.mu.Unlock()
	s.mailbox.held = false
}

// hide remembers messages that later logins do not see.
func (m *Mailbox) hide(uids []string) {
	for _, uid := range uids {
		m.hidden[uid] = true
	}
}
