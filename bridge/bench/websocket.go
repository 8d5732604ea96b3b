package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"syscall"
)

// Opcodes of frames (RFC 6455 section 5.2).
const (
	opBinary = 2
	opClose  = 8
	opPing   = 9
	opPong   = 10
)

// web is what a client of a WebSocket keeps between reads. It takes the frames of a
// server apart where they stand, so that it costs hardly more than a client of TCP, and
// the same at every server.
type web struct {
	early []byte // what came in the same packet as the handshake

	header []byte // of the next frame, as far as it has come
	opcode byte
	left   int // octets of the frame that are still to come

	pinged bool // and owes an answer
	closed bool // the server has said good-bye
}

// upgrade makes a WebSocket of a connection (RFC 6455 section 4.1).
func (c *client) upgrade(server netip.AddrPort, path string) error {
	err := c.write(fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%[2]s\r\n"+
		"Connection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n", path, server))
	if err != nil {
		return err
	}
	answer := c.in[:0]
	for !bytes.Contains(answer, []byte("\r\n\r\n")) {
		n, err := c.read(c.in[len(answer):])
		if err != nil {
			return err
		}
		answer = c.in[:len(answer)+n]
	}
	if !bytes.HasPrefix(answer, []byte("HTTP/1.1 101 ")) {
		return fmt.Errorf("the server said %q", answer)
	}
	_, rest, _ := bytes.Cut(answer, []byte("\r\n\r\n"))
	c.web = &web{early: bytes.Clone(rest)}
	return nil
}

// masked is a frame of a client (RFC 6455 section 5.3). Whoever measures need not
// guard proxies, so its mask is always the same.
func masked(opcode byte, payload []byte) []byte {
	mask := [4]byte{0x5a, 0xa5, 0x3c, 0xc3}
	frame := []byte{0x80 | opcode, 0x80 | byte(len(payload))}
	if len(payload) > 125 {
		frame[1] = 0x80 | 126
		frame = binary.BigEndian.AppendUint16(frame, uint16(len(payload)))
	}
	frame = append(frame, mask[:]...)
	for i, octet := range payload {
		frame = append(frame, octet^mask[i%4])
	}
	return frame
}

// unwrap gives the POP3 in what was read, part by part, and answers a ping, without which
// a server would take the client for gone.
func (c *client) unwrap(b []byte, pop3 func([]byte)) error {
	c.web.unwrap(b, pop3)
	if c.web.pinged {
		c.web.pinged = false
		return c.write(masked(opPong, nil))
	}
	return nil
}

func (w *web) unwrap(b []byte, pop3 func([]byte)) {
	for len(b) > 0 {
		if w.left == 0 {
			w.next(b[0])
			b = b[1:]
			continue
		}
		part := b[:min(w.left, len(b))]
		if w.opcode == opBinary {
			pop3(part)
		}
		b = b[len(part):]
		w.left -= len(part)
	}
}

// next takes an octet of a header. With its last one a frame begins (RFC 6455 section
// 5.2).
func (w *web) next(octet byte) {
	w.header = append(w.header, octet)
	if len(w.header) < 2 {
		return
	}
	length, more := w.header[1]&0x7f, w.header[2:]
	switch {
	case length == 126 && len(more) == 2:
		w.left = int(binary.BigEndian.Uint16(more))
	case length == 127 && len(more) == 8:
		w.left = int(binary.BigEndian.Uint64(more))
	case length >= 126:
		return
	default:
		w.left = int(length)
	}
	w.opcode = w.header[0] & 0xf
	w.pinged = w.pinged || w.opcode == opPing
	w.closed = w.closed || w.opcode == opClose
	w.header = w.header[:0]
}

// look reads what is there without waiting for any, as a page does while nobody types.
// It says whether the session is over. A good-bye is answered with one.
func (c *client) look() (over bool) {
	for {
		n, _, err := syscall.Recvfrom(c.socket, c.in, syscall.MSG_DONTWAIT)
		switch {
		case err == syscall.EAGAIN || err == syscall.EINTR:
			return false
		case err != nil || n == 0:
			return true
		case c.web == nil:
			continue
		}
		if c.unwrap(c.in[:n], func([]byte) {}) != nil {
			return true
		}
		if c.web.closed {
			c.write(masked(opClose, nil))
			return true
		}
	}
}
