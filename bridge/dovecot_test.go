package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// dovecotConfig is Dovecot's POP3 and nothing else, all of it below one directory.
// The fields: directory, port, uid and gid of the mail.
const dovecotConfig = `
base_dir = %[1]s/run
state_dir = %[1]s/run
log_path = %[1]s/log
protocols = pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:~/mail
auth_mechanisms = plain login cram-md5 apop
auth_failure_delay = 0
mail_uid = %[3]s
mail_gid = %[4]s
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = scheme=PLAIN %[1]s/users
  default_fields = nodelay=y
}
userdb {
  driver = static
  args = home=%[1]s/%%r/%%u
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service pop3-login {
  inet_listener pop3 {
    port = %[2]s
  }
  inet_listener pop3s {
    port = 0
  }
}
`

// dovecot is a running one.
type dovecot struct {
	address string
	dir     string
	owner   *user.User // of the mail
}

// startDovecot runs a real POP3 server until the test ends and gives its
// address. User alice, password secret, has the messages m1 (120 octets) and m2
// (200 octets).
func startDovecot(t *testing.T) string {
	t.Helper()
	d := startDovecotFor(t, map[string]string{"alice": "secret"})
	m1, _ := mailbox.Sample("m1")
	m2, _ := mailbox.Sample("m2")
	d.fill(t, "127.0.0.1", "alice", m1, m2)
	return d.address
}

// startDovecotFor runs one with these users, by name, and their passwords. They
// have no mail yet.
func startDovecotFor(t *testing.T, passwords map[string]string) *dovecot {
	t.Helper()
	program := findDovecot(t)
	if os.Getuid() != 0 && os.Getenv("CI") != "true" {
		t.Skip("Dovecot changes its user and must be started by root")
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	d := &dovecot{freeAddress(t), dovecotDirectory(t), nobody}
	_, port, _ := net.SplitHostPort(d.address)
	var users strings.Builder
	for name, password := range passwords {
		fmt.Fprintf(&users, "%s:%s\n", name, password)
	}
	writeFile(t, filepath.Join(d.dir, "users"), users.String())
	config := filepath.Join(d.dir, "dovecot.conf")
	writeFile(t, config, fmt.Sprintf(dovecotConfig, d.dir, port, nobody.Uid, nobody.Gid))

	cmd := exec.Command(program, "-F", "-c", config)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	awaitGreeting(t, d.address, filepath.Join(d.dir, "log"))
	return d
}

// dovecotDirectory is one that Dovecot's own users may enter, which t.TempDir is not.
func dovecotDirectory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "poplab-dovecot-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// fill gives a user messages, for clients that come from this address only: so
// many tests may use one Dovecot. A Maildir holds LF where POP3 sends CRLF.
func (d *dovecot) fill(t *testing.T, from, name string, messages ...pop3.Message) {
	t.Helper()
	uid, _ := strconv.Atoi(d.owner.Uid)
	gid, _ := strconv.Atoi(d.owner.Gid)
	home := filepath.Join(d.dir, from, name)
	if err := os.MkdirAll(home, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, sub := range []string{"mail", "mail/cur", "mail/new", "mail/tmp"} {
		if err := os.Mkdir(filepath.Join(home, sub), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Join(home, sub), uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	for i, m := range messages {
		path := filepath.Join(home, "mail/cur", fmt.Sprintf("%d.m%d.test:2,", 1000+i, i+1))
		writeFile(t, path, string(bytes.ReplaceAll(m.Octets, []byte("\r\n"), []byte("\n"))))
		if err := os.Chown(path, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
}

func awaitGreeting(t *testing.T, address, log string) {
	t.Helper()
	greeting := make([]byte, 3)
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.SetDeadline(time.Now().Add(5 * time.Second))
			c.Read(greeting)
			c.Close()
		}
		if string(greeting) == "+OK" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	why, _ := os.ReadFile(log)
	t.Fatalf("Dovecot does not greet; it says:\n%s", why)
}

// freeAddress is one that nothing listens on at the moment.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// findDovecot looks where Debian keeps it too, which only root's PATH names.
func findDovecot(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"dovecot", "/usr/sbin/dovecot"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	missing(t, "dovecot (Debian package dovecot-pop3d)")
	return ""
}

// TestDovecotThroughTheBridge is a session with a server that is not ours.
func TestDovecotThroughTheBridge(t *testing.T) {
	p := startProgram(t, "-target", "dovecot="+startDovecot(t))
	c := dialBridge(t, p.url, "dovecot")
	c.expect("+OK ", "\r\n")
	c.say("USER alice", "+OK", "\r\n")
	c.say("PASS secret", "+OK", "\r\n")
	c.say("STAT", "+OK 2 320\r\n", "")
	if got := c.say("LIST", "+OK", "\r\n.\r\n"); !strings.Contains(got, "\r\n1 120\r\n2 200\r\n.\r\n") {
		t.Errorf("LIST: %q", got)
	}
	m1, _ := mailbox.Sample("m1")
	if got := c.say("RETR 1", "+OK", "\r\n.\r\n"); !strings.HasSuffix(got, "\r\n"+string(m1.Octets)+".\r\n") {
		t.Errorf("RETR: %q", got)
	}
	c.say("QUIT", "+OK", "\r\n")
	if reason := c.closed(); reason != "The server closed the connection." {
		t.Errorf("closed: %q", reason)
	}
}
