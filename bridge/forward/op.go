package forward

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"time"
)

// op is the JSON of a text frame of the page: what the bridge is to do itself.
type op struct {
	Op string `json:"op"`
}

// operate does what a text frame asks for.
func (s *session) operate(frame []byte) *ending {
	s.messages.upText++
	var asked op
	decoder := json.NewDecoder(bytes.NewReader(frame))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&asked) != nil || asked.Op != "starttls" {
		return textFrame
	}
	if _, err := decoder.Token(); err != io.EOF {
		return textFrame
	}
	return s.startTLS()
}

// startTLS takes the connection to the server away from carryDown, which then
// begins TLS. Until that is done, carryUp goes on reading, so that an octet of the
// page that comes in between is noticed.
func (s *session) startTLS() *ending {
	w := s.watch.Load()
	if w == nil { // somebody is logged in, and STLS belongs before that (RFC 2595 section 4)
		return afterLogin
	}
	if why := w.begin(); why != nil {
		return why
	}
	s.server.interrupt()
	return nil
}

// glance is how long the bridge looks for octets that nobody has read.
const glance = time.Millisecond

// upgrade puts TLS between bridge and server. An octet that the server sent behind
// the end of its +OK could be anybody's, so it ends the session. One that comes later is
// read by the handshake, which fails on it: no octet in clear is ever taken for one
// from inside TLS (RFC 2595 section 4).
func (s *session) upgrade(w *watch) (why *ending) {
	s.server.resume()
	s.server.readWithin(glance)
	n, err := s.server.Read(make([]byte, 1))
	switch {
	case n > 0:
		return injected
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return serverEnding(err)
	}
	aside(func() {
		why = s.fenced(func() *ending { return s.secure(w) })
	})
	return why
}

// secure shakes hands and says so. The page may answer the event at once, so the
// watch has to know before.
func (s *session) secure(w *watch) *ending {
	state, why := s.handshake()
	if why != nil {
		return why
	}
	if w != nil {
		w.secured()
	}
	s.event(s.target.secureEvent(state))
	return nil
}
