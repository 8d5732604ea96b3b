package pop3

// The profiles. Each begins with plainWording and says what it does otherwise.

// rfc1939 speaks as the example session of RFC 1939 section 10.
var rfc1939 = Profile{
	Name:    "rfc1939",
	Wording: plainWording(),
	Offers:  offers("rfc1939"),
}

// dewey speaks as the example session of RFC 1081, the ancestor of RFC 1939, and
// tells whether a mailbox exists.
var dewey = Profile{
	Name:           "dewey",
	Wording:        deweyWording(),
	Offers:         offers("dewey"),
	RefusesUnknown: true,
}

// mailServer speaks as a walk-through that textbooks print, which gives no
// octets and says least where RFC 1939 says most.
var mailServer = Profile{
	Name:    "mailServer",
	Wording: mailServerWording(),
	Offers:  offers("mailServer"),
}

// offers is the list of a server that has everything in this package.
func offers(name string) []string {
	return []string{
		"CAPA", "APOP", "TOP", "USER", "RESP-CODES", "PIPELINING", "EXPIRE", "UIDL", "STLS",
		"IMPLEMENTATION " + name + "-sandbox",
	}
}

func plainWording() Wording {
	return Wording{
		Greeting: "POP3 server ready",

		User:     "{name}",
		LoggedIn: "{name}'s maildrop has {messages} ({octets})",
		List:     "{messages} ({octets})",
		Retr:     "{octets}",
		Dele:     "message {number} deleted",
		Rset:     "maildrop has {messages} ({octets})",
		Capa:     "Capability list follows",

		Quit:       "dewey POP3 server signing off",
		QuitLeft:   "dewey POP3 server signing off ({messages} left)",
		QuitEmpty:  "dewey POP3 server signing off (maildrop empty)",
		NotRemoved: "some deleted messages not removed",

		LineTooLong:     "line too long, a command has at most 255 octets with its CRLF",
		Unprintable:     "{octet} at position {number}, a command is printable ASCII and single spaces",
		EmptyLine:       "empty line, a command was expected",
		ExtraSpace:      "extra space, exactly one space separates the parts of a command",
		UnknownCommand:  "unknown command {argument}",
		WrongState:      "{command} not valid in {state} state",
		MissingArgument: "{command} needs {wanted}",
		NoArgument:      "{command} takes no argument, nothing was done",
		ExtraArgument:   "{command} takes {wanted} and nothing more",
		NotANumber:      "{command} needs {wanted}, not {argument}",
		NotADigest:      "the digest of APOP is 32 hexadecimal digits",

		StartTLS:  "Begin TLS negotiation",
		TLSActive: "Command not permitted when TLS active",
		NoTLS:     "TLS not available here",
		NeedsTLS:  "issue STLS first",

		NoUser:        "send USER first",
		SecondUser:    "PASS was expected after USER, start again with USER",
		NoSuchUser:    "sorry, no mailbox for {name} here",
		WrongPassword: "wrong name or password",
		WrongDigest:   "permission denied",
		NoAPOP:        "APOP not offered, the greeting holds no timestamp",
		InUse:         "maildrop already locked",
		Unavailable:   "maildrop cannot be opened now, try again later",

		MessageZero: "no such message, numbers begin with 1",
		NoMessage:   "no such message, only {messages} in maildrop",
		Deleted:     "message {number} already deleted",
	}
}

func deweyWording() Wording {
	w := plainWording()
	w.Greeting = "dewey POP3 server ready"
	w.WrongPassword = "invalid password"
	return w
}

func mailServerWording() Wording {
	w := plainWording()
	w.User = "user accepted"
	w.LoggedIn = "login successful"
	w.List = "{messages}"
	w.Retr = ""
	w.Quit = "Dewey POP3 server signing off"
	w.QuitLeft = "Dewey POP3 server signing off ({messages} left)"
	w.QuitEmpty = "Dewey POP3 server signing off (Mail drop empty)"
	return w
}
