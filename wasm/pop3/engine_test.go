package pop3_test

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// session starts a session that is logged in to the maildrop.
func session(t testing.TB, d *mailbox.Maildrop) *pop3.Session {
	t.Helper()
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "a", Password: "p", Maildrop: d})
	s := pop3.NewSession(pop3.Config{Accounts: accounts})
	feed(s, "USER a\r\nPASS p\r\n")
	if s.State() != pop3.Transaction {
		t.Fatalf("state %v after the login", s.State())
	}
	return s
}

// feed gives what a server would write for the octets.
func feed(s *pop3.Session, octets string) string {
	var out strings.Builder
	s.Feed([]byte(octets), func(r pop3.Reply) { r.WriteTo(&out) })
	return out.String()
}

// unstuff takes a multi-line reply apart as a client does (RFC 1939 section 3).
func unstuff(t *testing.T, reply string) string {
	t.Helper()
	_, lines, _ := strings.Cut(reply, "\r\n")
	var message strings.Builder
	for line := range strings.SplitAfterSeq(lines, "\r\n") {
		if line == ".\r\n" {
			return message.String()
		}
		message.WriteString(strings.TrimPrefix(line, "."))
	}
	t.Fatalf("no terminator in %q", reply)
	return ""
}

// TestSizeIsWhatRETRSends: R85. LIST, RETR and the sum in STAT are of one mind,
// whatever the message was stored as.
func TestSizeIsWhatRETRSends(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	d := mailbox.NewMaildrop()
	for range 200 {
		message := make([]byte, random.IntN(60))
		for i := range message {
			message[i] = "a.\r\n \t\xff"[random.IntN(7)]
		}
		d.Deliver(pop3.Message{Octets: message})
	}
	s, sum := session(t, d), 0
	for i, m := range d.Messages() {
		number := strconv.Itoa(i + 1)
		got := unstuff(t, feed(s, "RETR "+number+"\r\n"))
		if got != string(m.Octets) {
			t.Fatalf("RETR %s gives %q, stored is %q", number, got, m.Octets)
		}
		want := "+OK " + number + " " + strconv.Itoa(len(got)) + "\r\n"
		if list := feed(s, "LIST "+number+"\r\n"); list != want {
			t.Errorf("LIST gives %q, want %q", list, want)
		}
		sum += len(got)
	}
	if stat, want := feed(s, "STAT\r\n"), "+OK 200 "+strconv.Itoa(sum)+"\r\n"; stat != want {
		t.Errorf("STAT gives %q, want %q", stat, want)
	}
}

// TestReplyForm: R3, R5 and R18. Whatever comes in, one reply per LF goes out,
// its first line has at most 512 octets, and no CR or LF stands alone.
func TestReplyForm(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	keywords := append(words(), "FOO", "[X]", "", "\x00", strings.Repeat("y", 300))
	arguments := []string{"", " 1", " 2", " 9", " a", " [", "  1", " 1 1", " " + strings.Repeat("{name}", 40), "\t", "\r"}
	d := mailbox.NewMaildrop(sample(t, "m1"), sample(t, "dots"))
	for range 300 {
		s := pop3.NewSession(pop3.Config{Accounts: mailbox.NewAccounts(
			mailbox.Account{Name: "1", Password: "1", Maildrop: d}), Timestamp: "<1@x>"})
		for range 30 {
			line := keywords[random.IntN(len(keywords))] + arguments[random.IntN(len(arguments))]
			checkReply(t, s, line)
		}
		s.Drop()
	}
}

func words() []string {
	var names []string
	for _, c := range pop3.Commands() {
		if c.Name != "QUIT" {
			names = append(names, c.Name)
		}
	}
	return names
}

func checkReply(t *testing.T, s *pop3.Session, line string) {
	t.Helper()
	var replies []pop3.Reply
	s.Feed([]byte(line+"\n"), func(r pop3.Reply) { replies = append(replies, r) })
	if len(replies) != 1 {
		t.Fatalf("%q got %d replies", line, len(replies))
	}
	var out bytes.Buffer
	replies[0].WriteTo(&out)
	text := out.String()
	status, _, _ := strings.Cut(text, "\r\n")
	if len(status) > 510 || strings.ContainsAny(status, "\r\n\x00") {
		t.Errorf("%q got the status line %q", line, status)
	}
	if whole := strings.ReplaceAll(text, "\r\n", ""); strings.ContainsAny(whole, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Errorf("%q got a reply with a bare line end: %q", line, text)
	}
	if !replies[0].OK && replies[0].Multi {
		t.Errorf("%q got a -ERR of more than one line", line)
	}
}

