package main

import (
	"strings"
	"testing"
)

// terminal is a program in which people type POP3 by hand.
type terminal struct {
	name  string
	line  func(o *office) []string // the command line
	wire  string                   // the name of its recording, or "" where TLS hides the wire
	quiet bool                     // it does not show the greeting
}

var terminals = []terminal{
	{name: "telnet", wire: "telnet", line: func(o *office) []string {
		return []string{"telnet", o.host(settings{}), o.port(settings{})}
	}},
	{name: "nc -C", wire: "nc", line: func(o *office) []string {
		return []string{"nc", "-C", o.host(settings{}), o.port(settings{})}
	}},
	{name: "nc", wire: "nc-bare-lf", line: func(o *office) []string {
		return []string{"nc", o.host(settings{}), o.port(settings{})}
	}},
	{name: "openssl", line: func(o *office) []string {
		return []string{"openssl", "s_client", "-connect", o.program.pop3s, "-crlf", "-quiet",
			"-CAfile", o.certificate, "-verify_return_error"}
	}},
	{name: "openssl -starttls pop3", quiet: true, line: func(o *office) []string {
		return []string{"openssl", "s_client", "-starttls", "pop3", "-connect", o.program.pop3, "-crlf", "-quiet",
			"-CAfile", o.certificate, "-verify_return_error"}
	}},
}

// A session by hand, with each program: fetch and keep, fetch and delete, and mark
// and go away.
func TestTerminals(t *testing.T) {
	for _, x := range terminals {
		t.Run(x.name, func(t *testing.T) {
			o := openOffice(t)
			keep := o.logInByHand(x)
			keep.say("STAT", "+OK 3 438")
			if got, want := keep.say("RETR 3", "\n.\n"), stuffed("dots"); !strings.HasSuffix(got, want) {
				t.Errorf("RETR 3: %q, want %q", got, want)
			}
			keep.quit()
			o.left(letters...)
			o.recorded(x, "keep")

			gone := o.logInByHand(x)
			gone.say("DELE 1", "+OK")
			gone.cmd.Process.Kill()
			gone.cmd.Wait()
			o.recorded(x, "gone")
			o.left(letters...)

			remove := o.logInByHand(x)
			remove.say("DELE 1", "+OK")
			remove.say("DELE 3", "+OK")
			remove.quit()
			o.left("m2")
			o.recorded(x, "delete")
		})
	}
}

func (o *office) logInByHand(x terminal) *typist {
	o.t.Helper()
	line := x.line(o)
	p := o.sit(line[0], line[1:]...)
	if !x.quiet {
		p.see("+OK")
	}
	p.say("USER alice", "+OK")
	p.say("PASS secret", "+OK")
	return p
}

// quit ends the session. Some programs end with it, some wait for their user.
func (p *typist) quit() {
	p.t.Helper()
	p.say("QUIT", "+OK")
	p.keys.Close()
	p.cmd.Wait() // the exit status differs: for telnet, a server that closes is a failure
}

func (o *office) recorded(x terminal, mode string) {
	o.t.Helper()
	if x.wire != "" {
		compare(o.t, x.wire+"-"+mode, o.tap.take(), "secret")
	}
}

// stuffed is a letter as a terminal shows it, up to the lone dot.
func stuffed(name string) string {
	return strings.ReplaceAll("\n"+letter(name), "\n.", "\n..") + ".\n"
}
