package pop3

import "strings"

// Command is one row of the command table: all that poplab knows of a command.
// Dispatch, refusal in the wrong state, argument checks, CAPA, console help,
// the annotator and the lesson linter read it; nothing repeats it.
type Command struct {
	Name    string // keyword in capitals
	States  State  // where it is legal
	Args    []Arg
	Body    Body   // which of its positive replies have more than one line
	RFC     string // citation, such as "RFC 1939 section 5"
	Summary string // one sentence for people: what it asks the server to do
	Example string // a line that works on the default mailbox
	// Needs is what a profile has to offer for this command to be there, or ""
	// for a command that every server has.
	Needs string
	// Removed is the RFC that took the command out of the protocol, or "".
	Removed string

	run func(*Session, args) (Reply, error)
}

// Arg is one argument: what it is called and what it may be.
type Arg struct {
	Name     string
	Kind     ArgKind
	Optional bool
	UTF8     bool // more than ASCII, where the server offers UTF8 USER
}

// ArgKind is the grammar of one argument.
type ArgKind uint8

const (
	// Word is printable ASCII without a space: a mailbox name, a digest.
	Word ArgKind = iota
	// Rest is everything after the one space, further spaces included: a password.
	Rest
	// Number is a message-number: decimal, counted from 1.
	Number
	// Lines is a count of body lines: decimal, 0 or more.
	Lines
)

// Body says when a positive reply is multi-line (RFC 1939 section 3).
type Body uint8

const (
	// NoBody: never.
	NoBody Body = iota
	// AlwaysBody: RETR, TOP, CAPA.
	AlwaysBody
	// BodyWithoutArgument: LIST and UIDL list all messages only when none is named.
	BodyWithoutArgument
)

// Multiline says whether a +OK to this command with these arguments (the text
// after the first space) is followed by lines and a terminator.
func (c *Command) Multiline(arguments string) bool {
	return c.Body == AlwaysBody || c.Body == BodyWithoutArgument && arguments == ""
}

// Syntax is the command as manuals print it, such as "LIST [message]".
func (c *Command) Syntax() string {
	var b strings.Builder
	b.WriteString(c.Name)
	for _, a := range c.Args {
		if a.Optional {
			b.WriteString(" [" + a.Name + "]")
		} else {
			b.WriteString(" " + a.Name)
		}
	}
	return b.String()
}