// TestDropRemovesNothing: R41.
func TestDropRemovesNothing(t *testing.T) {
	d := mailbox.NewMaildrop(sample(t, "m1"), sample(t, "m2"))
	s := session(t, d)
	feed(s, "DELE 1\r\nDELE 2\r\nQUI")
	s.Drop()
	if got := feed(s, "T\r\n"); got != "" {
		t.Errorf("after Drop the server says %q", got)
	}
	if n, _ := d.Stat(); n != 2 || d.Locked() {
		t.Errorf("%d messages, locked %v; want 2 and not locked", n, d.Locked())
	}
	s.Drop()
	if other := session(t, d); other.State() != pop3.Transaction {
		t.Error("nobody can log in any more")
	}
}

// TestDropAfterQuit: a server drops every session at its end, and must not take
// the lock from the one that came next.
func TestDropAfterQuit(t *testing.T) {
	d := mailbox.NewMaildrop(sample(t, "m1"))
	s := session(t, d)
	feed(s, "QUIT\r\n")
	if s.State() != pop3.Update {
		t.Errorf("state %v after QUIT, want UPDATE", s.State())
	}
	session(t, d)
	s.Drop()
	if !d.Locked() {
		t.Error("the old session took the lock from the new one")
	}
}

func sample(t testing.TB, name string) pop3.Message {
	m, ok := mailbox.Sample(name)
	if !ok {
		t.Fatalf("no sample %q", name)
	}
	return m
}

// broken is a server whose maildrops cannot be opened.
type broken struct{}

func (broken) Known(string) bool         { return true }
func (broken) HasSecret() bool           { return false }
func (broken) Policy(string) pop3.Policy { return pop3.Policy{} }

func (broken) Login(pop3.Proof) (pop3.Maildrop, error) { return nil, errors.New("no such file") }

// TestR126UnforeseenErrorIsTemporary: it may pass, and it is no matter of the
// credentials (RFC 3206 section 4).
func TestR126UnforeseenErrorIsTemporary(t *testing.T) {
	s := pop3.NewSession(pop3.Config{Accounts: broken{}})
	feed(s, "USER a\r\n")
	const want = "-ERR [SYS/TEMP] maildrop cannot be opened now, try again later\r\n"
	if got := feed(s, "PASS p\r\n"); got != want || s.State() != pop3.Authorization {
		t.Errorf("got %q in %v, want %q in AUTHORIZATION", got, s.State(), want)
	}
}

// TestCapabilitiesAreTheSwitch: R116 and R117. What CAPA does not list is not
// there.
func TestCapabilitiesAreTheSwitch(t *testing.T) {
	plain := *pop3.ProfileByName("rfc1939")
	plain.Offers = []string{"CAPA", "USER"}
	d := mailbox.NewMaildrop(sample(t, "m1"))
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "a", Password: "p", Maildrop: d})
	connect := func() *pop3.Session {
		return pop3.NewSession(pop3.Config{Profile: &plain, Accounts: accounts})
	}
	first, second := connect(), connect()
	feed(first, "USER a\r\nPASS p\r\n")
	for line, want := range map[string]string{
		"TOP 1 0": "-ERR unknown command TOP\r\n",
		"UIDL":    "-ERR unknown command UIDL\r\n",
		"LIST 1":  "+OK 1 120\r\n",
		"CAPA":    "+OK Capability list follows\r\nUSER\r\n.\r\n",
	} {
		if got := feed(first, line+"\r\n"); got != want {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
	if got := feed(second, "USER a\r\nPASS p\r\n"); !strings.HasSuffix(got, "-ERR maildrop already locked\r\n") {
		t.Errorf("a response code without RESP-CODES: %q", got)
	}
}

func TestDigestIsMD5(t *testing.T) {
	for n := range 200 {
		message := strings.Repeat("x", n)
		sum := md5.Sum([]byte("<1@x>" + message))
		if got, want := pop3.Digest("<1@x>", message), hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%d octets: %s, want %s", n, got, want)
		}
	}
}

// TestEveryCommandIsPlayed keeps the dialogues complete: a new row of the table
// needs one.
func TestEveryCommandIsPlayed(t *testing.T) {
	var played []string
	for _, c := range cases(t) {
		played = append(played, c.Keywords()...)
	}
	for _, c := range pop3.Commands() {
		if !slices.Contains(played, c.Name) {
			t.Errorf("no dialogue in testdata sends %s", c.Name)
		}
	}
}
