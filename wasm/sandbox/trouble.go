package sandbox

import (
	"errors"
	"strconv"
	"strings"
)

// Trouble is what a server on a real port does to the clients of an account. All
// of it is allowed, and happens on real networks; a client has to cope.
type Trouble struct {
	OneOctet   bool // every octet of a reply comes in a segment of its own
	Joined     bool // two replies come in one segment
	DropInRETR bool // in the first session the connection breaks within the first RETR
	SharedUID  bool // two equal messages have one unique-id
	Renumbered bool // every other session has the messages in the opposite order
	Refused    bool // no password is right
	Locked     int  // for so many seconds after the first attempt the maildrop is in use
}

func (p *scenarioParser) setTrouble(kinds []string) error {
	u, err := p.owner("trouble")
	if err != nil {
		return err
	}
	right := len(kinds) > 0
	for i := 0; right && i < len(kinds); i++ {
		if kinds[i] == "locked" && i+1 < len(kinds) {
			i++
			u.trouble.Locked, right = oneNumber(kinds[i:i+1], 1, longestLock)
			continue
		}
		right = u.trouble.set(kinds[i])
	}
	if right {
		return nil
	}
	return errors.New("write \"trouble\" and one or more of one-octet, joined, drop-in-retr, shared-uid, renumbered, refused, locked SECONDS (1 to " +
		strconv.Itoa(longestLock) + ")")
}

// longestLock keeps a client that waits from being given up, in seconds.
const longestLock = 60

// kind is a trouble by its name.
type kind struct {
	name string
	has  *bool
}

func (t *Trouble) kinds() []kind {
	return []kind{
		{"one-octet", &t.OneOctet}, {"joined", &t.Joined}, {"drop-in-retr", &t.DropInRETR}, {"shared-uid", &t.SharedUID},
		{"renumbered", &t.Renumbered}, {"refused", &t.Refused},
	}
}

func (t *Trouble) set(name string) bool {
	for _, k := range t.kinds() {
		if k.name == name {
			*k.has = true
			return true
		}
	}
	return false
}

// String is the trouble as a scenario writes it.
func (t Trouble) String() string {
	var names []string
	for _, k := range t.kinds() {
		if *k.has {
			names = append(names, k.name)
		}
	}
	if t.Locked > 0 {
		names = append(names, "locked "+strconv.Itoa(t.Locked))
	}
	return strings.Join(names, " ")
}
