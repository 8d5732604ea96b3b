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

// settle makes the hosts of a scenario, in its order, and notes down what was made
// for the learner.
func (s Scenario) settle(seed string, facts map[string]string) []home {
	var homes []home
	for _, m := range s.manners {
		h := home{manners: m}
		var list []mailbox.Account
		for _, u := range s.users {
			if u.host == m.host {
				h.users = append(h.users, u)
				list = append(list, u.settle(seed, facts))
			}
		}
		if len(list) == 0 && m.host.Profile != "" {
			continue
		}
		h.accounts = mailbox.NewAccounts(list...)
		homes = append(homes, h)
	}
	s.noteUIDs(homes, facts)
	return homes
}

// settle fills the maildrop of a user and makes the password, where the scenario
// leaves them to the seed.
func (u user) settle(seed string, facts map[string]string) mailbox.Account {
	account := u.account
	if u.made && account.Secret != "" {
		account.Secret = mailbox.Word(seed + "/secret")
		facts["secret"] = account.Secret
	} else if u.made {
		account.Password = mailbox.Word(seed + "/password")
		facts["password"] = account.Password
	}
	messages := u.messages
	if u.generate != nil {
		spec := *u.generate
		spec.Seed = seed + "/" + u.host.Name + "/" + account.Name
		made := mailbox.Generate(spec)
		messages = append(messages[:len(messages):len(messages)], made.Messages...)
		if facts["word"] == "" { // facts are those of the first one
			note(facts, made, messages)
		}
	}
	account.Maildrop = mailbox.NewMaildrop(messages...)
	return account
}

// smallMail is below how many octets lessons call a message small.
const smallMail = 5000

// note writes down what a lesson may ask about a generated mailbox. Numbers are
// those of the first login, when messages that the scenario gives stand before the
// generated ones.
func note(facts map[string]string, made mailbox.Generated, all []pop3.Message) {
	before, octets := len(all)-len(made.Messages), 0
	smallest, largest := 0, 0
	var small, of, other []int
	for i, m := range all {
		octets += m.Size()
		if m.Size() < smallMail {
			small = append(small, i+1)
		}
		if m.Size() < all[smallest].Size() {
			smallest = i
		}
		if m.Size() > all[largest].Size() {
			largest = i
		}
		if i >= before && made.Senders[i-before] == made.Senders[made.Carrier] {
			of = append(of, i+1)
		} else {
			other = append(other, i+1)
		}
	}
	facts["word"], facts["carrier"] = made.Word, strconv.Itoa(before+made.Carrier+1)
	facts["count"], facts["octets"] = strconv.Itoa(len(all)), strconv.Itoa(octets)
	facts["small"] = numbers(small)
	facts["largest"], facts["largest-octets"] = strconv.Itoa(largest+1), strconv.Itoa(all[largest].Size())
	facts["largest-wire"] = strconv.Itoa(onTheWire(all[largest].Octets))
	facts["smallest"], facts["smallest-octets"] = strconv.Itoa(smallest+1), strconv.Itoa(all[smallest].Size())
	if made.Drawn {
		facts["sender"] = made.Senders[made.Carrier]
		facts["sender-numbers"], facts["other-numbers"] = numbers(of), numbers(other)
	}
}

// onTheWire is how many octets RETR sends for a message behind its status line: with
// a dot before each line that begins with one, and the terminator (RFC 1939 section 3).
func onTheWire(message []byte) int {
	stuffed := strings.Count("\n"+string(message), "\n.")
	return len(message) + stuffed + len(".\r\n")
}

// numbers writes message numbers as people do: "1, 3, 4".
func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ", ")
}

// mostUIDs is how many unique-ids become facts: each answer to the page has them.
const mostUIDs = 20

// noteUIDs writes down the unique-ids of the first generated mailbox or, without one, of
// the first account.
func (s Scenario) noteUIDs(homes []home, facts map[string]string) {
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
		for i, m := range h.accounts.Find(of.account.Name).Maildrop.Messages() {
			if i < mostUIDs {
				facts["uid"+strconv.Itoa(i+1)] = m.UID
			}
		}
	}
}
