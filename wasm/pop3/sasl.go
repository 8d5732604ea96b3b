package pop3

// Mechanism is a SASL mechanism of AUTH (RFC 5034 section 4).
type Mechanism struct {
	Name        string // in capitals, such as "SCRAM-SHA-256"
	ServerFirst bool   // the server begins, so that an initial response is refused
	Cleartext   bool   // it sends a password that can be read: announced inside TLS only
	Start       func(challenge string) Exchange
}

// Exchange is one run of a mechanism.
type Exchange interface {
	// Step takes a response of the client, decoded, and gives what comes next:
	// a challenge, not yet encoded, or the finished proof. Where the server goes
	// first the first response is nil. Its error is ErrCredentials, or any other
	// for a response that the mechanism cannot read.
	Step(response []byte) (challenge []byte, proof *Proof, err error)
}
