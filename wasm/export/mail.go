package export

import (
	"strings"

	"poplab/wasm/transcript"
)

const (
	NoMessage Problem = "There is no RETR here, so there is no message to save. Fetch one with RETR and its number first."
	OnlyTop   Problem = "TOP fetches only the beginning of a message. Fetch it whole with RETR, and save that."
	Refused   Problem = "The server did not send this message, so there is nothing to save."
	Coming    Problem = "The message has not arrived yet. Save it when the line with the lone dot is there."
	CutShort  Problem = "The connection was lost before the message was complete, so it cannot be saved. Fetch it again."
	Gaps      Problem = "Octets of this message are missing in the capture, so it cannot be saved."
)

// writeMail writes the message that a RETR fetched: the octets of the wire, without
// the dots that were added and the one that ended the reply (RFC 1939 section 3).
func writeMail(s *Session) ([]byte, error) {
	if p := s.noMail(); p != "" {
		return nil, p
	}
	return s.Transcript.Body(s.Exchange), nil
}

// noMail says why there is no message to save; "" if there is one.
func (s *Session) noMail() Problem {
	if s.Exchange < 0 || s.Exchange >= len(s.Transcript.Exchanges) {
		return NoMessage
	}
	switch x := &s.Transcript.Exchanges[s.Exchange]; {
	case x.Keyword == "TOP":
		return OnlyTop
	case x.Keyword != "RETR":
		return NoMessage
	case x.Outcome == transcript.Err, x.Outcome == transcript.Garbled:
		return Refused
	case s.hasGap(x):
		return Gaps
	case x.End < 0 && s.ended(x.Session):
		return CutShort
	case x.End < 0:
		return Coming
	}
	return ""
}

// ended says whether a connection is over.
func (s *Session) ended(session int) bool {
	state := s.Transcript.State()
	newest := s.Transcript.Entries[len(s.Transcript.Entries)-1].Session
	return session < newest || state == transcript.NotConnected || state == transcript.Updated
}

// hasGap says whether a capture lacks octets of the reply to x, perhaps those of its
// status line or of its end.
func (s *Session) hasGap(x *transcript.Exchange) bool {
	for i := max(x.Request, x.Status); i != x.End && i < len(s.Transcript.Entries); i++ {
		e := &s.Transcript.Entries[i]
		if e.Session != x.Session {
			break
		}
		if e.Topic == transcript.Gap {
			return true
		}
	}
	return false
}

// message is the number of the message, for the name of its file.
func (s *Session) message() string {
	return strings.Trim(s.Transcript.Exchanges[s.Exchange].Arguments, " \t")
}
