package forward

import (
	"encoding/json"
	"time"
)

// event is the JSON of a text frame to the page. Times are milliseconds, but for In.
type event struct {
	Event   string  `json:"event"`
	Target  string  `json:"target,omitempty"`
	Address string  `json:"address,omitempty"`
	Dial    float64 `json:"dial,omitempty"` // what connecting to the server took
	Page    float64 `json:"page,omitempty"` // what a ping of the page took
	In      int     `json:"in,omitempty"`   // seconds until the bridge closes
	Reason  string  `json:"reason,omitempty"`

	// Of TLS between bridge and server.
	Version  string   `json:"version,omitempty"`
	Cipher   string   `json:"cipher,omitempty"`
	Subject  string   `json:"subject,omitempty"`
	Issuer   string   `json:"issuer,omitempty"`
	Names    []string `json:"names,omitempty"`
	From     string   `json:"from,omitempty"`
	Until    string   `json:"until,omitempty"`
	Verified string   `json:"verified,omitempty"` // "chain", "ca" or "pin"
}

// milliseconds gives hundredths at the finest, and never 0, which would be left out.
func milliseconds(d time.Duration) float64 {
	return max(0.01, float64(d.Round(10*time.Microsecond))/float64(time.Millisecond))
}

// frame gives the event with room for a frame header in front.
func (e event) frame() []byte {
	text, err := json.Marshal(e)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return append(make([]byte, headroom), text...)
}

// event sends e; a page that cannot take it is noticed by whoever reads from it.
func (s *session) event(e event) {
	if s.page.frame(opText, e.frame()) == nil {
		s.messages.downText.Add(1)
	}
}
