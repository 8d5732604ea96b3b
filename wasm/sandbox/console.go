package sandbox

import (
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Console is the learner's terminal. Lines typed into it go to a simulated
// server of its world, or are handed back to be sent to a real one; local words
// such as "telnet" and "help" stay in the console. All that happens is in
// Transcript.
type Console struct {
	Transcript *transcript.Transcript
	Facts      map[string]string // what the scenario generated, such as "word"

	world   *world        // nil for a console in front of a real server
	target  string        // name of the real server
	session *pop3.Session // the simulated server's side of the open connection
	linked  bool          // a connection stands
	cleared bool
}

// NewConsole sets up a world and a console in front of it. The seed decides
// what a "generate" statement makes.
func NewConsole(s Scenario, seed string) *Console {
	w := newWorld(s, seed)
	return &Console{Transcript: &transcript.Transcript{}, Facts: w.facts, world: w}
}

// NewBridgedConsole is a console in front of a real server, reached through the
// bridge: Type gives the octets to send, Receive takes those that came.
func NewBridgedConsole(target string) *Console {
	return &Console{Transcript: &transcript.Transcript{}, target: target}
}

// Type takes one line as the learner typed it, without line end. For a bridged
// console it gives the octets to send to the real server, else nil.
func (c *Console) Type(line string) []byte {
	if c.local(line) {
		return nil
	}
	octets := []byte(line + "\r\n")
	c.Transcript.Client(octets)
	if c.session == nil {
		return octets
	}
	c.session.Feed(octets, c.emit)
	return nil
}

// emit puts a reply of the simulated server on the wire.
func (c *Console) emit(r pop3.Reply) {
	var out stream
	r.WriteTo(&out) // a stream never fails
	c.Transcript.Server(out)
	if r.Close {
		c.close(transcript.ServerClosed, "Connection closed by foreign host.")
	}
}

// stream is what goes from the simulated server to the console.
type stream []byte

func (s *stream) Write(p []byte) (int, error) {
	*s = append(*s, p...)
	return len(p), nil
}

// Connected says whether a connection stands.
func (c *Console) Connected() bool { return c.linked }

// Start is when the clock of the simulated world begins, in microseconds since
// 1970; 0 in front of a real server.
func (c *Console) Start() int64 {
	if c.world == nil {
		return 0
	}
	return firstClock * 1e6
}

// Linked tells a bridged console that the connection to the real server stands.
func (c *Console) Linked() {
	c.open(c.target)
}

// Receive takes octets of the real server.
func (c *Console) Receive(octets []byte) { c.Transcript.Server(octets) }

// Hangup closes the connection as closing the telnet window does: no QUIT is
// sent, so nothing is removed (RFC 1939 section 6).
func (c *Console) Hangup() {
	c.close(transcript.LearnerClosed, "Connection closed. QUIT was not sent.")
}

// Lost tells that the connection ended, and why in words.
func (c *Console) Lost(reason string) { c.close(transcript.Lost, reason) }

// Ended tells that the real server closed the connection in its own time.
func (c *Console) Ended() {
	c.close(transcript.ServerClosed, "Connection closed by foreign host.")
}

func (c *Console) open(host string) {
	c.linked = true
	c.Transcript.Open(host)
}

func (c *Console) close(topic transcript.Topic, text string) {
	if !c.linked {
		return
	}
	c.linked = false
	if c.session != nil {
		c.session.Drop()
		c.session = nil
	}
	c.Transcript.Close()
	c.Transcript.Say(topic, text)
}

// Maildrop is a maildrop as the server of that host keeps it, or nil.
func (c *Console) Maildrop(host, user string) *mailbox.Maildrop {
	if c.world == nil {
		return nil
	}
	server := c.world.find(host)
	if server == nil {
		return nil
	}
	account := server.accounts.Find(user)
	if account == nil {
		return nil
	}
	return account.Maildrop
}

// Cleared says, once, that the learner asked for an empty screen.
func (c *Console) Cleared() bool {
	was := c.cleared
	c.cleared = false
	return was
}

// say adds lines of the learner's own program.
func (c *Console) say(topic transcript.Topic, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		c.Transcript.Say(topic, line)
	}
}
