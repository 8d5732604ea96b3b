package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// word is a local word: the console understands it, the wire never carries it.
type word struct {
	name  string
	usage string
	run   func(c *Console, arguments []string)
}

// words are the local words. The list is a function because help reads it.
func words() []word {
	return []word{
		{"telnet", "telnet HOST PORT", (*Console).telnet},
		{"openssl", "openssl s_client -connect HOST:995", (*Console).openssl},
		{"help", "help [COMMAND]", (*Console).help},
		{"clear", "clear", (*Console).clear},
	}
}

// local runs a line that stays in the console and says whether it was one.
// While a connection stands only the words in small letters are local, so that
// HELP still reaches the server; without one, nothing can leave the console.
func (c *Console) local(line string) bool {
	fields := strings.Fields(line)
	for _, w := range words() {
		if len(fields) > 0 && (fields[0] == w.name || !c.linked && pop3.EqualFold(fields[0], w.name)) {
			c.Transcript.Say(transcript.Typed, line)
			w.run(c, fields[1:])
			return true
		}
	}
	if c.linked {
		return false
	}
	c.Transcript.Say(transcript.Typed, line)
	c.say(transcript.Offline, c.offline())
	return true
}

// offline says how to get a connection.
func (c *Console) offline() string {
	if c.world == nil {
		return "Not connected, so nothing was sent. Press Connect first."
	}
	return "Not connected, so nothing was sent. " + c.world.advice()
}

func (c *Console) clear([]string) { c.cleared = true }

func (c *Console) help(arguments []string) {
	if len(arguments) == 0 {
		c.say(transcript.HelpText, c.overview())
		return
	}
	command := pop3.Lookup(arguments[0])
	if command == nil {
		c.say(transcript.HelpText, "POP3 has no command "+pop3.Upper(arguments[0])+" that this console knows. It knows: "+
			names(every()))
		return
	}
	c.say(transcript.HelpText, command.Syntax()+": "+command.Summary+
		"\nLegal in the "+command.States.String()+" state. Try: "+command.Example+". See "+command.RFC+".")
}

func (c *Console) overview() string {
	var usages []string
	for _, w := range words() {
		usages = append(usages, w.usage)
	}
	help := "For this console, never sent: " + strings.Join(usages, ", ") + ".\n"
	if legal := c.Transcript.Legal(); len(legal) > 0 {
		help += "The standard allows now: " + names(legal) + ".\n"
	}
	help += "\"help STAT\" explains one command. "
	if c.linked {
		return help + "HELP in capitals goes to the server."
	}
	return help + "Connect, and the server will greet you."
}

func every() []*pop3.Command {
	var all []*pop3.Command
	for i := range pop3.Commands() {
		all = append(all, &pop3.Commands()[i])
	}
	return all
}

func names(list []*pop3.Command) string {
	all := make([]string, len(list))
	for i, c := range list {
		all[i] = c.Name
	}
	return strings.Join(all, " ")
}

// reachable refuses words that connect where there is nothing to connect to.
func (c *Console) reachable() bool {
	switch {
	case c.linked:
		c.say(transcript.Usage, "You are connected to "+c.Transcript.Host+". Send QUIT or hang up first.")
	case c.world == nil:
		c.say(transcript.Usage, "This console leads to "+c.target+" only. Press Connect.")
	default:
		return true
	}
	return false
}

func (c *Console) telnet(arguments []string) {
	if !c.reachable() {
		return
	}
	if len(arguments) > 2 {
		c.say(transcript.Usage, "telnet takes a host and a port, and a host name has no space in it. "+c.world.advice())
		return
	}
	if len(arguments) == 0 {
		c.say(transcript.Usage, "telnet needs a host and a port. "+c.world.advice())
		return
	}
	port, ok := portNumber(arguments[1:])
	if !ok {
		c.say(transcript.Usage, "A port is a number from 1 to 65535. POP3 listens on 110.")
		return
	}
	c.dial(arguments[0], port)
}

// portNumber reads an optional port, a number or a service name.
func portNumber(arguments []string) (int, bool) {
	if len(arguments) == 0 {
		return 23, true // telnet's own port
	}
	switch pop3.Lower(arguments[0]) {
	case "pop3":
		return pop3Port, true
	case "pop3s":
		return 995, true
	}
	n, ok := pop3.Decimal(arguments[0])
	return n, ok && n >= 1 && n <= 65535
}

// dial connects to a simulated server and shows what a telnet program shows.
func (c *Console) dial(host string, port int) {
	server := c.world.find(host)
	if server == nil {
		c.say(transcript.UnknownHost, "telnet: could not resolve "+host+"/"+strconv.Itoa(port)+": Name or service not known")
		c.say(transcript.Usage, c.world.instead(host))
		return
	}
	c.say(transcript.Trying, "Trying "+server.host.Address+"...")
	if port != pop3Port {
		c.say(transcript.Refused, "telnet: Unable to connect to remote host: Connection refused")
		c.say(transcript.Usage, server.refusal(port))
		return
	}
	c.open(server.host.Name)
	c.say(transcript.Opened, "Connected to "+server.host.Name+".")
	c.say(transcript.Escape, "Escape character is '^]'.")
	c.session = server.accept()
	c.emit(c.session.Greeting())
}

// refusal explains why nothing listens on a port.
func (s *server) refusal(port int) string {
	if port == 995 {
		return "Port 995 is for POP3 inside TLS, which telnet cannot speak and this sandbox does not have. " + s.advice()
	}
	return "Nothing listens on port " + strconv.Itoa(port) + " there; POP3 listens on 110. " + s.advice()
}

func (c *Console) openssl([]string) {
	if c.reachable() {
		c.say(transcript.Usage, "This sandbox has no TLS, so openssl has nothing to connect to. "+c.world.advice())
	}
}
