package pop3

// The profiles. Each begins with plainWording and says what it does otherwise.

// rfc1939 speaks as the example session of RFC 1939 section 10.
var rfc1939 = Profile{
	Name:    "rfc1939",
	Wording: plainWording(),
	Offers:  offers("AUTH-RESP-CODE", "LANG", "IMPLEMENTATION poplab"),
}

// dewey speaks as the example session of RFC 1081, the ancestor of RFC 1939, and
// tells whether a mailbox exists.
var dewey = Profile{
	Name:           "dewey",
	Wording:        deweyWording(),
	Offers:         offers("IMPLEMENTATION dewey-sandbox"),
	RefusesUnknown: true,
}

// mailServer speaks as a walk-through that textbooks print, which gives no
// octets and says least where RFC 1939 says most.
var mailServer = Profile{
	Name:    "mailServer",
	Wording: mailServerWording(),
	Offers:  offers("IMPLEMENTATION mailServer-sandbox"),
}

// offers is what these servers have in common, and what one of them has beside
// that.
func offers(more ...string) []string {
	return append([]string{
		"CAPA", "APOP", "TOP", "USER", "SASL", "RESP-CODES", "LOGIN-DELAY", "PIPELINING", "EXPIRE", "UIDL", "STLS",
	}, more...)
}

func deweyWording() Wording {
	w := plainWording()
	w.Greeting = "dewey POP3 server ready"
	w.Noop, w.Top, w.Uidl = "", "", ""
	w.WrongPassword = "invalid password"
	return w
}

func mailServerWording() Wording {
	w := plainWording()
	w.User = "user accepted"
	w.LoggedIn = "login successful"
	w.List = "{messages}"
	w.Retr, w.Noop, w.Top, w.Uidl = "", "", "", ""
	w.Quit = "Dewey POP3 server signing off"
	w.QuitLeft = "Dewey POP3 server signing off ({messages} left)"
	w.QuitEmpty = "Dewey POP3 server signing off (Mail drop empty)"
	return w
}
