package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

const generated = "host dewey\nuser mrose *\nmessage m1\ngenerate 6 messages of 400 to 40000 octets from 3 senders\nhost dbc.mtview.ca.us\napop mrose *\n"

// What the facts say is what the maildrop holds.
func TestFacts(t *testing.T) {
	for _, learner := range []string{"Ann", "Bob", "Carol", "4711"} {
		s, err := ParseScenario(generated)
		if err != nil {
			t.Fatal(err)
		}
		w := NewWorld(s, Seed{Learner: learner, Lesson: "L4"}.String())
		f, all := w.Facts, w.Maildrop("dewey", "mrose").Messages()
		octets, largest, smallest := 0, all[0], all[0]
		var small, of, other []string
		for i, m := range all {
			octets += m.Size()
			number := strconv.Itoa(i + 1)
			if m.Size() < 5000 {
				small = append(small, number)
			}
			if m.Size() > largest.Size() {
				largest = m
			}
			if m.Size() < smallest.Size() {
				smallest = m
			}
			if strings.Contains(string(m.Octets), "<"+f["sender"]+">") {
				of = append(of, number)
			} else {
				other = append(other, number)
			}
			if got := f["uid"+number]; got != m.UID {
				t.Errorf("uid%s is %q, want %q", number, got, m.UID)
			}
		}
		for name, want := range map[string]string{
			"count": "7", "octets": strconv.Itoa(octets), "small": strings.Join(small, ", "),
			"sender-numbers": strings.Join(of, ", "), "other-numbers": strings.Join(other, ", "),
			"largest": place(all, largest), "largest-octets": strconv.Itoa(largest.Size()),
			"largest-wire": strconv.Itoa(largest.Size() + len(".\r\n")), // no generated line begins with a dot
			"smallest":     place(all, smallest), "smallest-octets": strconv.Itoa(smallest.Size()),
		} {
			if f[name] != want {
				t.Errorf("%s: %s is %q, want %q", learner, name, f[name], want)
			}
		}
		carrier, _ := strconv.Atoi(f["carrier"])
		if !strings.Contains(string(all[carrier-1].Octets), "The word is "+f["word"]+".") || len(of) == 0 || len(other) == 0 {
			t.Errorf("%s: word, senders: %q, %q, %q", learner, f["word"], of, other)
		}
		w.types(td, "USER mrose", "PASS "+f["password"], "QUIT", "telnet dbc.mtview.ca.us 110")
		if !w.Window().Connected() || f["secret"] == f["password"] {
			t.Errorf("%s: password %q, secret %q", learner, f["password"], f["secret"])
		}
		if w.Maildrop("dewey", "mrose").Locked() {
			t.Errorf("%s: still locked", learner)
		}
	}
}

func place(all []pop3.Message, m pop3.Message) string {
	return strconv.Itoa(slices.IndexFunc(all, func(x pop3.Message) bool { return x.UID == m.UID }) + 1)
}

// Neighbours get other mailboxes, and the same learner the same ones.
func TestSeed(t *testing.T) {
	ann := Seed{Class: "net1", Learner: "Ann", Lesson: "L4", Attempt: 1}
	for _, same := range []Seed{
		{Class: "NET1", Learner: " ann  ", Lesson: "l4", Attempt: 1},
		{Class: "net1", Learner: "Ann", Lesson: "L4"},
	} {
		if same.String() != ann.String() {
			t.Errorf("%+v is %q", same, same)
		}
	}
	for _, other := range []Seed{
		{Class: "net2", Learner: "Ann", Lesson: "L4", Attempt: 1}, {Class: "net1", Learner: "An", Lesson: "L4", Attempt: 1},
		{Class: "net1", Learner: "Ann", Lesson: "L5", Attempt: 1}, {Class: "net1", Learner: "Ann", Lesson: "L4", Attempt: 2},
		{Class: "net1 ann", Lesson: "L4", Attempt: 1},
	} {
		if other.String() == ann.String() {
			t.Errorf("%+v is the seed of Ann", other)
		}
	}
}

// Without a generated mailbox the unique-ids are those of the first account; of one,
// there are no more facts than an answer can hold.
func TestUIDFacts(t *testing.T) {
	if f := begin(t, mrose).Facts; f["uid2"] != "QhdPYR:00WBw1Ph7x7" || len(f) != 2 {
		t.Errorf("the facts are %v", f)
	}
	f := begin(t, "host dewey\nuser a b\ngenerate 300 messages of 300 to 300 octets\n").Facts
	if f["uid20"] == "" || f["uid21"] != "" || f["count"] != "300" || f["sender"] != "" {
		t.Errorf("the facts are %v", f)
	}
}

// What a program on a real port gets is what the page has.
func TestServersHaveTheMailboxesOfThePage(t *testing.T) {
	s, err := ParseScenario(generated + "host huey\ntls required\noffers UIDL\nbreaks renumbering\nuser bob x\ntrouble one-octet joined drop-in-retr shared-uid locked 5\nhost post\n")
	if err != nil {
		t.Fatal(err)
	}
	w := NewWorld(s, "test")
	list := s.Servers("test", func() int { return 0 })
	var hosts []string
	for _, server := range list {
		hosts = append(hosts, server.Host)
	}
	if !slices.Equal(hosts, []string{"dewey", "dbc.mtview.ca.us", "huey"}) {
		t.Fatalf("the servers are %v", hosts)
	}
	want, got := w.Maildrop("dewey", "mrose").Messages(), list[0].Accounts.Find("mrose").Maildrop.Messages()
	for i := range want {
		if want[i].UID != got[i].UID || string(want[i].Octets) != string(got[i].Octets) {
			t.Errorf("message %d is another", i+1)
		}
	}
	if list[0].Facts["password"] != w.Facts["password"] || list[0].Accounts.Find("mrose").Password != w.Facts["password"] {
		t.Error("the password is another")
	}
	if huey := list[2]; !huey.TLS || !huey.RequireTLS || huey.Habits == 0 || huey.Timestamp || !list[1].Timestamp ||
		strings.Join(huey.Profile.Offers, " ") != "CAPA APOP UIDL" {
		t.Errorf("huey is %+v", huey)
	}
	if trouble := list[2].Troubles["bob"].String(); trouble != "one-octet joined drop-in-retr shared-uid locked 5" || len(list[0].Troubles) != 0 {
		t.Errorf("the trouble is %q", trouble)
	}
}
