package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"poplab/bridge/practice"
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// popClient is a mail program without a screen.
type popClient struct {
	*textproto.Conn
	t        *testing.T
	greeting string
}

func dialPOP3(t *testing.T, address string) *popClient {
	t.Helper()
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	c := &popClient{textproto.NewConn(conn), t, ""}
	c.greeting = c.line()
	return c
}

func (c *popClient) line() string {
	c.t.Helper()
	line, err := c.ReadLine()
	if err != nil {
		c.t.Fatal(err)
	}
	return line
}

// say sends a command and gives the status line of its reply.
func (c *popClient) say(command string) string {
	c.t.Helper()
	if err := c.PrintfLine("%s", command); err != nil {
		c.t.Fatal(err)
	}
	return c.line()
}

// ok sends commands that must work.
func (c *popClient) ok(commands ...string) {
	c.t.Helper()
	for _, command := range commands {
		if got := c.say(command); !strings.HasPrefix(got, "+OK") {
			c.t.Errorf("%s: %q", command, got)
		}
	}
}

// lines sends a command and gives the lines behind its status line.
func (c *popClient) lines(command string) []string {
	c.t.Helper()
	c.ok(command)
	lines, err := c.ReadDotLines()
	if err != nil {
		c.t.Fatal(err)
	}
	return lines
}

// mailboxes writes the default mailbox in each form that -user takes, with the
// line ends of files, and gives the paths.
func mailboxes(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	paths := map[string]string{"mbox": filepath.Join(dir, "ann.mbox"), "Maildir": filepath.Join(dir, "Maildir"), "eml": filepath.Join(dir, "eml")}
	for _, sub := range []string{"Maildir/cur", "Maildir/new", "Maildir/tmp", "eml"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	var mbox strings.Builder
	for i, name := range []string{"m1", "m2"} {
		m, _ := mailbox.Sample(name)
		text := strings.ReplaceAll(string(m.Octets), "\r\n", "\n")
		fmt.Fprintf(&mbox, "From ann@example.org Wed May  1 09:00:0%d 1996\n%s\n", i, text)
		writeFile(t, filepath.Join(paths["Maildir"], "cur", fmt.Sprintf("%d.%s.test:2,S", 1000+i, name)), text)
		writeFile(t, filepath.Join(paths["eml"], name+".eml"), text)
	}
	writeFile(t, paths["mbox"], mbox.String())
	return paths
}

// TestMailboxesOnDisk: what -user names is served octet for octet; -writable
// removes what was deleted and nothing else, and unique-ids outlast a restart.
func TestMailboxesOnDisk(t *testing.T) {
	m2, _ := mailbox.Sample("m2")
	for kind, path := range mailboxes(t) {
		t.Run(kind, func(t *testing.T) {
			user := "ann:tea=time=" + path
			var uids []string
			t.Run("look", func(t *testing.T) {
				c := dialPOP3(t, startProgram(t, "-user", user).pop3)
				c.ok("USER ann", "PASS tea=time")
				if got := c.say("STAT"); got != "+OK 2 320" {
					t.Errorf("STAT: %q", got)
				}
				if got := strings.Join(c.lines("RETR 2"), "\r\n") + "\r\n"; got != string(m2.Octets) {
					t.Errorf("RETR 2: %q", got)
				}
				uids = c.lines("UIDL")
				c.ok("DELE 1", "QUIT")
			})
			t.Run("remove", func(t *testing.T) {
				c := dialPOP3(t, startProgram(t, "-user", user, "-writable").pop3)
				c.ok("USER ann", "PASS tea=time")
				if got := c.lines("UIDL"); strings.Join(got, "\n") != strings.Join(uids, "\n") {
					t.Errorf("after a restart the unique-ids are %q, and were %q", got, uids)
				}
				c.ok("DELE 1", "QUIT")
			})
			t.Run("look again", func(t *testing.T) {
				c := dialPOP3(t, startProgram(t, "-user", user).pop3)
				c.ok("USER ann", "PASS tea=time")
				_, want, _ := strings.Cut(uids[1], " ")
				if got := c.lines("UIDL"); len(got) != 1 || got[0] != "1 "+want {
					t.Errorf("UIDL: %q, want 1 %s", got, want)
				}
				c.ok("QUIT")
			})
		})
	}
}

// TestAPOPUser: -apop gives a secret and no password, and the greeting a
// timestamp (RFC 1939 section 7).
func TestAPOPUser(t *testing.T) {
	c := dialPOP3(t, startProgram(t, "-apop", "tan:tanstaaf="+mailboxes(t)["eml"]).pop3)
	_, stamp, _ := strings.Cut(c.greeting, "<")
	c.ok("USER tan")
	if got := c.say("PASS tanstaaf"); !strings.HasPrefix(got, "-ERR") {
		t.Errorf("PASS: %q", got)
	}
	c.ok("APOP tan "+pop3.Digest("<"+stamp, "tanstaaf"), "QUIT")
}

// TestNotAMailbox: a start that could serve nobody fails at once and says why.
func TestNotAMailbox(t *testing.T) {
	file := filepath.Join(t.TempDir(), "letter.txt")
	writeFile(t, file, "This is no mailbox.\n")
	status, stdout, stderr := call("serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "", "-user", "ann:tea="+file)
	if status != 1 || stdout != "" || !strings.Contains(stderr, "mailbox of ann") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
}

// TestProfile: -profile chooses how the practice server speaks.
func TestProfile(t *testing.T) {
	c := dialPOP3(t, startProgram(t, "-profile", "mailServer").pop3)
	if got := c.say("USER Harish"); got != "+OK user accepted" {
		t.Errorf("USER: %q", got)
	}
	c.ok("QUIT")
}

// TestLinesToTry: what the program prints to try works when it is copied, with
// and without TLS, whatever the server can do.
func TestLinesToTry(t *testing.T) {
	findProgram(t, "curl")
	for flags, want := range map[string]struct {
		stls   bool
		curls  int
		telnet bool
	}{
		"":                              {stls: true, curls: 1, telnet: true},
		"-require-tls":                  {stls: true, curls: 1},
		"-profile gmail":                {curls: 1, telnet: true}, // it has no STLS
		"-profile courier -require-tls": {},
	} {
		text := startProgram(t, strings.Fields(flags)...).text
		if strings.Contains(text, "with STLS") != want.stls || strings.Contains(text, " telnet ") != want.telnet {
			t.Errorf("%s: want STLS %v, telnet %v:\n%s", flags, want.stls, want.telnet, text)
		}
		curls := regexp.MustCompile(`curl .*`).FindAllString(text, -1)
		if len(curls) != want.curls {
			t.Errorf("%s: %d lines with curl, want %d:\n%s", flags, len(curls), want.curls, text)
		}
		for _, line := range curls {
			alone := strings.Replace(line, "curl", "curl -q -sS --noproxy '*' --max-time 20", 1)
			out, err := exec.Command("sh", "-c", alone).CombinedOutput()
			if err != nil || string(out) != "1 120\r\n2 200\r\n" {
				t.Errorf("%s: %q, %v", line, out, err)
			}
		}
	}
}

// TestOwnCertificate: -tls-cert and -tls-key are used, or the start fails.
func TestOwnCertificate(t *testing.T) {
	certificate, err := practice.SelfSigned("localhost")
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(certificate.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, private := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	writeFile(t, cert, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})))
	writeFile(t, private, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})))
	p := startProgram(t, "-tls-cert", cert, "-tls-key", private)
	if want := practice.Fingerprint(certificate); p.fingerprint != want {
		t.Errorf("fingerprint %s, want %s", p.fingerprint, want)
	}
	for _, wrong := range [][2]string{{cert, cert}, {private, private}, {cert, filepath.Join(dir, "none")}} {
		status, stdout, stderr := call("serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "", "-tls-cert", wrong[0], "-tls-key", wrong[1])
		if status != 1 || stdout != "" || !strings.Contains(stderr, "-tls-cert") {
			t.Errorf("%s: status %d, %q, %q", wrong, status, stdout, stderr)
		}
	}
}

