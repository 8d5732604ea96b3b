package dialogue

import (
	"strings"

	"poplab/wasm/pop3"
)

// A case can be played against a server that is not ours too. Then somebody else
// must build its world, and judge whether that can be done.

// Verbs are the words with which the lines of the case begin, the lines that set
// up its world included.
func (c *Case) Verbs() []string {
	var verbs []string
	for _, s := range c.setup {
		verbs = append(verbs, s.verb)
	}
	for _, s := range c.steps {
		verbs = append(verbs, s.verb)
	}
	return verbs
}

// Account is a user of the case. The messages are as files might hold them,
// before they are normalised.
type Account struct {
	Name, Password, Secret string
	Messages               []pop3.Message
}

// Accounts are the users of the case, in order.
func (c *Case) Accounts() ([]Account, error) {
	var list []Account
	for _, s := range c.setup {
		if s.verb == "user" {
			list = append(list, Account{Name: s.text})
			continue
		}
		if len(list) == 0 {
			continue
		}
		account := &list[len(list)-1]
		switch s.verb {
		case "password":
			account.Password = s.text
		case "secret":
			account.Secret = s.text
		case "message":
			messages, err := s.messages()
			if err != nil {
				return nil, err
			}
			account.Messages = append(account.Messages, messages...)
		}
	}
	return list, nil
}

// messages are those that a message line names or quotes.
func (s *step) messages() ([]pop3.Message, error) {
	if strings.HasPrefix(s.text, `"`) {
		octets, err := s.octets(s.text)
		return []pop3.Message{{Octets: []byte(octets)}}, err
	}
	var list []pop3.Message
	for name := range strings.FieldsSeq(s.text) {
		m, found := find(name)
		if !found {
			return nil, s.wrong("unknown message ", name)
		}
		list = append(list, m)
	}
	return list, nil
}
