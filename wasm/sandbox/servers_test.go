package sandbox

import (
	"slices"
	"strings"
	"testing"
)

// A program that serves a world on real ports gets all that a scenario says of its
// hosts and users.
func TestServers(t *testing.T) {
	const kinds = "one-octet joined drop-in-retr shared-uid renumbered refused locked 5"
	s, err := ParseScenario("host dewey\ntls required\nuser ann *\ngenerate 3 messages of 300 to 900 octets\narrival m1\ntrouble " + kinds +
		"\nuser bob tea\ngenerate 2 messages of 300 to 900 octets\nhost mailServer\nprofile dovecot\nuser carol tea\nhost post\n")
	if err != nil {
		t.Fatal(err)
	}
	clock := func() int { return 7 }
	list := s.Servers(Seed{Learner: "Ann", Lesson: "L16"}.String(), clock)
	if len(list) != 2 || list[0].Host != "dewey" || list[1].Host != "mailServer" {
		t.Fatalf("servers %+v, want dewey and mailServer", list)
	}
	dewey, mail := list[0], list[1]
	if !slices.Equal(dewey.Users, []string{"ann", "bob"}) || !dewey.TLS || !dewey.RequireTLS || mail.TLS {
		t.Errorf("dewey %+v", dewey)
	}
	if got := dewey.Troubles["ann"].String(); got != kinds {
		t.Errorf("troubles %q, want %q", got, kinds)
	}
	if len(dewey.Arrivals["ann"]) != 1 || dewey.Accounts.Clock() != 7 || !mail.Timestamp || dewey.Timestamp {
		t.Errorf("arrivals %v, timestamps %v %v", dewey.Arrivals, mail.Timestamp, dewey.Timestamp)
	}
	ann, bob := dewey.Accounts.Find("ann").Maildrop.Messages(), dewey.Accounts.Find("bob").Maildrop.Messages()
	if len(ann) != 3 || len(bob) != 2 || string(ann[0].Octets) == string(bob[0].Octets) {
		t.Errorf("%d and %d messages, or the same ones", len(ann), len(bob))
	}
	if facts := dewey.Facts; facts["count"] != "3" || facts["uid1"] != ann[0].UID || strings.Count(string(ann[0].Octets)+string(ann[1].Octets)+string(ann[2].Octets), facts["word"]) != 1 {
		t.Errorf("facts %v are not those of the first generated mailbox", facts)
	}
	if dewey.Accounts.Find("ann").Password != dewey.Facts["password"] {
		t.Errorf("the password of ann is %q, the fact %q", dewey.Accounts.Find("ann").Password, dewey.Facts["password"])
	}
}
