package practice

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"poplab/wasm/mailbox"
)

// program finds a real client. Without it the test is skipped, but not where CI
// promises that everything is there.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// run gives what a program prints, and fails the test where it fails.
func run(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, program(t, name), arguments...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, out)
	}
	return strings.ReplaceAll(string(out), "\r\n", "\n")
}

// TestCurl: what curl does with the URL of a mailbox and of a message.
func TestCurl(t *testing.T) {
	program(t, "curl")
	accounts, drop := alice()
	dots, _ := mailbox.Sample("dots")
	drop.Deliver(dots)
	url := "pop3://" + start(t, &Server{Accounts: accounts}) + "/"
	curl := func(arguments ...string) string {
		return run(t, "curl", append([]string{"-q", "-sS", "--noproxy", "*", "-u", "alice:secret"}, arguments...)...)
	}

	if got, want := curl(url), "1 120\n2 200\n3 118\n"; got != want {
		t.Errorf("list: got %q, want %q", got, want)
	}
	for i, m := range drop.Messages() {
		if got, want := curl(url+strconv.Itoa(i+1)), strings.ReplaceAll(string(m.Octets), "\r\n", "\n"); got != want {
			t.Errorf("message %d: got %q, want %q", i+1, got, want)
		}
	}
	if got, want := curl("-X", "UIDL", url), "1 whqtswO00WBw418f9t5JxYwZ\n2 QhdPYR:00WBw1Ph7x7\n3 dots-1\n"; got != want {
		t.Errorf("UIDL: got %q, want %q", got, want)
	}
	curl("-I", "-X", "DELE 1", url)
	if got, want := curl(url), "1 200\n2 118\n"; got != want {
		t.Errorf("list after DELE 1: got %q, want %q", got, want)
	}
}

// TestCurlAPOP: curl takes APOP where the greeting holds a timestamp.
func TestCurlAPOP(t *testing.T) {
	m1, _ := mailbox.Sample("m1")
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "tan", Secret: "tanstaaf", Maildrop: mailbox.NewMaildrop(m1)})
	url := "pop3://" + start(t, &Server{Accounts: accounts}) + "/"
	got := run(t, "curl", "-q", "-sS", "--noproxy", "*", "-u", "tan:tanstaaf", "--login-options", "AUTH=+APOP", url)
	if want := "1 120\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// fetch is what a mail program does, in the two modes that they offer.
const fetch = `
import poplib, sys
host, port, mode = sys.argv[1].split(":") + [sys.argv[2]]
box = poplib.POP3(host, int(port), timeout=10)
box.user("alice")
box.pass_("secret")
count, octets = box.stat()
print(count, octets)
for entry in box.uidl()[1]:
    number = int(entry.split()[0])
    reply, lines, size = box.retr(number)
    print(entry.decode(), b"\n".join(lines).decode())
    assert box.top(number, 10**9)[1] == lines
    if mode == "delete":
        box.dele(number)
box.quit()
`

// TestPoplib: download and keep, download and delete.
func TestPoplib(t *testing.T) {
	program(t, "python3")
	accounts, drop := alice()
	dots, _ := mailbox.Sample("dots")
	drop.Deliver(dots)
	address := start(t, &Server{Accounts: accounts})

	kept := run(t, "python3", "-c", fetch, address, "keep")
	want := "3 438\n"
	for i, m := range drop.Messages() {
		want += strconv.Itoa(i+1) + " " + m.UID + " " + strings.ReplaceAll(string(m.Octets), "\r\n", "\n")
	}
	if kept != want {
		t.Errorf("keep: got %q, want %q", kept, want)
	}
	if deleted := run(t, "python3", "-c", fetch, address, "delete"); deleted != want {
		t.Errorf("delete: got %q, want %q", deleted, want)
	}
	if n, _ := drop.Stat(); n != 0 {
		t.Errorf("%d messages are left after delete", n)
	}
	if again := run(t, "python3", "-c", fetch, address, "keep"); again != "0 0\n" {
		t.Errorf("again: got %q", again)
	}
}