// certificateOf fetches the certificate that serve made, checks it against the
// fingerprint that serve printed, as people should, and gives it as a PEM file.
func certificateOf(t *testing.T, p program) string {
	t.Helper()
	conn, err := tls.Dial("tcp", p.pop3s, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	octets := conn.ConnectionState().PeerCertificates[0].Raw
	if sum := fmt.Sprintf("%X", sha256.Sum256(octets)); sum != strings.ReplaceAll(p.fingerprint, ":", "") {
		t.Errorf("fingerprint %s, want %s", sum, p.fingerprint)
	}
	file := filepath.Join(t.TempDir(), "poplab.pem")
	writeFile(t, file, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: octets})))
	return file
}

// TestCurlInTLS: curl checks the certificate and gets the list, by STLS and on the
// port for TLS, also where a password may not be read.
func TestCurlInTLS(t *testing.T) {
	findProgram(t, "curl")
	p := startProgram(t, "-require-tls")
	file := certificateOf(t, p)
	for _, url := range []string{"pop3://" + p.pop3 + "/", "pop3s://" + p.pop3s + "/"} {
		out, err := exec.Command("curl", "-q", "-sS", "--noproxy", "*", "--max-time", "20",
			"--ssl-reqd", "--cacert", file, "-u", "mrose:secret", url).CombinedOutput()
		if want := "1 120\r\n2 200\r\n"; err != nil || string(out) != want {
			t.Errorf("%s: got %q, %v, want %q", url, out, err, want)
		}
	}
	if got := dialPOP3(t, p.pop3).say("USER mrose"); !strings.HasPrefix(got, "-ERR") {
		t.Errorf("USER in clear text: %q", got)
	}
}

// TestOpenSSL: a session by hand, with the options that people need so that
// openssl sends CRLF and takes no letter for a command of its own.
func TestOpenSSL(t *testing.T) {
	findProgram(t, "openssl")
	p := startProgram(t)
	file := certificateOf(t, p)
	for _, how := range [][]string{{"-connect", p.pop3s}, {"-connect", p.pop3, "-starttls", "pop3"}} {
		args := append([]string{"s_client", "-crlf", "-quiet", "-CAfile", file, "-verify_return_error"}, how...)
		cmd := exec.CommandContext(t.Context(), "openssl", args...)
		cmd.Stdin = strings.NewReader("USER mrose\nPASS secret\nRETR 1\nQUIT\n")
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		m1, _ := mailbox.Sample("m1")
		if err := cmd.Run(); err != nil || !strings.Contains(out.String(), "\r\n"+string(m1.Octets)+".\r\n+OK ") {
			t.Errorf("%s: %v, %q, %s", how, err, out.String(), errs.String())
		}
	}
}

// findProgram skips a test where a program is missing, but not in CI.
func findProgram(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		missing(t, name)
	}
}
