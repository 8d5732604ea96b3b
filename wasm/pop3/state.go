package pop3

// State is a state of a POP3 session, or a set of states where one is asked for
// (RFC 1939 section 3).
type State uint8

const (
	// Authorization: the greeting was sent, the client has not yet proved who
	// it is (RFC 1939 section 4).
	Authorization State = 1 << iota
	// Transaction: the maildrop is open and locked for this session (RFC 1939
	// section 5).
	Transaction
	// Update: QUIT was sent in Transaction; marked messages are removed and the
	// lock is released (RFC 1939 section 6).
	Update
)

// String gives the name that the RFC prints, in capitals.
func (s State) String() string {
	switch s {
	case Authorization:
		return "AUTHORIZATION"
	case Transaction:
		return "TRANSACTION"
	case Update:
		return "UPDATE"
	case Authorization | Transaction:
		return "AUTHORIZATION or TRANSACTION"
	}
	return "no state"
}
