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
	form := errors.New("write \"trouble\" and one or more of one-octet, joined, drop-in-retr, shared-uid, renumbered, refused, locked SECONDS (1 to " +
		strconv.Itoa(longestLock) + ")")
	if len(kinds) == 0 {
		return form
	}
	for i := 0; i < len(kinds); i++ {
		if kinds[i] == "locked" && i+1 < len(kinds) {
			i++
			seconds, ok := oneNumber(kinds[i:i+1], 1, longestLock)
			if !ok {
				return form
			}
			u.trouble.Locked = seconds
		} else if !u.trouble.set(kinds[i]) {
			return form
		}
	}
	return nil
}

// longestLock keeps a client that waits from being given up, in seconds.
const longestLock = 60

func (t *Trouble) set(kind string) bool {
	switch kind {
	case "one-octet":
		t.OneOctet = true
	case "joined":
		t.Joined = true
	case "drop-in-retr":
		t.DropInRETR = true
	case "shared-uid":
		t.SharedUID = true
	case "renumbered":
		t.Renumbered = true
	case "refused":
		t.Refused = true
	default:
		return false
	}
	return true
}

// String is the trouble as a scenario writes it.
func (t Trouble) String() string {
	var kinds []string
	for _, k := range []struct {
		name string
		has  bool
	}{
		{"one-octet", t.OneOctet}, {"joined", t.Joined}, {"drop-in-retr", t.DropInRETR}, {"shared-uid", t.SharedUID},
		{"renumbered", t.Renumbered}, {"refused", t.Refused},
		{"locked " + strconv.Itoa(t.Locked), t.Locked > 0},
	} {
		if k.has {
			kinds = append(kinds, k.name)
		}
	}
	return strings.Join(kinds, " ")
}
