package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// The words that connect.

// reachable refuses words that connect where there is nothing to connect to.
func (c *Console) reachable(program string) bool {
	switch {
	case c.unplugged:
		c.say(transcript.Refused, program+": Unable to connect to remote host: Network is unreachable")
		c.tell(transcript.Usage, "The cable of this window is out. Type: plug")
	case c.linked:
		c.tell(transcript.Usage, "You are connected to $. Send QUIT or hang up first.", c.Transcript.Host)
	case c.world == nil:
		c.tell(transcript.Usage, "This console leads to $ only. Press Connect.", c.target)
	case c.shut():
		c.say(transcript.Usage, c.offline())
	default:
		return true
	}
	return false
}

func (c *Console) telnet(rest string) {
	if !c.reachable("telnet") {
		return
	}
	arguments := strings.Fields(rest)
	if len(arguments) > 2 {
		c.tell(transcript.Usage, "telnet takes a host and a port, and a host name has no space in it. $", c.world.advice())
		return
	}
	if len(arguments) == 0 {
		c.tell(transcript.Usage, "telnet needs a host and a port. $", c.world.advice())
		return
	}
	port, ok := portNumber(arguments[1:])
	if !ok {
		c.tell(transcript.Usage, "A port is a number from 1 to 65535. POP3 listens on 110.")
		return
	}
	if s := c.dial("telnet", arguments[0], port); s != nil {
		c.say(transcript.Opened, "Connected to "+s.host.Name+".")
		c.say(transcript.Escape, "Escape character is '^]'.")
		c.link.greet(port)
	}
}

// portNumber reads an optional port, a number or a service name.
func portNumber(arguments []string) (int, bool) {
	if len(arguments) == 0 {
		return 23, true // telnet's own port
	}
	switch pop3.Lower(arguments[0]) {
	case "smtp":
		return smtpPort, true
	case "pop3":
		return pop3Port, true
	case "pop3s":
		return pop3sPort, true
	}
	n, ok := pop3.Decimal(arguments[0])
	return n, ok && n >= 1 && n <= 65535
}

// dial connects to a simulated server and shows what such a program shows. It gives
// nil where it could not.
func (c *Console) dial(program, host string, port int) *server {
	s := c.world.find(host)
	if s == nil {
		c.say(transcript.UnknownHost, program+": could not resolve "+host+"/"+strconv.Itoa(port)+": Name or service not known")
		c.say(transcript.Usage, c.world.instead(host))
		return nil
	}
	c.say(transcript.Trying, "Trying "+s.host.Address+"...")
	if !s.listens(port) {
		c.say(transcript.Refused, program+": Unable to connect to remote host: Connection refused")
		c.say(transcript.Usage, s.refusal(port))
		return nil
	}
	c.join(s, port)
	return s
}

// join makes the connection to a server that listens.
func (c *Console) join(s *server, port int) {
	protocol := transcript.POP3
	if port == smtpPort {
		protocol = transcript.SMTP
	}
	c.port = port
	l := c.world.accept(c, s)
	c.Transcript.OpenAs(s.host.Name, protocol)
	c.world.overhear(l, protocol)
}

// greet lets the server speak first, as it does in both protocols. On port 995 it
// waits for TLS instead.
func (l *link) greet(port int) {
	switch port {
	case smtpPort:
		l.mail = l.server.receiver(l.console)
		l.carry(transcript.Server, l.mail.Greeting())
	case pop3sPort:
		l.mute = true
	default:
		l.session = l.server.pop3(l.server.upgrade())
		l.reply(l.session.Greeting())
	}
}

// upgrade says what a POP3 session in the clear knows of TLS.
func (s *server) upgrade() pop3.TLS {
	if s.tls && !s.world.attacked {
		return pop3.TLSOffered
	}
	return pop3.NoTLS
}
