package sandbox

import (
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// word is a local word: the console understands it, the wire never carries it.
type word struct {
	name  string
	usage string
	has   func(w *World) bool // whether it is of use there; nil stands for everywhere
	run   func(c *Console, rest string)
}

// words are the local words. The list is a function because help reads it.
func words() []word {
	return []word{
		{"telnet", "telnet HOST PORT", nil, (*Console).telnet},
		{"openssl", "openssl s_client -connect HOST:995", nil, (*Console).openssl},
		{"help", "help [COMMAND]", nil, (*Console).help},
		{"clear", "clear", nil, (*Console).clear},
		{"window", "window NAME", (*World).hasWindows, (*Console).move},
		{"wait", "wait 10 minutes", simulated, (*Console).wait},
		{"deliver", "deliver [NUMBER]", (*World).hasArrivals, (*Console).deliver},
		{"check", "check NAME", (*World).hasDevices, (*Console).check},
		{"mode", "mode NAME MODE", (*World).hasDevices, (*Console).mode},
		{"pull", "pull", simulated, (*Console).pull},
		{"plug", "plug", simulated, (*Console).plug},
		{"read", "read [NUMBER]", simulated, (*Console).read},
		{"disk", "disk full|free", simulated, (*Console).disk},
		{"attacker", "attacker on|off", (*World).hasTLS, (*Console).attacker},
		{"stop", "stop HOST", (*World).hasMail, (*Console).stop},
		{"start", "start HOST", (*World).hasMail, (*Console).start},
		{"queue", "queue", (*World).hasMail, (*Console).queue},
		{"md5", "md5 TEXT", simulated, (*Console).md5},
	}
}

// What a world has a use for.

func simulated(w *World) bool { return w != nil }

func (w *World) hasWindows() bool { return w != nil && len(w.consoles) > 1 }

func (w *World) hasDevices() bool { return w != nil && len(w.devices) > 0 }

func (w *World) hasArrivals() bool { return w != nil && w.expects }

func (w *World) hasTLS() bool {
	return w.any(func(s *server) bool { return s.tls })
}

func (w *World) hasMail() bool {
	return w.any(func(s *server) bool { return s.smtp })
}

func (w *World) any(is func(s *server) bool) bool {
	if w == nil {
		return false
	}
	for _, s := range w.servers {
		if is(s) {
			return true
		}
	}
	return false
}

// understood are the words that this console knows.
func (c *Console) understood() []word {
	var list []word
	for _, w := range words() {
		if w.has == nil || w.has(c.world) {
			list = append(list, w)
		}
	}
	return list
}

// understands says whether a line stays in the console, and which word does. While
// a connection stands only the words in small letters are local, so that HELP still
// reaches the server; without one, nothing can leave the console. Mail that is being
// sent may hold any line.
func (c *Console) understands(line string) (w word, local bool) {
	if c.link != nil && c.link.mail != nil && c.link.mail.InData() && !c.unplugged {
		return w, false
	}
	name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	cut := !c.linked || c.unplugged || c.device != nil
	for _, w := range c.understood() {
		if name == w.name || cut && pop3.EqualFold(name, w.name) {
			return w, true
		}
	}
	return w, cut
}

// run does what a line says that stays in the console; without a word it is a line
// that cannot be sent.
func (c *Console) run(w word, line string) {
	c.Transcript.Say(transcript.Typed, line)
	switch {
	case w.run != nil:
	case c.device != nil:
		c.say(transcript.NotYours, c.offline())
		return
	default:
		c.say(transcript.Offline, c.offline())
		return
	}
	_, rest, _ := strings.Cut(strings.TrimLeft(line, " \t"), " ")
	w.run(c, rest)
}

// offline says why nothing was sent, and how to get a connection.
func (c *Console) offline() string {
	switch {
	case c.world == nil:
		return phrase.Say("Not connected, so nothing was sent. Press Connect first.")
	case c.listens():
		return phrase.Say("This window only listens, so nothing was sent. Type: window $", c.world.typist().Name)
	case c.device != nil:
		return phrase.Say("This window belongs to the mail program of $, so nothing was sent. Type: check $", c.Name, c.Name)
	case c.unplugged:
		return phrase.Say("The cable is out, so the line went nowhere. Type: plug")
	}
	return phrase.Say("Not connected, so nothing was sent. $", c.world.advice())
}

// listens says whether this is the window of the eavesdropper.
func (c *Console) listens() bool { return c.world != nil && c.world.tap == c }

// shut says whether the learner can look at this window and not speak from it.
func (c *Console) shut() bool { return c.listens() || c.device != nil }

func (c *Console) clear(string) { c.cleared = true }

func (c *Console) help(rest string) {
	arguments := strings.Fields(rest)
	if len(arguments) == 0 {
		c.say(transcript.HelpText, c.overview())
		return
	}
	command := pop3.Lookup(arguments[0])
	if command == nil {
		c.tell(transcript.HelpText, "POP3 has no command $ that this console knows. It knows: $",
			pop3.Upper(arguments[0]), names(every()))
		return
	}
	c.say(transcript.HelpText, command.Syntax()+": "+phrase.Say(command.Summary))
	c.tell(transcript.HelpText, "Legal in the $ state. Try: $. See $.", phrase.Say(command.States.String()), command.Example, command.RFC)
}

func (c *Console) overview() string {
	var usages []string
	for _, w := range c.understood() {
		usages = append(usages, w.usage)
	}
	help := phrase.Say("For this console, never sent: $.", strings.Join(usages, ", ")) + "\n"
	if legal := c.Transcript.Legal(); len(legal) > 0 {
		help += phrase.Say("The standard allows now: $.", names(legal)) + "\n"
	}
	if c.linked {
		return help + phrase.Say("\"help STAT\" explains one command. HELP in capitals goes to the server.")
	}
	return help + phrase.Say("\"help STAT\" explains one command. Connect, and the server will greet you.")
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
