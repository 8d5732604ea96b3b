package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// office is what a real client needs: poplab over a Maildir, a tap on the wire,
// and a home with the client's configuration and the mail that it fetched.
type office struct {
	t       *testing.T
	program program
	tap     *tap
	maildir string // the mailbox of alice, whose password is "secret"
	home    string

	certificate string // the file that makes a client trust the program
}

// letters are the messages of alice, in order.
var letters = []string{"m1", "m2", "dots"}

// openOffice starts poplab.
func openOffice(t *testing.T) *office {
	t.Helper()
	return openOfficeFor(t, settings{})
}

// openOfficeFor starts it for people who log in so. Nobody has both a password
// and a secret for APOP (RFC 1939 section 13).
func openOfficeFor(t *testing.T, s settings) *office {
	t.Helper()
	o := &office{t: t, maildir: filepath.Join(t.TempDir(), "alice"), home: t.TempDir()}
	o.fill(letters...)
	flag := "-user"
	if s.auth == "apop" {
		flag = "-apop"
	}
	o.program = startProgram(t, flag, "alice:secret="+o.maildir, "-writable")
	o.certificate = certificateOf(t, o.program)
	o.tap = newTap(t, o.program.pop3)
	return o
}

// fill makes these the messages of the Maildir. It holds LF where POP3 has CR LF.
func (o *office) fill(names ...string) {
	o.t.Helper()
	for _, sub := range []string{"cur", "new", "tmp"} {
		os.RemoveAll(filepath.Join(o.maildir, sub))
		if err := os.MkdirAll(filepath.Join(o.maildir, sub), 0o700); err != nil {
			o.t.Fatal(err)
		}
	}
	for i, name := range names {
		file := fmt.Sprintf("%d.%s.test:2,", 1000+i, name)
		writeFile(o.t, filepath.Join(o.maildir, "cur", file), letter(name))
	}
}

// letter is a message as it stands in a file.
func letter(name string) string {
	m, _ := mailbox.Sample(name)
	return strings.ReplaceAll(string(m.Octets), "\r\n", "\n")
}

// all are the letters one after the other.
func all(names ...string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString(letter(name))
	}
	return b.String()
}

// left checks which messages are in the Maildir.
func (o *office) left(names ...string) {
	o.t.Helper()
	files, err := filepath.Glob(filepath.Join(o.maildir, "*", "*.test:2,"))
	if err != nil {
		o.t.Fatal(err)
	}
	var got []string
	for _, file := range files { // in the order of their names
		got = append(got, strings.Split(filepath.Base(file), ".")[1])
	}
	if fmt.Sprint(got) != fmt.Sprint(names) {
		o.t.Errorf("in the Maildir are %v, want %v", got, names)
	}
}

// address is where a client connects: to the tap, or where there is nothing for
// it to read, to poplab.
func (o *office) address(s settings) string {
	if s.tls == "implicit" {
		return o.program.pop3s
	}
	return o.tap.address
}

func (o *office) host(s settings) string { host, _, _ := net.SplitHostPort(o.address(s)); return host }
func (o *office) port(s settings) string { _, port, _ := net.SplitHostPort(o.address(s)); return port }

// write puts a file into the home that only its owner may read, as clients
// demand where a password is in it.
func (o *office) write(name, content string) (path string) {
	o.t.Helper()
	path = filepath.Join(o.home, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}

// took gives what a client put into a file of its home, and takes it away.
func (o *office) took(name string) string {
	path := filepath.Join(o.home, name)
	content, _ := os.ReadFile(path) // where there is none, nothing was fetched
	os.Remove(path)
	return strings.ReplaceAll(string(content), "\r\n", "\n")
}

// result is how a client ended.
type result struct {
	output string // of both kinds, with LF
	status int
}

// run runs a client to its end, in its home and in English.
func (o *office) run(name string, arguments ...string) result {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), 30*time.Second)
	defer cancel()
	findProgram(o.t, name)
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Dir, cmd.Env = o.home, o.environment()
	output, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		o.t.Fatal(err)
	}
	if ctx.Err() != nil {
		o.t.Fatalf("%s did not end; it said:\n%s", name, output)
	}
	return result{strings.ReplaceAll(string(output), "\r\n", "\n"), cmd.ProcessState.ExitCode()}
}

func (o *office) environment() []string {
	return append(os.Environ(), "HOME="+o.home, "FETCHMAILHOME="+o.home, "XDG_CONFIG_HOME="+o.home, "LC_ALL=C", "TZ=UTC")
}

// occupy logs in as alice and holds the lock until the test ends.
func (o *office) occupy() {
	o.t.Helper()
	dialPOP3(o.t, o.program.pop3).ok("USER alice", "PASS secret")
}

// cramAnswer is what CRAM-MD5 wants to hear (RFC 2195 section 2).
func cramAnswer(name, challenge, secret string) string {
	return name + " " + pop3.HMAC(challenge, secret)
}
