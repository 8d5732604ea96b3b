package sandbox

import (
	"strings"

	"poplab/wasm/mailbox"
	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// The words about the world around the console.

func (c *Console) move(rest string) {
	name := strings.TrimSpace(rest)
	for _, to := range c.world.consoles {
		if to.Name == name {
			c.world.current = to
			to.tell(transcript.Moved, "This is window $.", name)
			return
		}
	}
	var all []string
	for _, to := range c.world.consoles {
		all = append(all, to.Name)
	}
	c.tell(transcript.Usage, "window takes the name of one of the windows: $.", strings.Join(all, ", "))
}

// deliver is the word that brings the next message, or as many as it says.
func (c *Console) deliver(rest string) {
	n, ok := 1, true
	if number := strings.TrimSpace(rest); number != "" {
		n, ok = pop3.Decimal(number)
	}
	if !ok || n == 0 {
		c.tell(transcript.Usage, "deliver takes how many messages are to come, or nothing for one.")
		return
	}
	for came := true; came && n > 0; n-- {
		came = c.arrive()
	}
}

// arrive brings the next message, if there is one, and tells it.
func (c *Console) arrive() bool {
	if len(c.world.arrivals) == 0 {
		c.tell(transcript.Usage, "No more mail is on its way.")
		return false
	}
	next := c.world.arrivals[0]
	c.world.arrivals = c.world.arrivals[1:]
	c.world.find(next.host).drop(next.user).come(next.message)
	c.say(transcript.Arrived, phrase.Count(len(mailbox.Normalise(next.message.Octets)),
		"A message of 1 octet arrives for $ on $.", "A message of $ octets arrives for $ on $.", next.user, next.host))
	return true
}

// wired is the window whose cable a word is about: this one, or that of a name. It
// says what to type where there is none.
func (c *Console) wired(word, rest string) *Console {
	name := strings.TrimSpace(rest)
	for _, of := range c.world.consoles {
		if (of == c && name == "" || of.Name == name && name != "") && !of.listens() {
			return of
		}
	}
	if name == "" {
		c.say(transcript.Usage, c.offline())
	} else {
		c.tell(transcript.Usage, "$ takes the name of a window with a cable, or none for that of this window.", word)
	}
	return nil
}

// pull is the word that takes a network cable out.
func (c *Console) pull(rest string) {
	switch of := c.wired("pull", rest); {
	case of == nil:
	case of.unplugged:
		c.tell(transcript.Usage, "The cable is out already. Type: $", strings.TrimSpace("plug "+rest))
	default:
		of.cut()
	}
}

// cut takes the network cable out. Neither side of a connection notices: TCP keeps it
// while nobody sends anything.
func (c *Console) cut() {
	c.unplugged = true
	if c.linked {
		c.tell(transcript.CableOut, "The cable is out. $ has not noticed.", c.Transcript.Host)
	} else {
		c.tell(transcript.CableOut, "The cable is out.")
	}
	c.elsewhere("The cable of $ is out.")
}

// plug puts a cable back. A connection that the server still has goes on.
func (c *Console) plug(rest string) {
	of := c.wired("plug", rest)
	switch {
	case of == nil:
		return
	case !of.unplugged:
		c.tell(transcript.Usage, "The cable is in.")
		return
	}
	of.unplugged = false
	of.tell(transcript.CableIn, "The cable is in again.")
	of.elsewhere("The cable of $ is in again.")
	if of.link != nil && of.link.over != transcript.NoTopic {
		of.close(of.link.over, closedByServer)
	}
	if of.device != nil {
		of.device.run()
	}
}

// elsewhere tells the learner, who sits at another window, of a cable.
func (c *Console) elsewhere(text string) {
	if at := c.world.current; at != c {
		at.tell(transcript.OtherCable, text, c.Name)
	}
}

func (c *Console) disk(rest string) {
	switch strings.TrimSpace(rest) {
	case "full":
		c.world.fill(true)
		c.tell(transcript.DiskFull, "The disks of all servers are full.")
	case "free":
		c.world.fill(false)
		c.tell(transcript.DiskFree, "The disks of all servers have room again.")
	default:
		c.tell(transcript.Usage, "Type: disk full, or: disk free")
	}
}

func (c *Console) attacker(rest string) {
	switch strings.TrimSpace(rest) {
	case "on":
		c.world.attacked = true
		c.tell(transcript.AttackerOn, "Somebody on the line takes STLS away, from the next connection on.")
	case "off":
		c.world.attacked = false
		c.tell(transcript.AttackerOff, "Nobody meddles with connections that begin from now on.")
	default:
		c.tell(transcript.Usage, "Type: attacker on, or: attacker off")
	}
}

func (c *Console) stop(rest string)  { c.turnTo(rest, true) }
func (c *Console) start(rest string) { c.turnTo(rest, false) }

// turnTo switches the servers of a host off or on.
func (c *Console) turnTo(rest string, stopped bool) {
	s := c.world.find(strings.TrimSpace(rest))
	switch {
	case s == nil:
		c.say(transcript.Usage, c.world.instead(""))
		return
	case !stopped:
		s.stopped = false
		c.tell(transcript.HostStarted, "$ is on.", s.host.Name)
		return
	}
	s.stopped = true
	c.tell(transcript.HostStopped, "$ is switched off; nothing listens there.", s.host.Name)
	for _, l := range c.world.links {
		if l.server == s {
			l.finish(transcript.ServerClosed)
		}
	}
}

// md5 gives the digest of a text, to the octet: what APOP sends for a timestamp with
// the shared secret straight behind it (RFC 1939 section 7).
func (c *Console) md5(rest string) {
	if rest == "" {
		c.tell(transcript.Usage, "md5 takes a text and digests all that stands behind the blank.")
		return
	}
	c.say(transcript.Digested, pop3.Digest(rest, ""))
}
