package main

import (
	"slices"
	"strings"
	"testing"

	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// machine is a device of the sandbox that should do what a real program does.
type machine struct {
	mode     string
	program  string // one of fetchers
	settings settings
	silent   bool // the real one tells its user of errors only
}

var machines = []machine{
	{mode: "delete", program: "mpop", settings: settings{delete: true}},
	{mode: "uidl", program: "fetchmail", settings: settings{uidl: true}},
	{mode: "keep", program: "poplib", silent: true},
}

// The mail programs of the sandbox send what the real ones send, and tell their user
// the same: of new mail, of none, of one message more, of an empty maildrop and of
// one that is in use.
func TestDevicesDoWhatRealProgramsDo(t *testing.T) {
	for _, m := range machines {
		t.Run(m.mode, func(t *testing.T) {
			o, pc := openOffice(t), newDevice(t, m.mode)
			at := slices.IndexFunc(fetchers, func(f fetcher) bool { return f.name == m.program })
			same := func(when string) {
				t.Helper()
				r := o.fetch(&fetchers[at], m.settings)
				pc.compare(when, m.silent && r.status == 0, o.said(), strings.ReplaceAll(r.output, o.host(m.settings), "dewey"))
			}
			same("new mail")
			same("the same again")

			pc.enter("deliver")
			if left := append(slices.Clone(letters), "m3"); m.settings.delete {
				o.fill("m3")
			} else {
				o.fill(left...)
			}
			same("one message more")

			o.fill()
			pc.enter("telnet dewey 110", "USER alice", "PASS secret", "DELE 1", "DELE 2", "DELE 3", "DELE 4", "QUIT")
			same("an empty maildrop")

			o.occupy()
			pc.enter("telnet dewey 110", "USER alice", "PASS secret")
			same("a maildrop in use")
		})
	}
}

// said is what the clients sent since the last call, line by line.
func (o *office) said() []string {
	var lines []string
	for _, r := range o.tap.take() {
		for line := range strings.Lines(r.script()) {
			if command, ok := strings.CutPrefix(line, "C: "); ok {
				lines = append(lines, strings.TrimSuffix(command, "\n"))
			}
		}
	}
	return lines
}

// simulated is a device in a world.
type simulated struct {
	t     *testing.T
	world *sandbox.World
	seen  int // entries of its window
}

func newDevice(t *testing.T, mode string) *simulated {
	t.Helper()
	s, err := sandbox.ParseScenario("windows A\nhost dewey\nuser alice secret\nmessage m1\nmessage m2\nmessage dots\narrival m3\ndevice pc alice@dewey " + mode)
	if err != nil {
		t.Fatal(err)
	}
	return &simulated{t: t, world: sandbox.NewWorld(s, "")}
}

func (s *simulated) enter(lines ...string) {
	for _, line := range lines {
		s.world.Window().Type(line)
	}
}

// compare lets the device check its mail, and holds what it sends and says to what
// the real program did.
func (s *simulated) compare(when string, silent bool, commands []string, output string) {
	s.t.Helper()
	s.enter("check pc")
	window := s.world.Windows()[1].Transcript
	var sent []string
	for ; s.seen < len(window.Entries); s.seen++ {
		if window.Entries[s.seen].Side == transcript.Client {
			sent = append(sent, window.Text(s.seen))
		}
	}
	if !slices.Equal(sent, commands) {
		s.t.Errorf("%s: the device sent\n\t%s\nand the real program\n\t%s", when, strings.Join(sent, "\n\t"), strings.Join(commands, "\n\t"))
	}
	for line := range strings.Lines(s.world.Devices()[0].Said) {
		if line = strings.TrimSuffix(line, "\n"); !silent && !strings.Contains(output, line+"\n") {
			s.t.Errorf("%s: the device said %q, and the real program\n%s", when, line, output)
		}
	}
}