// commands is the protocol. Handlers stand in it, so no handler may read it, or
// Go reports an initialization cycle; what one needs of its row reaches it as
// args.
var commands = []Command{
	{Name: "USER", States: Authorization, Args: []Arg{{Name: "name", UTF8: true}}, RFC: "RFC 1939 section 7", Needs: "USER",
		Summary: "Names the mailbox that you want to open. PASS must come next.", Example: "USER mrose",
		run: (*Session).user},
	{Name: "PASS", States: Authorization, Args: []Arg{{Name: "password", Kind: Rest, UTF8: true}}, RFC: "RFC 1939 section 7", Needs: "USER",
		Summary: "Gives the password for the name just sent, and opens the mailbox.", Example: "PASS secret",
		run: (*Session).pass},
	{Name: "APOP", States: Authorization, Args: []Arg{{Name: "name", UTF8: true}, {Name: "digest"}}, RFC: "RFC 1939 section 7", Needs: "APOP",
		Summary: "Logs in with a digest of the greeting's timestamp and a shared secret, so that no password is sent.",
		Example: "APOP mrose c4c9334bac560ecc979e58001b3e22fb", run: (*Session).apop},
	{Name: "STAT", States: Transaction, RFC: "RFC 1939 section 5",
		Summary: "Asks how many messages there are, and how many octets in all.", Example: "STAT",
		run: (*Session).stat},
	{Name: "LIST", States: Transaction, Args: []Arg{anyMessageArg}, Body: BodyWithoutArgument, RFC: "RFC 1939 section 5",
		Summary: "Asks for the size of every message, or of one.", Example: "LIST",
		run: (*Session).list},
	{Name: "RETR", States: Transaction, Args: []Arg{messageArg}, Body: AlwaysBody, RFC: "RFC 1939 section 5",
		Summary: "Fetches a message whole. It stays on the server.", Example: "RETR 1",
		run: (*Session).retr},
	{Name: "DELE", States: Transaction, Args: []Arg{messageArg}, RFC: "RFC 1939 section 5",
		Summary: "Marks a message as deleted. Only QUIT removes it.", Example: "DELE 1",
		run: (*Session).dele},
	{Name: "NOOP", States: Transaction, RFC: "RFC 1939 section 5",
		Summary: "Does nothing but get a reply.", Example: "NOOP",
		run: (*Session).noop},
	{Name: "RSET", States: Transaction, RFC: "RFC 1939 section 5",
		Summary: "Takes every deletion mark back.", Example: "RSET",
		run: (*Session).rset},
	{Name: "TOP", States: Transaction, Args: []Arg{messageArg, linesArg}, Body: AlwaysBody, RFC: "RFC 1939 section 7", Needs: "TOP",
		Summary: "Fetches the header and the first lines of the body.", Example: "TOP 1 0",
		run: (*Session).top},
	{Name: "LAST", States: Transaction, RFC: "RFC 1939 section 9", Needs: "LAST", Removed: "RFC 1725",
		Summary: "Asks for the highest message-number accessed; UIDL took its place in 1994.", Example: "LAST",
		run: (*Session).lastAccessed},
	{Name: "UIDL", States: Transaction, Args: []Arg{anyMessageArg}, Body: BodyWithoutArgument, RFC: "RFC 1939 section 7", Needs: "UIDL",
		Summary: "Asks for the unique-id of every message, or of one; it stays the same from session to session.", Example: "UIDL",
		run: (*Session).uidl},
	{Name: "CAPA", States: Authorization | Transaction, Body: AlwaysBody, RFC: "RFC 2449 section 5", Needs: "CAPA",
		Summary: "Asks which optional commands and behaviours the server has.", Example: "CAPA",
		run: (*Session).capa},
	{Name: "STLS", States: Authorization, RFC: "RFC 2595 section 4", Needs: "STLS",
		Summary: "Asks to go on inside TLS, so that nobody on the way can read along.", Example: "STLS",
		run: (*Session).stls},
	{Name: "AUTH", States: Authorization, RFC: "RFC 5034 section 4", Needs: "SASL",
		Args:    []Arg{{Name: "mechanism"}, {Name: "initial-response", Optional: true}},
		Summary: "Logs in by a SASL mechanism; what it sends is base64, which hides nothing.",
		Example: "AUTH PLAIN AG1yb3NlAHNlY3JldA==", run: (*Session).auth},
	{Name: "UTF8", States: Authorization, RFC: "RFC 6856 section 2.1", Needs: "UTF8",
		Summary: "Tells that the client can read messages with UTF-8 in their headers.", Example: "UTF8",
		run: (*Session).enableUTF8},
	{Name: "LANG", States: Authorization | Transaction, Args: []Arg{{Name: "language", Optional: true}},
		Body: BodyWithoutArgument, RFC: "RFC 6856 section 3", Needs: "LANG",
		Summary: "Asks which languages the server words its replies in, or chooses one.", Example: "LANG de",
		run: (*Session).lang},
	{Name: "QUIT", States: Authorization | Transaction, RFC: "RFC 1939 section 6",
		Summary: "Ends the session; after a login, marked messages are removed first.", Example: "QUIT",
		run: (*Session).quit},
}

// Arguments that several commands take.
var (
	messageArg    = Arg{Name: "message", Kind: Number}
	anyMessageArg = Arg{Name: "message", Kind: Number, Optional: true}
	linesArg      = Arg{Name: "lines", Kind: Lines}
)

// Commands is the table, in the order of RFC 1939 with the extensions behind.
// The caller must not change it.
func Commands() []Command { return commands }

// Lookup finds a command by its keyword in any case, or gives nil.
func Lookup(keyword string) *Command {
	for i := range commands {
		if EqualFold(commands[i].Name, keyword) {
			return &commands[i]
		}
	}
	return nil
}
