package forward

import (
	"encoding/binary"
	"io"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// message reads frames into buf until a message is whole, or until there was one
// about the connection only: its kind is 0 then.
func (s *session) message(buf []byte) (kind byte, n int, why *ending) {
	p := &s.page
	p.begun = true
	defer p.rest()
	for {
		h, why := p.header()
		if why == nil && !p.count() {
			why = p.stopped
		}
		if why != nil {
			return 0, 0, why
		}
		if h.control() {
			if why = s.control(h, buf[maxFrame:][:h.length]); why != nil || kind == 0 {
				return 0, 0, why
			}
			continue
		}
		if (kind == 0) == (h.opcode == opMore) { // the rest of nothing, or another message in one
			return 0, 0, badFrame
		}
		if n+h.length > maxFrame {
			return 0, 0, tooBig
		}
		kind = max(kind, h.opcode)
		if why = p.payload(h, buf[n:n+h.length]); why != nil {
			return 0, 0, why
		}
		n += h.length
		if h.last {
			return kind, n, nil
		}
	}
}

// control answers a frame about the connection, whose payload has room in b behind
// that of a frame.
func (s *session) control(h header, b []byte) *ending {
	if why := s.page.payload(h, b); why != nil {
		return why
	}
	switch h.opcode {
	case opPong:
		s.pong()
	case opPing:
		s.page.frame(opPong, append(make([]byte, headroom), b...))
	case opClose:
		return s.closed(b)
	}
	return nil
}

// closed answers the page's good-bye with the same, if it may be sent at all (RFC 6455
// section 5.5.1).
func (s *session) closed(b []byte) *ending {
	code := websocket.StatusNoStatusRcvd
	if len(b) >= 2 {
		code = websocket.StatusCode(binary.BigEndian.Uint16(b))
	}
	if len(b) == 1 || len(b) >= 2 && !(mayBeSent(code) && utf8.Valid(b[2:])) {
		return badFrame
	}
	s.page.gone = true
	s.page.lastFrames(nil, append(make([]byte, headroom), b...))
	return &ending{code: told(code), reason: "The page closed the connection.", silent: true}
}

// told is what a page's code counts as. A page may send thousands of codes, also those
// of the bridge, and whoever reads logs and metrics is to know them apart.
func told(code websocket.StatusCode) websocket.StatusCode {
	switch code {
	case websocket.StatusGoingAway, websocket.StatusNoStatusRcvd:
		return code
	}
	return websocket.StatusNormalClosure
}

// mayBeSent says whether a close frame may carry a code (RFC 6455 section 7.4.2).
func mayBeSent(code websocket.StatusCode) bool {
	switch code {
	case 1004, websocket.StatusNoStatusRcvd, websocket.StatusAbnormalClosure, websocket.StatusTLSHandshake:
		return false
	}
	return code >= 1000 && code <= 1014 || code >= 3000 && code < 5000
}

// drain reads on until the page has answered the bridge's good-bye, or its time is
// up: a connection that is closed with octets unread is reset, and then the page may
// never see why.
func (p *page) drain() {
	for !p.gone {
		h, why := p.header()
		if why == nil {
			why = p.skip(h.length)
		}
		if why != nil {
			io.Copy(io.Discard, p) // what this is is none of our business any more
			return
		}
		p.gone = h.opcode == opClose
	}
}

// skip reads the payload of a frame that nobody needs.
func (p *page) skip(n int) *ending {
	for n > 0 {
		if err := p.need(1); err != nil {
			return pageEnding(err)
		}
		m := min(n, p.w-p.r)
		p.r, n = p.r+m, n-m
	}
	return nil
}
