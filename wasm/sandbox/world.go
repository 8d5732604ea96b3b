package sandbox

import (
	"errors"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// World is a scenario come to life: hosts, the learner's windows in front of them,
// and one clock.
type World struct {
	Facts map[string]string // what the scenario generated, such as "word"

	factNames []string

	servers  []*server // in the order of the scenario
	consoles []*Console
	devices  []*device // whose windows are the last ones
	current  *Console
	tap      *Console // the window that listens, or nil

	begin, clock int     // seconds since 1970: when it began, and now
	waited       int     // seconds that the learner let pass
	sessions     int     // connections so far
	links        []*link // those that servers have open
	tapped       *link   // the one that the tap hears, or nil

	expects  bool      // the scenario has messages that come later
	arrivals []arrival // those that are still outside, the next one first
	waiting  []letter  // what waits at the host that sends mail on
	full     bool      // no server can write
	attacked bool      // somebody on the line takes STLS away

	mails  int    // messages that were ever on their way in this world
	trips  []Trip // the newest ones of all of them, in the order in which they happened
	older  int    // trips before these
	pieces int    // that the wires carried so far
	newest []Piece
}

// The first timestamp is the one of the example in RFC 1939 section 7; each
// session after it is one process and 47 virtual seconds later, so that no
// timestamp comes twice, and a delay between logins has an end.
const (
	firstProcess = 1896
	firstClock   = 697170952
	sessionGap   = 47
)

// tapName is the name of the window that listens.
const tapName = "tap"

// NewWorld sets up a world. The seed decides what is made for the learner; Seed
// writes one.
func NewWorld(s Scenario, seed string) *World {
	homes, made := s.settle(seed)
	w := &World{Facts: made.by, factNames: made.names, begin: s.begin, clock: s.begin,
		expects: len(s.arrivals) > 0, arrivals: s.arrivals}
	for _, h := range homes {
		w.servers = append(w.servers, newServer(w, h))
	}
	for _, name := range s.typists() {
		w.addWindow(name)
	}
	for _, m := range s.machines {
		w.addDevice(m)
	}
	return w
}

// addWindow adds a console of the learner.
func (w *World) addWindow(name string) {
	c := w.newConsole(name)
	if name == tapName {
		w.tap = c
	} else if w.current == nil {
		w.current = c
	}
}

func (w *World) newConsole(name string) *Console {
	c := &Console{Name: name, Transcript: &transcript.Transcript{Now: w.Clock()}, Facts: w.Facts, world: w}
	w.consoles = append(w.consoles, c)
	return c
}

// FactNames are the names of Facts, in an order that does not change.
func (w *World) FactNames() []string { return w.factNames }

// Windows are the learner's consoles, at least one, in the order of the scenario, and
// behind them those of the devices. One that is called "tap" repeats what another says
// and hears on the wire.
func (w *World) Windows() []*Console { return w.consoles }

// Window is the console at which the learner sits.
func (w *World) Window() *Console { return w.current }

// Clock is what time it is in the world, in microseconds since 1970.
func (w *World) Clock() int64 { return int64(w.clock) * 1e6 }

// Maildrop is a maildrop as the server of that host keeps it, or nil.
func (w *World) Maildrop(host, user string) *mailbox.Maildrop {
	server := w.find(host)
	if server == nil {
		return nil
	}
	if d := server.drop(user); d != nil {
		return d.Maildrop
	}
	return nil
}

// find gives the server of a host, by its name or, as telnet prints it, by its
// address.
func (w *World) find(host string) *server {
	for _, s := range w.servers {
		if pop3.EqualFold(s.host.Name, host) || s.host.Address == host {
			return s
		}
	}
	return nil
}

// advice is a line that connects to a POP3 server.
func (w *World) advice() string {
	for _, s := range w.servers {
		if len(s.drops) > 0 {
			return s.advice()
		}
	}
	return "" // a scenario has a user
}

// instead says what to type for a host that is not there. Many write the port
// as a web address does.
func (w *World) instead(host string) string {
	if name, _, found := strings.Cut(host, ":"); found {
		if s := w.find(name); s != nil {
			return phrase.Say("A space stands between host and port. $", s.advice())
		}
	}
	list := make([]Host, len(w.servers))
	for i, s := range w.servers {
		list[i] = *s.host
	}
	return phrase.Say("The hosts of this world are: $.", hostNames(list))
}

// errDisk is why a server could not remove messages.
var errDisk = errors.New("sandbox: the disk is full")

// fill makes the disks of all servers full, or empties them.
func (w *World) fill(full bool) {
	w.full = full
	var fault error
	if full {
		fault = errDisk
	}
	for _, s := range w.servers {
		for _, d := range s.drops {
			d.Fail(fault)
		}
	}
}
