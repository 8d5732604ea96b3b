package forward

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/coder/websocket"
)

// ending is why a session is over.
type ending struct {
	code   websocket.StatusCode
	reason string // a sentence for the learner
	// silent endings send nothing to the page: it said good-bye itself, or
	// the line to it is of no use any more.
	silent bool
}

var (
	serverClosed = &ending{code: websocket.StatusNormalClosure, reason: "The server closed the connection."}
	shuttingDown = &ending{code: websocket.StatusGoingAway, reason: "The bridge is shutting down."}
	badFrame     = &ending{code: websocket.StatusProtocolError, reason: "The page broke the rules of WebSocket."}
	textFrame    = &ending{code: websocket.StatusUnsupportedData, reason: "The page sent text where octets belong."}
	tooBig       = &ending{code: websocket.StatusMessageTooBig, reason: "The page sent more than 4096 octets at once."}
	mistake      = &ending{code: websocket.StatusInternalError, reason: "The bridge made a mistake. This is our bug."}
	full         = &ending{code: websocket.StatusTryAgainLater, reason: "The bridge is full. Try again in a minute."}
	serverBroke  = &ending{code: websocket.StatusBadGateway, reason: "The connection to the server broke."}
	serverStuck  = &ending{code: websocket.StatusBadGateway, reason: "The server takes nothing more."}

	idle      = &ending{code: 4001, reason: "Nothing was said for too long, so the bridge hung up."}
	halfFrame = &ending{code: 4005, reason: "The page began to send and did not finish."}
	slowPage  = &ending{code: 4005, reason: "The page does not read what the server sends.", silent: true}
	deafPage  = &ending{code: 4005, reason: "The page no longer answers.", silent: true}
	pageGone  = &ending{code: websocket.StatusAbnormalClosure, reason: "The page is gone.", silent: true}
)

// notPOP3 is the ending of the gate.
func notPOP3(reason string) *ending { return &ending{code: 4003, reason: reason} }

// unreachable turns an error of the dialler into a sentence. The address is the
// one of the list, so it tells the page nothing that it was not told before.
func unreachable(address string, err error) *ending {
	why := "it cannot be reached"
	var dns *net.DNSError
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		why = "nothing listens on that port"
	case errors.As(err, &dns):
		why = "no such host is known"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		why = "it does not answer"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		why = "there is no way to that host"
	}
	return &ending{code: websocket.StatusBadGateway, reason: fmt.Sprintf("No connection to %s: %s.", address, why)}
}

// pageEnding is why the page's side ended, from the error of a read.
func pageEnding(err error) *ending {
	if code := websocket.CloseStatus(err); code != -1 {
		return &ending{code: code, reason: "The page closed the connection.", silent: true}
	}
	var broken *net.OpError
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return halfFrame
	case errors.As(err, &broken), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return pageGone
	}
	return badFrame
}

// closeReason fits a reason into a close frame, which has room for 123 octets
// of it (RFC 6455 section 5.5). All reasons are ASCII.
func closeReason(reason string) string { return reason[:min(len(reason), 123)] }
