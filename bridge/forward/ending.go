package forward

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// ending is why a session is over.
type ending struct {
	code   websocket.StatusCode
	reason string // a sentence for the learner
	// silent endings send nothing to the page: it said good-bye itself, or
	// the line to it is of no use any more.
	silent bool
	// dial is why the server was not reached, in the words of Meter.Dialled.
	dial string
}

// failure is why the server was not reached, or "" where it was.
func (e *ending) failure() string {
	if e == nil {
		return ""
	}
	return e.dial
}

var (
	serverClosed = &ending{code: websocket.StatusNormalClosure, reason: "The server closed the connection."}
	shuttingDown = &ending{code: websocket.StatusGoingAway, reason: "The bridge is shutting down."}
	badFrame     = &ending{code: websocket.StatusProtocolError, reason: "The page broke the rules of WebSocket."}
	textFrame    = &ending{code: websocket.StatusUnsupportedData, reason: "The page sent text where octets belong."}
	tooBig       = &ending{code: websocket.StatusMessageTooBig, reason: "The page sent more than 4096 octets at once."}
	flood        = &ending{code: websocket.StatusPolicyViolation, reason: "The page sends faster than anybody types."}
	sentTooMuch  = &ending{code: websocket.StatusPolicyViolation, reason: "The page has sent as much as it may in one session."}
	gotTooMuch   = &ending{code: websocket.StatusPolicyViolation, reason: "The server has sent as much as it may in one session."}
	greedy       = &ending{code: websocket.StatusPolicyViolation, reason: refuseGreed.text}
	mistake      = &ending{code: websocket.StatusInternalError, reason: "The bridge made a mistake. This is our bug."}
	serverBroke  = &ending{code: websocket.StatusBadGateway, reason: "The connection to the server broke."}
	serverStuck  = &ending{code: websocket.StatusBadGateway, reason: "The server does not read what the page sends."}

	halfFrame = &ending{code: 4005, reason: "The page began to send and did not finish."}
	slowPage  = &ending{code: 4005, reason: "The page does not read what the server sends.", silent: true}
	deafPage  = &ending{code: 4005, reason: "The page no longer answers.", silent: true}
	pageGone  = &ending{code: websocket.StatusAbnormalClosure, reason: "The page is gone.", silent: true}
)

// tryLater is the ending of whoever gets no seat.
func tryLater(reason string) *ending {
	return &ending{code: websocket.StatusTryAgainLater, reason: reason}
}

// notPOP3 is the ending of the gate.
func notPOP3(reason string) *ending { return &ending{code: 4003, dial: "not_pop3", reason: reason} }

// unreachable turns an error of the dialler into a sentence. The address is the one
// of the list, or the page's own, so it tells nothing new; what it was resolved to
// is left to the log.
func (s *session) unreachable(err error) *ending {
	var no *denied
	if errors.As(err, &no) {
		s.bridge.Log.Warn("bridge: address denied", "target", s.target.Name, "address", no.address, "why", no.reason)
		return &ending{code: websocket.StatusPolicyViolation, dial: "denied_address", reason: no.reason}
	}
	if exhausted(err) {
		s.bridge.Log.Error("bridge: exhausted", "target", s.target.Name, "error", err)
		s.bridge.Meter.Rejected(refuseFull.check)
		return &ending{code: websocket.StatusTryAgainLater, dial: "other", reason: refuseFull.text}
	}
	label, why := dialFailure(err)
	return &ending{code: websocket.StatusBadGateway, dial: label,
		reason: fmt.Sprintf("No connection to %s: %s.", s.target.Address, why)}
}

// exhausted says whether the system has no more of what a connection takes: ports of
// its own for one server, of which there are about 28,000, descriptors, or memory.
func exhausted(err error) bool {
	return slices.ContainsFunc([]syscall.Errno{syscall.EADDRNOTAVAIL, syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM},
		func(e syscall.Errno) bool { return errors.Is(err, e) })
}

// dialFailure gives the label of an error for Meter.Dialled, and its meaning.
func dialFailure(err error) (label, why string) {
	var dns *net.DNSError
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "refused", "nothing listens on that port"
	case errors.As(err, &dns):
		return "dns", "no such host is known"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return "timeout", "it does not answer"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "other", "there is no way to that host"
	}
	return "other", "it cannot be reached"
}

// pageEnding is why the page's side ended, from the error of a read.
func pageEnding(err error) *ending {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return halfFrame
	}
	return pageGone
}

// closeFrame is the payload of a close frame behind headroom. It has room for 123
// octets of a reason (RFC 6455 section 5.5); the event "closed" has all of it.
func (e *ending) closeFrame() []byte {
	frame := binary.BigEndian.AppendUint16(make([]byte, headroom), uint16(e.code))
	return append(frame, Shortened(e.reason, maxControl-2)...)
}

// Shortened is a text of at most so many octets, 3 or more. What is left out is at its
// end, and an ellipsis stands for it; no character is cut in two, which would be no UTF-8
// (RFC 6455 section 5.5.1).
func Shortened(text string, octets int) string {
	const ellipsis = "…"
	text = strings.ToValidUTF8(text, "?")
	if len(text) <= octets {
		return text
	}
	end := octets - len(ellipsis)
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + ellipsis
}
