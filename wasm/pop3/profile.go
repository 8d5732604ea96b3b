package pop3

// Profile is the wording and the habits of one server, as data.
type Profile struct {
	Name string
	Wording
	// Offers is everything optional that the server has, in the order in which
	// CAPA prints it, and the one switch for it: a command that needs what is not
	// here is unknown, and response codes are not sent without RESP-CODES. Some
	// entries have no line of their own: CAPA itself, and APOP, which the
	// greeting announces (RFC 2449 section 6).
	Offers []string
	// RefusesUnknown: USER with the name of no mailbox gets -ERR. It is kind to
	// people and tells strangers who exists, so RFC 1939 section 13 advises
	// against it.
	RefusesUnknown bool
	// Habits are the departures of a real server. The servers of the RFCs and of
	// textbooks have none.
	Habits Habits
}

// Profiles are all profiles. The caller must not change them.
func Profiles() []*Profile {
	return []*Profile{&dewey, &mailServer, &rfc1225, &rfc1939, &rfc6856, &dovecot, &courier, &gmail}
}

// ProfileByName finds a profile by its Name, such as "rfc1939", or gives nil.
func ProfileByName(name string) *Profile {
	for _, p := range Profiles() {
		if p.Name == name {
			return p
		}
	}
	return nil
}
