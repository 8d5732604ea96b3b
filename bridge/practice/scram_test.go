package practice

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/xdg-go/scram"

	"poplab/wasm/mailbox"
)

// scramLogin logs in as a mail program does and gives the last reply.
func scramLogin(t *testing.T, c *client, name, password, authorize string) string {
	t.Helper()
	program, err := scram.SHA256.NewClient(name, password, authorize)
	if err != nil {
		t.Fatal(err)
	}
	talk := program.NewConversation()
	message, err := talk.Step("")
	reply := c.say("AUTH SCRAM-SHA-256 " + base64.StdEncoding.EncodeToString([]byte(message)))
	for strings.HasPrefix(reply, "+ ") && err == nil {
		var challenge []byte
		if challenge, err = base64.StdEncoding.DecodeString(reply[2:]); err != nil {
			break
		}
		if message, err = talk.Step(string(challenge)); err == nil {
			reply = c.say(base64.StdEncoding.EncodeToString([]byte(message)))
		}
	}
	if err != nil {
		t.Errorf("the client says: %v", err)
	}
	if strings.HasPrefix(reply, "+OK") && !talk.Valid() {
		t.Error("the server let the client in and did not prove itself")
	}
	return reply
}

// TestSCRAM: both sides prove that they know the password (RFC 7677 section 3).
func TestSCRAM(t *testing.T) {
	_, drop := alice()
	address := start(t, &Server{Accounts: mailbox.NewAccounts(
		mailbox.Account{Name: "alice", Password: "secret", Maildrop: drop},
		mailbox.Account{Name: "J\u00f6rg, d=1", Password: "pa\u00dfwort"},
		mailbox.Account{Name: "tan", Secret: "tanstaaf"},
	)})
	for _, test := range []struct {
		name, password, authorize string
		works                     bool
	}{
		{"alice", "secret", "", true},
		{"alice", "secret", "alice", true},
		{"alice", "secret", "tan", false},
		{"alice", "Secret", "", false},
		{"alice", "", "", false},
		{"nobody", "secret", "", false},
		{"tan", "tanstaaf", "", true},
		{"tan", "", "", false},
		{"J\u00f6rg, d=1", "pa\u00dfwort", "", true},
		{"Jo\u0308rg, d=1", "pa\u00dfwort", "", true}, // the same letters in other octets
	} {
		c, _ := connect(t, address)
		if got := scramLogin(t, c, test.name, test.password, test.authorize); strings.HasPrefix(got, "+OK") != test.works {
			t.Errorf("%s / %s: %q", test.name, test.password, got)
		}
		c.say("QUIT")
		c.Close()
	}
}

// TestSCRAMHidesNames: a name that nobody has gets a challenge like any other,
// with the same salt each time (RFC 5802 section 9).
func TestSCRAMHidesNames(t *testing.T) {
	accounts, _ := alice()
	address := start(t, &Server{Accounts: accounts})
	salt := func(name string) string {
		c, _ := connect(t, address)
		defer c.Close()
		reply := c.say("AUTH SCRAM-SHA-256 " + base64.StdEncoding.EncodeToString([]byte("n,,n="+name+",r=nonce")))
		challenge, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(reply, "+ "))
		fields := strings.Split(string(challenge), ",")
		if err != nil || len(fields) != 3 || fields[2] != "i=4096" {
			t.Fatalf("%s: %q", name, reply)
		}
		return fields[1]
	}
	for _, name := range []string{"alice", "nobody"} {
		if first, second := salt(name), salt(name); first != second || len(first) < len("s=")+20 {
			t.Errorf("%s: salts %q and %q", name, first, second)
		}
	}
	if salt("alice") == salt("nobody") {
		t.Error("two names have one salt")
	}
}

// TestSCRAMRefuses: what a client may send wrongly, and the session goes on.
func TestSCRAMRefuses(t *testing.T) {
	accounts, _ := alice()
	c, _ := connect(t, start(t, &Server{Accounts: accounts}))
	for _, first := range []string{"", "n", "n,,n=alice", "p=tls-exporter,,n=alice,r=x", "n,a=tan,n=alice,r=x", "n,,n=a=lice,r=x", "n,,m=ext,n=alice,r=x"} {
		initial := base64.StdEncoding.EncodeToString([]byte(first))
		if initial == "" {
			initial = "="
		}
		c.refuses("AUTH SCRAM-SHA-256 " + initial)
	}
	if got := c.say("AUTH SCRAM-SHA-256 " + base64.StdEncoding.EncodeToString([]byte("n,,n=alice,r=x"))); !strings.HasPrefix(got, "+ ") {
		t.Fatalf("got %q", got)
	}
	c.refuses(base64.StdEncoding.EncodeToString([]byte("c=biws,r=y,p=AAAA")))
	c.logIn()
}

func TestPrepare(t *testing.T) {
	for text, want := range map[string]string{
		"secret":        "secret",
		"two  words ":   "two  words ",
		"I\u00adX":      "IX", // the examples of RFC 4013 section 3
		"user":          "user",
		"\u00aa":        "a",
		"\u2168":        "IX",
		"Jo\u0308rg":    "J\u00f6rg",
		"no\u00a0break": "no break",
	} {
		if got, ok := Prepare(text); !ok || got != want {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"\x07", "\u0627\u0031", "\ue000", "a\x00b"} {
		if got, ok := Prepare(text); ok {
			t.Errorf("%q: got %q, want none", text, got)
		}
	}
}
