package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

const (
	idleLimit    = 10 * minute // the shortest that RFC 1939 section 3 allows
	retryDelay   = 30 * minute // the shortest that RFC 5321 section 4.5.4.1 wants
	longestPause = 366 * day
)

// turn moves the clock of the world, and with it that of every window.
func (w *World) turn(seconds int) {
	w.clock += seconds
	for _, c := range w.consoles {
		c.Transcript.Now += int64(seconds) * 1e6
	}
}

// pass lets time go by, and what is due in it happen in its order. It gives how
// many sessions ended that no window could see end.
func (w *World) pass(seconds int) (unseen int) {
	w.waited += seconds
	for end := w.clock + seconds; ; {
		at := end
		for _, l := range w.links {
			at = min(at, l.heard+idleLimit)
		}
		for _, m := range w.waiting {
			at = min(at, m.next)
		}
		w.turn(max(at-w.clock, 0))
		unseen += w.expire()
		w.retry()
		if w.clock >= end {
			return unseen
		}
	}
}

// expire ends the sessions that were silent for too long. The server does so
// without a word, and nothing is removed (RFC 1939 section 3). It gives how many of
// them no window could see end.
func (w *World) expire() (unseen int) {
	for _, l := range w.links {
		if w.clock-l.heard < idleLimit {
			continue
		}
		if l.console == nil || l.console.unplugged {
			unseen++
		}
		l.finish(transcript.TimedOut)
	}
	return unseen
}

// wait is the word that lets time go by.
func (c *Console) wait(rest string) {
	seconds, ok := pause(strings.Fields(rest))
	if !ok {
		c.tell(transcript.Usage, "wait takes a number and seconds, minutes, hours or days, up to $ days. Type: wait 10 minutes",
			strconv.Itoa(longestPause/day))
		return
	}
	text := "$ later it is $."
	if c.world.pass(seconds) > 0 {
		text = "$ later it is $. A server gave up a session that was silent for so long."
	}
	c.tell(transcript.Waited, text, strings.TrimSpace(rest), date(c.world.clock))
}

// pause reads a time such as "10 minutes".
func pause(words []string) (seconds int, ok bool) {
	if len(words) != 2 {
		return 0, false
	}
	n, ok := pop3.Decimal(words[0])
	unit := 0
	switch strings.TrimSuffix(pop3.Lower(words[1]), "s") {
	case "second":
		unit = 1
	case "minute":
		unit = minute
	case "hour":
		unit = hour
	case "day":
		unit = day
	}
	return n * unit, ok && n > 0 && unit > 0 && n <= longestPause/unit
}
