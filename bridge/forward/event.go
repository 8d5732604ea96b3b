package forward

import "encoding/json"

// event is the JSON of a text frame.
type event struct {
	Event   string `json:"event"`
	Target  string `json:"target,omitempty"`
	Address string `json:"address,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

// frame gives the event with room for a frame header in front.
func (e event) frame() []byte {
	text, err := json.Marshal(e)
	if err != nil {
		panic(err) // strings always marshal
	}
	return append(make([]byte, headroom), text...)
}

// event sends e; a page that cannot take it is noticed by whoever reads from it.
func (s *session) event(e event) { s.page.frame(opText, e.frame()) }
