package pop3

// plainWording is what the server says if its profile words nothing otherwise.
func plainWording() Wording {
	return Wording{
		Greeting: "POP3 server ready",

		User:     "{name}",
		LoggedIn: "{name}'s maildrop has {messages} ({octets})",
		List:     "{messages} ({octets})",
		Retr:     "{octets}",
		Dele:     "message {number} deleted",
		Noop:     "nothing done",
		Rset:     "maildrop has {messages} ({octets})",
		Top:      "top of message {number} follows",
		Uidl:     "unique-ids of {messages}",
		Capa:     "Capability list follows",

		Quit:       "dewey POP3 server signing off",
		QuitLeft:   "dewey POP3 server signing off ({messages} left)",
		QuitEmpty:  "dewey POP3 server signing off (maildrop empty)",
		NotRemoved: "some deleted messages not removed",

		LineTooLong:     "line too long, a command has at most 255 octets with its CRLF",
		ResponseTooLong: "line too long, a response has at most 8192 octets with its CRLF",
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
		LateTLS:   "STLS must come before UTF8",

		NoMechanism: "mechanism {argument} not offered",
		ServerFirst: "{argument} begins with a challenge of the server, send it without a response",
		Cancelled:   "AUTH cancelled",
		NotBase64:   "not base64, AUTH is over",
		BadResponse: "not a response that the mechanism can read, AUTH is over",

		UTF8:       "UTF-8 in headers from now on",
		NeedsUTF8:  "message {number} has UTF-8 in its header, send UTF8 before the login",
		Languages:  "Language listing follows",
		Language:   "replies are in English from now on",
		NoLanguage: "no language {argument} here, LANG lists them",

		NoUser:        "send USER first",
		SecondUser:    "PASS was expected after USER, start again with USER",
		NoSuchUser:    "sorry, no mailbox for {name} here",
		WrongPassword: "wrong name or password",
		WrongDigest:   "permission denied",
		NoAPOP:        "APOP not offered, the greeting holds no timestamp",
		InUse:         "maildrop already locked",
		TooSoon:       "minimum time between logins is {number} seconds",
		Unavailable:   "maildrop cannot be opened now, try again later",

		MessageZero: "no such message, numbers begin with 1",
		NoMessage:   "no such message, only {messages} in maildrop",
		Deleted:     "message {number} already deleted",

		OneMessage: "1 message",
		Messages:   "{number} messages",
		OneOctet:   "1 octet",
		Octets:     "{number} octets",

		Backspace:  "backspace",
		LoneCR:     "a lone CR",
		OtherOctet: "octet {number}",

		And:        " and ",
		AMessage:   "a message number",
		ALineCount: "a number of lines",
		AName:      "a name",
		APassword:  "a password",
		ADigest:    "a digest",
		AMechanism: "a mechanism such as PLAIN",
		AResponse:  "an initial response",
		ATongue:    "a language",
	}
}
