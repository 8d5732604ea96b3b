package pop3

// Profile is the wording and the habits of one server, as data.
type Profile struct {
	Name string
}

// ProfileByName finds a profile ("dewey", "mailServer", "rfc1939"), or gives nil.
func ProfileByName(name string) *Profile { panic("engine") }
