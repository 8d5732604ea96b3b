package forward

import "time"

// Meter counts what the bridge does. Its methods are called by many goroutines at
// the same time and must not wait. What they are told comes from short, closed
// lists: names of targets, close codes, and the reasons named here. No address
// and nothing that a page said is ever among it.
type Meter interface {
	// Opened is a session that was let in, on its way to the server.
	Opened(target string)
	// Ended is the end of a session that was Opened, with its close code, what
	// it lasted, and the octets carried to the server and to the page.
	Ended(target string, code int, lasted time.Duration, up, down int64)
	// Messages are those of a session that Ended, "up" from the page or "down" to it:
	// binary ones with octets of POP3, and text about the connection.
	Messages(direction string, binary, text int64)
	// Rejected is a request that was not let in, with the check that failed:
	// "draining", "global_limit", "ip_limit", "rate", "host", "origin",
	// "ticket", "target" or "websocket".
	Rejected(reason string)
	// Dialled is an attempt to reach a server, from the first packet to its
	// greeting. Why is "" where it worked, or else "denied_address", "refused",
	// "timeout", "dns", "tls", "not_pop3" or "other".
	Dialled(target string, took time.Duration, why string)
	// RoundTrip is the time from a ping of the page to its answer.
	RoundTrip(took time.Duration)
	// Stalled is a write that was not taken in time, by a page or a server.
	Stalled()
	// Panicked is a mistake of ours, which cost one session.
	Panicked()
}

// unmetered is the Meter of a Bridge that has none.
type unmetered struct{}

func (unmetered) Opened(string)                                  {}
func (unmetered) Ended(string, int, time.Duration, int64, int64) {}
func (unmetered) Messages(string, int64, int64)                  {}
func (unmetered) Rejected(string)                                {}
func (unmetered) Dialled(string, time.Duration, string)          {}
func (unmetered) RoundTrip(time.Duration)                        {}
func (unmetered) Stalled()                                       {}
func (unmetered) Panicked()                                      {}
