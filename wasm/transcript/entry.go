package transcript

// Side is who wrote a line.
type Side byte

const (
	Server Side = 'S'
	Client Side = 'C'
	// Local is the learner's own program (telnet, the console): such lines
	// never were on the wire.
	Local Side = 'L'
)

// Kind is what a line is within the protocol.
type Kind uint8

const (
	LocalText  Kind = iota // a line of the learner's own program
	Greeting               // the first line of the server
	Request                // a command line
	Response               // a client's line inside AUTH
	Status                 // +OK or -ERR
	Challenge              // "+ " inside AUTH
	Listing                // an entry of LIST, UIDL or CAPA; of SMTP a line that says that more follow
	Header                 // a header line of RETR or TOP, folded lines included
	Separator              // the blank line between header and body
	Text                   // a body line of RETR or TOP; of SMTP any line of the mail behind DATA
	Terminator             // the line with a lone dot
	Stray                  // a server line that nothing asked for, or with no status indicator
	Sealed                 // a record of TLS, or a part of one: no line, and not to be read
)

// Entry is one line. Octets are exactly those of the wire, line end included,
// so that the stream can be rebuilt; for Local entries they are text alone.
//
// A transcript may have some 100,000 of them, so they are kept small: 80 octets
// and those of the line.
type Entry struct {
	Side     Side
	Kind     Kind
	State    State // after this line
	Topic    Topic // for Local entries: what the program says
	hidden   span  // the secret within the line
	Octets   []byte
	Session  int // connections are counted from 1; 0 before the first
	Exchange int // index into Exchanges, or -1

	Time   int64 // when its end came: microseconds since 1970, or 0 where nobody knows
	Offset int   // octets that its side sent in the session before it
	Sum    int   // of a line of mail (RETR, TOP, DATA): octets of the message up to its end, un-stuffed
}

// Topic tells what a Local line is about, so that it can be explained.
type Topic uint8

// The first topics are those of any program that connects, the others those of a
// simulated world.
const (
	NoTopic       Topic = iota
	Typed               // a line the learner typed that stays in the console
	Trying              // telnet looks for the host
	Opened              // the TCP connection stands
	Escape              // telnet's hint about its escape character
	UnknownHost         // no such name
	Refused             // nothing listens on that port
	Usage               // a local word was used wrongly
	Offline             // a line was typed with no connection
	HelpText            // an answer of "help"
	ServerClosed        // the server closed the connection
	LearnerClosed       // the learner hung up: no QUIT
	Lost                // the connection broke; the text says why
	TLSBegun            // from here on TLS wraps the connection, and who keeps this transcript reads inside it
	Gap                 // octets are missing here; the text says how many
	Logged              // a line of the program that kept a log, and not of the wire
	ViaHere             // the bridge has reached the server; the page speaks with it within one machine
	ViaTLS              // the same, inside TLS
	ViaClear            // the same, in clear text over a network
	Unfinished          // a capture ends here, and the connection stood

	Moved       // the learner sits at another window now
	Waited      // time passed
	Arrived     // a message came into a maildrop
	CableOut    // the network cable of this window was pulled
	CableIn     // it is back
	DiskFull    // no server can write any more
	DiskFree    // they can again
	AttackerOn  // somebody on the line takes the offer of TLS away
	AttackerOff // no longer
	HostStopped // nothing listens at a host any more
	HostStarted // its servers are back
	Queued      // a relay keeps a message, or tells what it keeps
	Relayed     // a relay handed a message over
	ReadCopy    // a message as this window fetched it
	Digested    // the digest of a text
	Listens     // this window shows what an eavesdropper reads
	TimedOut    // the server ended a session that was silent for too long
	Runs        // a mail program begins to check the mail
	Checked     // what it says when it has
	Failed      // what it says when it could not
	ModeSet     // a device has another mail program
	OtherCable  // the cable of another window was pulled, or is back
	NotYours    // a line was typed at the window of a mail program

	Topics // how many there are
)

// String is the name of the topic, as in "cable-out".
func (t Topic) String() string {
	return [Topics]string{
		"none", "typed", "trying", "opened", "escape", "unknown-host", "refused", "usage", "offline", "help",
		"server-closed", "learner-closed", "lost", "tls", "gap", "logged",
		"via-here", "via-tls", "via-clear", "unfinished",
		"moved", "waited", "arrived", "cable-out", "cable-in", "disk-full", "disk-free", "attacker-on", "attacker-off",
		"host-stopped", "host-started", "queued", "relayed", "read-copy", "digested", "listens", "timed-out",
		"runs", "checked", "failed", "mode-set", "other-cable", "not-yours",
	}[t]
}
