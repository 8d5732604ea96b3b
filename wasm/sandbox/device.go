package sandbox

import (
	"errors"
	"slices"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// device is a machine with a mail program and the mail that it has fetched. Its
// sessions stand in a window of its own, at which the learner can look and not type.
type device struct {
	*Console
	server  *server
	account *mailbox.Account
	program *program
	store   []Copy
	checks  int
	said    string // by the program last
	visit   visit
}

// Copy is a message that a device has fetched, or its header.
type Copy struct {
	UID     string
	Octets  int // that the device has
	Subject string
	Whole   bool
}

// machine is a device as a scenario writes it.
type machine struct {
	name, host, user string
	program          *program
}

// addDevice reads "device office mrose@dewey uidl".
func (p *scenarioParser) addDevice(words []string) error {
	if len(words) != 3 || !strings.Contains(words[1], "@") {
		return errors.New("write \"device NAME USER@HOST MODE\", such as \"device office mrose@dewey uidl\"")
	}
	at := strings.LastIndexByte(words[1], '@')
	m := machine{words[0], words[1][at+1:], words[1][:at], programFor(words[2])}
	known := func(u user) bool {
		return pop3.EqualFold(u.host.Name, m.host) && u.account.Name == m.user && u.account.Password != ""
	}
	switch {
	case p.windows == nil:
		return errors.New("a device has a window of its own; name those of the learner first, such as \"windows A B\"")
	case slices.Contains(p.Windows(), m.name):
		return errors.New("a window is called " + m.name + " already; each has a name of its own")
	case !slices.ContainsFunc(p.users, known):
		return errors.New("no \"user " + m.user + "\" with a password stands above at host " + m.host)
	case m.program == nil:
		return errors.New("a device works in one of these modes: " + strings.Join(modes(), ", "))
	}
	p.machines = append(p.machines, m)
	return nil
}

// Devices names the machines that fetch mail by themselves, in the order of the
// scenario.
func (s Scenario) Devices() []string {
	var names []string
	for _, m := range s.machines {
		names = append(names, m.name)
	}
	return names
}

// addDevice sets a machine up.
func (w *World) addDevice(m machine) {
	s := w.find(m.host)
	d := &device{Console: w.newConsole(m.name), server: s, account: s.accounts.Find(m.user), program: m.program}
	d.Console.device = d
	w.devices = append(w.devices, d)
}

// device finds one by its name, or gives nil.
func (w *World) device(name string) *device {
	for _, d := range w.devices {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// named is the device that a word is about: that of a name or, without one, of the
// window. It says what to type where there is none.
func (c *Console) named(word, name string) *device {
	if name == "" && c.device != nil {
		return c.device
	}
	d := c.world.device(name)
	switch {
	case d == nil:
		var all []string
		for _, d := range c.world.devices {
			all = append(all, d.Name)
		}
		c.tell(transcript.Usage, "$ takes the name of a machine: $.", word, strings.Join(all, ", "))
	case d.visit.open:
		c.tell(transcript.Usage, "$ is in the middle of a check, and its cable is out. Type: plug $", name, name)
		return nil
	}
	return d
}

// check is the word that lets a program fetch mail. Behind "until" stands a command;
// once it was answered, the cable comes out.
func (c *Console) check(rest string) {
	name, command, _ := strings.Cut(strings.TrimSpace(rest), " ")
	until, cuts := strings.CutPrefix(strings.TrimSpace(command), "until ")
	if command != "" && !cuts {
		c.tell(transcript.Usage, "check takes the name of a machine and, if its cable shall come out on the way, a command. Type: check $ until RETR 1",
			name)
		return
	}
	if d := c.named("check", name); d != nil {
		d.check(strings.TrimSpace(until))
	}
}

// mode is the word that gives a device another program. What is in its store stays.
func (c *Console) mode(rest string) {
	words := append(strings.Fields(rest), "", "")
	d := c.named("mode", words[0])
	if d == nil {
		return
	}
	p := programFor(words[1])
	if p == nil {
		c.tell(transcript.Usage, "mode takes a machine and one of $. Type: mode $ $", strings.Join(modes(), ", "), d.Name, d.program.mode)
		return
	}
	d.program = p
	text := phrase.Say("$ uses $ now: $.", d.Name, p.name, phrase.Say(p.title))
	d.say(transcript.ModeSet, text)
	if asks := d.world.current; asks != d.Console {
		asks.say(transcript.ModeSet, text)
	}
}

// DeviceView is a device as it stands now.
type DeviceView struct {
	Name, Host, User string
	Mode, Program    string
	Cable            bool   // it is in
	Said             string // what the program said last, in lines
	Checks           int
	Store            []Copy
	There            []bool // of each of them: the server has it still
}

// Modes are the words for what a device can do.
func Modes() []string { return modes() }

// Devices are all machines that fetch mail by themselves, in the order of the
// scenario.
func (w *World) Devices() []DeviceView {
	var list []DeviceView
	for _, d := range w.devices {
		v := DeviceView{
			Name: d.Name, Host: d.server.host.Name, User: d.account.Name, Mode: d.program.mode, Program: d.program.name,
			Cable: !d.unplugged, Said: d.said, Checks: d.checks, Store: d.store,
		}
		left := d.account.Maildrop.Messages()
		for _, c := range d.store {
			has := func(m pop3.Message) bool { return m.UID == c.UID }
			v.There = append(v.There, slices.ContainsFunc(left, has))
		}
		list = append(list, v)
	}
	return list
}
