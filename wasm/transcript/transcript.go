// Package transcript turns the octets of both directions into lines, and lines
// into exchanges. It reads the wire only: what it says of a stranger's server is
// as true as what it says of ours.
package transcript

import "poplab/wasm/pop3"

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
	Listing                // an entry of LIST, UIDL or CAPA
	Header                 // a header line of RETR or TOP, folded lines included
	Separator              // the blank line between header and body
	Text                   // a body line of RETR or TOP
	Terminator             // the line with a lone dot
	Stray                  // a server line that nothing asked for, or with no status indicator
)

// State is how far the session is, as the wire tells it.
type State uint8

const (
	NotConnected  State = iota // no connection, or it ended without UPDATE
	Connected                  // connected, no greeting yet
	Authorization              // greeted
	Transaction                // logged in
	Updated                    // QUIT answered in TRANSACTION; the connection is ending or has ended
)

func (s State) String() string {
	return [...]string{"not connected", "waiting for the greeting", "AUTHORIZATION", "TRANSACTION", "UPDATE"}[s]
}

// Entry is one line. Octets are exactly those of the wire, line end included,
// so that the stream can be rebuilt; for Local entries they are text alone.
type Entry struct {
	Session  int // connections are counted from 1; 0 before the first
	Side     Side
	Kind     Kind
	Octets   []byte
	Exchange int   // index into Exchanges, or -1
	State    State // after this line
	Topic    Topic // for Local entries: what the program says
}

// Topic tells what a Local line is about, so that it can be explained.
type Topic uint8

const (
	NoTopic      Topic = iota
	Typed              // a line the learner typed that stays in the console
	Trying             // telnet looks for the host
	Opened             // the TCP connection stands
	Escape             // telnet's hint about its escape character
	UnknownHost        // no such name
	Refused            // nothing listens on that port
	Usage              // a local word was used wrongly
	Offline            // a line was typed with no connection
	HelpText           // an answer of "help"
	ServerClosed       // the server closed the connection
	LearnerClosed      // the learner hung up: no QUIT
	Lost               // the connection broke; the text says why
)

// Exchange is a command and its whole reply. Greetings are exchanges without a
// command.
type Exchange struct {
	Session   int
	Keyword   string // in capitals; "" for a greeting or an empty line
	Arguments string // after the first space, as sent
	Request   int    // entry of the command, or -1 for a greeting
	Outcome   Outcome
	Status    int   // entry of the status line, or -1 while none came
	End       int   // entry of the last line of the reply, or -1 while incomplete
	Before    State // when the command was sent
	After     State // when its status line came
}

// Outcome is what the status line says.
type Outcome uint8

const (
	Pending Outcome = iota
	OK
	Err
	Garbled // neither +OK nor -ERR
	Unanswered // the connection ended first
)

// Transcript is everything that was said, over all sessions of one console.
type Transcript struct {
	Entries   []Entry
	Exchanges []Exchange
	Host      string // of the newest connection
}

// Open begins a connection; lines from now on belong to a new session.
func (t *Transcript) Open(host string) {}

// Say adds a line of the learner's own program.
func (t *Transcript) Say(topic Topic, text string) {}

// Client adds octets that the client sent, cut in any way.
func (t *Transcript) Client(p []byte) {}

// Server adds octets that the server sent, cut in any way.
func (t *Transcript) Server(p []byte) {}

// Close ends the connection: a line without its end becomes an entry as it
// stands, and exchanges without an answer are marked Unanswered. Use Say for the words.
func (t *Transcript) Close() {}

// State is the state of the newest session.
func (t *Transcript) State() State { return NotConnected }

// Text is the line of entry i without its line end.
func (t *Transcript) Text(i int) string { return "" }

// Body gives the un-stuffed octets of the multi-line reply of an exchange,
// terminator not included.
func (t *Transcript) Body(exchange int) []byte { return nil }

// Masked is the line of entry i without its line end, with the secrets of
// PASS, APOP and AUTH replaced by "•" (six, whatever their length).
func (t *Transcript) Masked(i int) string { return "" }

// Legal are the commands of the table that are legal in s, in table order.
func (s State) Legal() []*pop3.Command { return nil }
