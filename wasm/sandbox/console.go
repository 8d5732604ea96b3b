package sandbox

import (
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// Console is the learner's terminal. Lines typed into it go to a simulated
// server of its world, or are handed back to be sent to a real one; local words
// such as "telnet" and "help" stay in the console. All that happens is in
// Transcript.
type Console struct {
	Name       string // of the window; "" where there is only one
	Transcript *transcript.Transcript
	Facts      map[string]string // those of the world

	world     *World  // nil for a console in front of a real server
	device    *device // whose window this is, or nil
	target    string  // name of the real server
	link      *link   // the open connection to a simulated server
	linked    bool    // a connection stands
	port      int     // of the newest connection to a simulated server
	unplugged bool    // the network cable is out
	cleared   bool

	fetched []int // exchanges that fetched a message whole, among the first settled ones
	settled int
}

// NewConsole sets up a world and gives the console at which the learner sits.
func NewConsole(s Scenario, seed string) *Console { return NewWorld(s, seed).Window() }

// NewBridgedConsole is a console in front of a real server, reached through the
// bridge: Type gives the octets to send, Receive takes those that came.
func NewBridgedConsole(target string) *Console {
	return &Console{Transcript: &transcript.Transcript{}, target: target}
}

// Type takes what the learner typed: one line without its end or, where several
// were pasted, all of them with "\n" between. Those that follow each other onto the
// wire go out in one piece, as pipelining does (RFC 2449 section 6.6), and those behind
// the word "window" go to that window. For a bridged console it gives the octets to
// send to the real server, else nil.
func (c *Console) Type(lines string) (send []byte) {
	var piece []byte
	for _, line := range strings.Split(lines, "\n") {
		if w, local := c.understands(line); local {
			send = append(send, c.transmit(piece)...)
			piece = nil
			c.run(w, line)
			if c.world != nil {
				c = c.world.current
			}
			continue
		}
		piece = append(append(piece, line...), "\r\n"...)
		if c.link != nil && c.link.mail != nil { // SMTP here has no pipelining
			c.transmit(piece)
			piece = nil
		}
	}
	return append(send, c.transmit(piece)...)
}

// transmit puts octets of the learner on the wire.
func (c *Console) transmit(octets []byte) []byte {
	switch {
	case len(octets) == 0:
	case c.world == nil:
		c.Transcript.Client(octets)
		return octets
	case c.link != nil:
		c.link.hear(octets)
	}
	return nil
}

// Connected says whether a connection stands.
func (c *Console) Connected() bool { return c.linked }

// Port is where the newest connection to a simulated server leads to; 0 before the
// first one, and in front of a real server.
func (c *Console) Port() int { return c.port }

// Secure says whether TLS is drawn around the connection that stands.
func (c *Console) Secure() bool { return c.link != nil && c.link.sealed }

// Start is when the clock of the simulated world began, in microseconds since
// 1970; 0 in front of a real server.
func (c *Console) Start() int64 {
	if c.world == nil {
		return 0
	}
	return int64(c.world.begin) * 1e6
}

// Linked tells a bridged console that the connection to the real server stands.
func (c *Console) Linked() {
	c.linked = true
	c.Transcript.Open(c.target)
}

// Secured tells a bridged console that TLS wraps the connection to the real server
// from here on, and in words how.
func (c *Console) Secured(text string) {
	if c.linked {
		c.Transcript.Secure(text)
	}
}

// Receive takes octets of the real server.
func (c *Console) Receive(octets []byte) { c.Transcript.Server(octets) }

// Hangup closes the connection as closing the telnet window does: no QUIT is
// sent, so nothing is removed (RFC 1939 section 6). A real server that has answered
// QUIT may leave that to its client.
func (c *Console) Hangup() {
	if c.device != nil {
		c.device.visit.open = false // it was the program that was ended
	}
	if c.quits() {
		c.close(transcript.LearnerClosed, "Connection closed.")
		return
	}
	c.close(transcript.LearnerClosed, "Connection closed. QUIT was not sent.")
}

// quits says whether the newest command of this connection is QUIT.
func (c *Console) quits() bool {
	all := c.Transcript.Exchanges
	if len(all) == 0 {
		return false
	}
	x := &all[len(all)-1]
	return x.Keyword == "QUIT" && x.Session == c.Transcript.Entries[len(c.Transcript.Entries)-1].Session
}

// Lost tells that the connection ended, and why in words.
func (c *Console) Lost(reason string) { c.close(transcript.Lost, reason) }

// Ended tells that the real server closed the connection in its own time.
func (c *Console) Ended() { c.close(transcript.ServerClosed, closedByServer) }

const closedByServer = "Connection closed by foreign host."

// close ends the connection on this side. A server hears of it only where the cable
// is in.
func (c *Console) close(topic transcript.Topic, text string) {
	if !c.linked {
		return
	}
	if c.link != nil {
		c.link.console = nil
		if !c.unplugged {
			c.link.end()
		}
	}
	c.linked, c.link = false, nil
	c.Transcript.Close()
	c.Transcript.Say(topic, text)
}

// Maildrop is a maildrop as the server of that host keeps it, or nil.
func (c *Console) Maildrop(host, user string) *mailbox.Maildrop {
	if c.world == nil {
		return nil
	}
	return c.world.Maildrop(host, user)
}

// Cleared says, once, that the learner asked for an empty screen.
func (c *Console) Cleared() bool {
	was := c.cleared
	c.cleared = false
	return was
}

// tell says a phrase of this program's own, in the language of the page.
func (c *Console) tell(topic transcript.Topic, template string, parts ...string) {
	c.say(topic, phrase.Say(template, parts...))
}

// say adds lines of the learner's own program, as they are.
func (c *Console) say(topic transcript.Topic, text string) {
	for _, line := range strings.Split(text, "\n") {
		c.Transcript.Say(topic, line)
	}
}
