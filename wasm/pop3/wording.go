package pop3

// Wording is everything that a server says in its own words. Clients read only
// the status indicator (RFC 1939 section 9); people read the rest, so each text
// of a refusal says what was wrong with the line.
//
// The doc of a field names the placeholders that its text may hold. STAT, LIST
// and UIDL of one message are missing here: their fields are fixed.
type Wording struct {
	_ [0]func() // not comparable: nobody compares two, and the code for it is large

	Greeting Template // no placeholder; the timestamp of APOP is added behind it

	User     Template // {name}
	LoggedIn Template // {name} {messages} {octets}
	List     Template // {messages} {octets}
	Retr     Template // {number} {octets}
	Dele     Template // {number}
	Noop     Template
	Rset     Template // {messages} {octets}
	Top      Template // {number}
	Uidl     Template // {messages} {octets}
	Capa     Template

	Quit      Template // before a login
	QuitLeft  Template // {messages} {octets}; messages are left in the maildrop
	QuitEmpty Template
	// QuitRemoved goes before the two above where QUIT removed something, and is
	// "" for a server that does not tell.
	QuitRemoved Template // {messages} {octets}
	NotRemoved  Template // QUIT could not remove all marked messages

	LineTooLong     Template
	ResponseTooLong Template // within AUTH
	Unprintable     Template // {octet} {number}: its position in the line, from 1
	EmptyLine       Template
	ExtraSpace      Template
	UnknownCommand  Template // {argument}: the keyword as typed
	WrongState      Template // {command} {state}
	MissingArgument Template // {command} {wanted}
	NoArgument      Template // {command}; it takes none and got one
	ExtraArgument   Template // {command} {wanted}
	NotANumber      Template // {command} {wanted} {argument}
	NotADigest      Template

	StartTLS  Template // STLS: the handshake begins
	TLSActive Template // STLS inside TLS
	NoTLS     Template // STLS where there is no certificate
	NeedsTLS  Template // a password in the clear where RequireTLS forbids it
	LateTLS   Template // STLS behind UTF8

	NoMechanism Template // {argument}: a mechanism that AUTH does not have
	ServerFirst Template // {argument}: an initial response to one that does without
	Cancelled   Template // AUTH, by "*"
	NotBase64   Template
	BadResponse Template // base64 of something that the mechanism cannot read

	UTF8       Template
	NeedsUTF8  Template // behind [UTF8]; {number}
	Languages  Template // LANG lists them
	Language   Template // LANG has chosen this one; its tag is added before it
	NoLanguage Template // {argument}

	NoUser        Template // PASS without USER straight before it
	SecondUser    Template // USER where PASS was due
	NoSuchUser    Template // {name}; only where the profile refuses unknown names
	WrongPassword Template
	WrongDigest   Template
	NoAPOP        Template
	InUse         Template // behind [IN-USE]
	TooSoon       Template // behind [LOGIN-DELAY]; {number} of seconds
	Unavailable   Template // behind [SYS/TEMP]

	MessageZero Template
	NoMessage   Template // {argument} {messages}: how many there are, marked ones included
	Deleted     Template // {number}

	// What other texts are put together from. Of {messages} and {octets}:
	OneMessage, Messages Template // {number}
	OneOctet, Octets     Template // {number}
	// Of {octet}:
	Backspace, LoneCR Template
	OtherOctet        Template // {number}: its value
	// Of {wanted}:
	And                            Template
	AMessage, ALineCount           Template
	AName, APassword, ADigest      Template
	AMechanism, AResponse, ATongue Template
}
