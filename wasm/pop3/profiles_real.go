package pop3

// Profiles of real servers: texts, capabilities and habits as they were observed.
// They are no proof of what POP3 is, but of what a client meets. Where a server
// words one fault in several ways, its profile keeps to the one that is never
// wrong.

// dovecot is Dovecot 2.3 as Debian 12 has it, with pop3_lock_session switched on.
var dovecot = Profile{
	Name:    "dovecot",
	Wording: dovecotWording(),
	Offers: []string{
		"CAPA", "APOP", "TOP", "UIDL", "RESP-CODES", "PIPELINING", "AUTH-RESP-CODE", "STLS", "USER", "SASL",
	},
	Habits: spacesDoubled | wordsIgnored | userKept | userReplaced | capaVanishing | capaListed,
}

// courier is courierpop3d 1.0. It announces a delay between logins that it does
// not ask for.
var courier = Profile{
	Name:    "courier",
	Wording: courierWording(),
	Offers: []string{
		"CAPA", "TOP", "USER", "LOGIN-DELAY 10", "PIPELINING", "UIDL", "UTF8 USER", "IMPLEMENTATION Courier Mail Server",
	},
	Habits: spacesDoubled | spacesLeading | wordsIgnored | numberNoise | numbersWrap | userKept | userReplaced | passAgain | noLock,
}

// gmail is the POP3 server of Gmail, where the real mailbox is another one than
// that which POP3 shows: what was fetched is hidden afterwards, and what DELE
// means is a setting on the web, here that the message is kept.
var gmail = Profile{
	Name:    "gmail",
	Wording: gmailWording(),
	Offers: []string{
		"CAPA", "USER", "RESP-CODES", "EXPIRE 0", "LOGIN-DELAY 300", "TOP", "UIDL", "X-GOOGLE-RICO", "SASL",
	},
	Habits: fetchedHidden | deleIgnored | capaVanishing,
}

// tersely gives all faults of a line one text, and all faults of its arguments
// another.
func tersely(line, argument Template) Wording {
	w := plainWording()
	w.Noop, w.Top, w.Uidl = "", "", ""
	w.LineTooLong, w.Unprintable, w.EmptyLine, w.ExtraSpace, w.UnknownCommand, w.WrongState = line, line, line, line, line, line
	w.MissingArgument, w.NoArgument, w.ExtraArgument, w.NotADigest = argument, argument, argument, argument
	return w
}

func dovecotWording() Wording {
	w := tersely("Unknown command.", "Invalid parameters.")
	w.Greeting = "Dovecot (Debian) ready."
	w.User, w.Rset, w.Capa = "", "", ""
	w.LoggedIn = "Logged in."
	w.List = "{messages}:"
	w.Dele = "Marked to be deleted."
	w.Quit, w.QuitLeft, w.QuitEmpty = "Logging out", "Logging out.", "Logging out."
	w.QuitRemoved = "Logging out, messages deleted."
	w.StartTLS = "Begin TLS negotiation now."
	w.TLSActive = "TLS is already active."
	w.NeedsTLS = "Plaintext authentication disallowed on non-secure (SSL/TLS) connections."
	w.NoUser = "No username given."
	w.WrongPassword, w.WrongDigest = "Authentication failed.", "Authentication failed."
	w.InUse = "Mailbox is locked by another POP3 session."
	w.NotANumber = "Invalid message number: {argument}"
	w.MessageZero = "There's no message 0."
	w.NoMessage = "There's no message {argument}."
	w.Deleted = "Message is deleted."
	return w
}

func courierWording() Wording {
	w := tersely("Invalid command.", "Invalid command.")
	w.Greeting = "Hello there."
	w.User = "Password required."
	w.LoggedIn = "logged in."
	w.List, w.Capa = "", ""
	w.Retr = "{octets} follow."
	w.Top = "headers follow."
	w.Dele = "Deleted."
	w.Noop = "Yup."
	w.Rset = "Resurrected."
	w.Quit = "Better luck next time."
	w.QuitLeft, w.QuitEmpty = "Bye-bye.", "Bye-bye."
	w.UTF8 = "UTF8 enabled"
	w.NoUser = "USER/PASS required."
	w.WrongPassword = "Login failed."
	const number = "Invalid message number."
	w.NotANumber, w.MessageZero, w.NoMessage, w.Deleted = number, number, number, number
	return w
}

func gmailWording() Wording {
	w := tersely("bad command", "bad command")
	w.Greeting = "Gpop ready for requests from 192.0.2.25 poplab"
	w.User = "send PASS"
	w.LoggedIn = "Welcome."
	w.Retr = "message follows"
	w.Dele = "marked for deletion"
	w.Quit, w.QuitLeft, w.QuitEmpty = "Farewell.", "Farewell.", "Farewell."
	w.WrongPassword = "Username and password not accepted."
	return w
}
