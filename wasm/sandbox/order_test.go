package sandbox

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Whatever is typed in whatever order, servers and windows agree on what is open, a
// maildrop is locked by a session and by nothing else, and the clock never goes back.
func TestAnyOrder(t *testing.T) {
	const world = "windows A B tap\nhost post\nhost dewey\ntls offered\nsmtp\nuser mrose secret\nmessage m1\nmessage m2\narrival m3\nlogindelay 60\nexpire 5\n"
	lines := append(slices.Clone(login), "STLS", "STAT", "RETR 1", "DELE 1", "QUIT", "NOOP\nSTAT\nQUIT", "window A", "window B", "window tap",
		"wait 1 minute", "wait 10 minutes", "wait 1 day", "deliver", "pull", "plug", "disk full", "disk free", "attacker on", "attacker off",
		"stop dewey", "start dewey", "stop post", "start post", "queue", "read", "read 1", "md5 x", "help", "clear", "", "hang up",
		"telnet dewey 995", "telnet post 25", "telnet dewey 25", "openssl s_client -connect dewey:995",
		"openssl s_client -starttls pop3 -connect dewey:110", "EHLO pc\nMAIL FROM:<a@b.example>\nRCPT TO:<mrose@dewey.example>\nDATA\nx\n.")
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		w := begin(t, world)
		var typed []string
		for range 200 {
			line, before := lines[random.IntN(len(lines))], w.Clock()
			typed = append(typed, line)
			if line == "hang up" {
				w.Window().Hangup()
			} else {
				w.Window().Type(line)
			}
			if fault := w.fault(); fault != "" || w.Clock() < before {
				t.Fatalf("%s; the clock went from %d to %d, after\n%s", fault, before, w.Clock(), strings.Join(typed, "\n"))
			}
		}
	}
}

// fault says what does not fit together.
func (w *World) fault() string {
	inside := 0
	for _, l := range w.links {
		if l.console != nil && l.console.link != l {
			return "a server has a connection of a window that has another"
		}
		if l.session != nil && l.session.State().String() == "TRANSACTION" {
			inside++
		}
	}
	for _, c := range w.consoles {
		open := c.link != nil && c.link.over == 0
		if c.linked != (c.link != nil) || open && !slices.Contains(w.links, c.link) || c == w.tap && c.linked {
			return "window " + c.Name + " has a connection that no server has"
		}
		if c.link != nil && c.link.over != 0 && !c.unplugged {
			return "window " + c.Name + " was not told that its session is over"
		}
	}
	if locked := w.Maildrop("dewey", "mrose").Locked(); locked != (inside == 1) || inside > 1 {
		return "the maildrop is locked by none or by several sessions"
	}
	return ""
}
