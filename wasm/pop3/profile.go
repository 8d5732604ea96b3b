package pop3

// Profile is the wording and the habits of one server, as data.
type Profile struct {
	Name string
	Wording
	// Capabilities are the lines of CAPA, in the order of RFC 2449 section 6.
	// What is not in the list is not there: a command that has a capability of
	// its own name is unknown without it, and response codes are not sent
	// without RESP-CODES.
	Capabilities []string
	// RefusesUnknown: USER with the name of no mailbox gets -ERR. It is kind to
	// people and tells strangers who exists, so RFC 1939 section 13 advises
	// against it.
	RefusesUnknown bool
}

// Profiles are all profiles. The caller must not change them.
func Profiles() []*Profile { return []*Profile{&dewey, &mailServer, &rfc1939} }

// ProfileByName finds a profile ("dewey", "mailServer", "rfc1939"), or gives nil.
func ProfileByName(name string) *Profile {
	for _, p := range Profiles() {
		if p.Name == name {
			return p
		}
	}
	return nil
}
