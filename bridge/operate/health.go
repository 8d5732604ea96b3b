package operate

import (
	"sync"
	"sync/atomic"
	"time"
)

// Health knows whether new sessions are welcome. Set its fields before the first
// question.
type Health struct {
	Slots  int        // how many sessions may be open
	Active func() int // how many are

	draining atomic.Bool

	mu          sync.Mutex
	counted     time.Time // when the descriptors were counted last
	used, limit int       // descriptors; 0 where the system does not tell
}

// Condition is how the bridge stands, for machines to read.
type Condition struct {
	Ready       bool     `json:"ready"`
	Why         string   `json:"why,omitempty"` // a sentence, unless it is ready
	Draining    bool     `json:"draining"`
	Sessions    int      `json:"sessions"`
	Slots       int      `json:"slots"`
	Descriptors Share    `json:"descriptors"`
	Targets     []string `json:"targets,omitempty"`
}

// Share is how much of something is taken. A limit of 0 is not known.
type Share struct {
	Used  int `json:"used"`
	Limit int `json:"limit"`
}

// scarce says that less than a twentieth is left.
func (s Share) scarce() bool { return s.Limit > 0 && s.Used*20 > s.Limit*19 }

// Drain says from now on that the bridge goes away.
func (h *Health) Drain() { h.draining.Store(true) }

// Draining says whether the bridge goes away.
func (h *Health) Draining() bool { return h.draining.Load() }

// Condition looks how the bridge stands.
func (h *Health) Condition() Condition {
	c := Condition{Draining: h.Draining(), Sessions: h.Active(), Slots: h.Slots, Descriptors: h.descriptors()}
	switch {
	case c.Draining:
		c.Why = "The bridge is going away."
	case Share{c.Sessions, c.Slots}.scarce():
		c.Why = "Nearly every seat is taken."
	case c.Descriptors.scarce():
		c.Why = "Nearly every file descriptor is taken."
	}
	c.Ready = c.Why == ""
	return c
}

// Ready is the short form of it.
func (h *Health) Ready() bool { return h.Condition().Ready }

// fresh is how long a count of descriptors is good: anybody may ask whether the
// bridge is ready, and counting thousands of descriptors takes milliseconds.
const fresh = time.Second

func (h *Health) descriptors() Share {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now := time.Now(); now.Sub(h.counted) > fresh {
		h.counted = now
		h.used, h.limit = countDescriptors()
	}
	return Share{h.used, h.limit}
}
