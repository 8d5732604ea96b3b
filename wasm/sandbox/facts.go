package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// home is a host with its users and their mail, made for one learner.
type home struct {
	manners
	accounts *mailbox.Accounts
	users    []user
}

// facts are what was made for a learner, by name and in the order in which it was.
type facts struct {
	names []string
	by    map[string]string
}

func (f *facts) set(name, value string) {
	f.names = append(f.names, name)
	f.by[name] = value
}

func (f *facts) number(name string, n int) { f.set(name, strconv.Itoa(n)) }

// settle makes the hosts of a scenario, in its order, and tells what was made for the
// learner.
func (s Scenario) settle(seed string) ([]home, *facts) {
	f := &facts{by: map[string]string{}}
	var homes []home
	for _, m := range s.manners {
		h := home{manners: m}
		var list []mailbox.Account
		for _, u := range s.users {
			if u.host == m.host {
				h.users = append(h.users, u)
				list = append(list, u.settle(seed, f))
			}
		}
		if len(list) > 0 || m.host.Profile == "" {
			h.accounts = mailbox.NewAccounts(list...)
			homes = append(homes, h)
		}
	}
	s.noteUIDs(homes, f)
	return homes, f
}

// settle fills the maildrop of a user and makes the password, where the scenario
// leaves them to the seed.
func (u user) settle(seed string, f *facts) mailbox.Account {
	account := u.account
	if u.made {
		u.makeSecret(&account, seed, f)
	}
	messages := u.messages
	if u.generate != nil {
		spec := *u.generate
		spec.Seed = seed + "/" + u.host.Name + "/" + account.Name
		made := mailbox.Generate(spec)
		messages = append(messages[:len(messages):len(messages)], made.Messages...)
		if f.by["word"] == "" { // facts are those of the first one
			f.note(made, messages)
		}
	}
	account.Maildrop = mailbox.NewMaildrop(messages...)
	return account
}

// makeSecret makes a password or secret: one word for all users of a world who have
// such a one, so that it is one fact.
func (u user) makeSecret(account *mailbox.Account, seed string, f *facts) {
	name, secret := "password", &account.Password
	if account.Secret != "" {
		name, secret = "secret", &account.Secret
	}
	*secret = mailbox.Word(seed + "/" + name)
	if f.by[name] == "" {
		f.set(name, *secret)
	}
}

// smallMail is below how many octets lessons call a message small.
const smallMail = 5000

// note writes down what a lesson may ask about a generated mailbox. Numbers are
// those of the first login, when messages that the scenario gives stand before the
// generated ones.
func (f *facts) note(made mailbox.Generated, all []pop3.Message) {
	before, octets, least, most := len(all)-len(made.Messages), 0, 0, 0
	for i, m := range all {
		octets += m.Size()
		if m.Size() < all[least].Size() {
			least = i
		}
		if m.Size() > all[most].Size() {
			most = i
		}
	}
	f.set("word", made.Word)
	f.number("carrier", before+made.Carrier+1)
	f.number("count", len(all))
	f.number("octets", octets)
	f.set("small", numbers(all, func(i int) bool { return all[i].Size() < smallMail }))
	f.number("largest", most+1)
	f.number("largest-octets", all[most].Size())
	f.number("largest-wire", onTheWire(all[most].Octets))
	f.number("smallest", least+1)
	f.number("smallest-octets", all[least].Size())
	if made.Drawn {
		sender := made.Senders[made.Carrier]
		theirs := func(i int) bool { return i >= before && made.Senders[i-before] == sender }
		f.set("sender", sender)
		f.set("sender-numbers", numbers(all, theirs))
		f.set("other-numbers", numbers(all, func(i int) bool { return !theirs(i) }))
	}
}

// onTheWire is how many octets RETR sends for a message behind its status line: with
// a dot before each line that begins with one, and the terminator (RFC 1939 section 3).
func onTheWire(message []byte) int {
	stuffed := strings.Count("\n"+string(message), "\n.")
	return len(message) + stuffed + len(".\r\n")
}

// numbers writes the numbers of some messages as people do: "1, 3, 4".
func numbers(all []pop3.Message, some func(i int) bool) string {
	list := ""
	for i := range all {
		if !some(i) {
			continue
		}
		if list != "" {
			list += ", "
		}
		list += strconv.Itoa(i + 1)
	}
	return list
}

// mostUIDs is how many unique-ids become facts: each answer to the page has them.
const mostUIDs = 20

// noteUIDs writes down the unique-ids of the first generated mailbox or, without one, of
// the first account.
func (s Scenario) noteUIDs(homes []home, f *facts) {
	of := s.users[0]
	for _, u := range s.users {
		if u.generate != nil && of.generate == nil {
			of = u
		}
	}
	for _, h := range homes {
		if h.host != of.host {
			continue
		}
		all := h.accounts.Find(of.account.Name).Maildrop.Messages()
		for i := range min(len(all), mostUIDs) {
			f.set("uid"+strconv.Itoa(i+1), all[i].UID)
		}
	}
}
