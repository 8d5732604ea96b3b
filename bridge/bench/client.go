package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"syscall"
)

// client is one connection: a blocking socket and nothing around it, and it looks
// at replies no more than it must. So the server is what is measured; a net.Conn
// needs as many system calls as a server does.
type client struct {
	socket int
	in     []byte // room to read into
	web    *web   // nil where POP3 is not inside of a WebSocket
}

// patience is how many seconds a client waits for anything at all.
const patience = 30

// dial connects and reads the greeting.
func dial(server netip.AddrPort) (*client, error) {
	return dialTo(server, (*client).expect)
}

// dialTo connects and does what comes first.
func dialTo(server netip.AddrPort, first func(*client) error) (*client, error) {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		return nil, err
	}
	syscall.CloseOnExec(socket)
	c := &client{socket: socket, in: make([]byte, 4<<10)}
	err = errors.Join(
		syscall.SetsockoptTimeval(socket, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &syscall.Timeval{Sec: patience}),
		syscall.Connect(socket, &syscall.SockaddrInet4{Port: int(server.Port()), Addr: server.Addr().As4()}))
	if err == nil {
		err = first(c)
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func (c *client) close() { syscall.Close(c.socket) }

// logIn gives a client in TRANSACTION.
func logIn(server netip.AddrPort, user string) (*client, error) {
	return dialTo(server, func(c *client) error {
		if err := c.expect(); err != nil {
			return err
		}
		return c.logIn(user)
	})
}

func (c *client) logIn(user string) error {
	if err := c.say("USER " + user); err != nil {
		return err
	}
	return c.say("PASS " + password)
}

// say sends a command that has a reply of one line, and reads that.
func (c *client) say(command string) error {
	if err := c.send([]byte(command + "\r\n")); err != nil {
		return err
	}
	return c.expect()
}

func (c *client) send(octets []byte) error {
	if c.web != nil {
		octets = masked(opBinary, octets)
	}
	return c.write(octets)
}

func (c *client) write(octets []byte) error {
	for len(octets) > 0 {
		n, err := syscall.Write(c.socket, octets)
		if err != nil {
			return err
		}
		octets = octets[n:]
	}
	return nil
}

// receive reads what is there, or waits for it. Where that were only frames that are not
// POP3, it gives 0.
func (c *client) receive(into []byte) (n int, err error) {
	n, err = c.read(into)
	if c.web == nil || err != nil {
		return n, err
	}
	pop3 := into[:0]
	err = c.unwrap(into[:n], func(part []byte) { pop3 = append(pop3, part...) })
	return len(pop3), err
}

// count is receive for those who look at no octet: where they stand in the buffer does
// not matter, and moving them would take time from a server.
func (c *client) count(into []byte) (n int, err error) {
	n, err = c.read(into)
	if c.web == nil || err != nil {
		return n, err
	}
	pop3 := 0
	err = c.unwrap(into[:n], func(part []byte) { pop3 += len(part) })
	return pop3, err
}

// read reads from the socket.
func (c *client) read(into []byte) (n int, err error) {
	if c.web != nil && len(c.web.early) > 0 {
		n = copy(into, c.web.early)
		c.web.early = c.web.early[n:]
		return n, nil
	}
	for n, err = syscall.Read(c.socket, into); err == syscall.EINTR; {
		n, err = syscall.Read(c.socket, into)
	}
	switch {
	case err == syscall.EAGAIN:
		return 0, fmt.Errorf("the server says nothing for %d seconds", patience)
	case err == nil && n == 0:
		return 0, errors.New("the server has closed the connection")
	}
	return max(n, 0), err
}

// expect reads one line, which must be positive.
func (c *client) expect() error {
	line := c.in[:0]
	for !bytes.HasSuffix(line, []byte("\n")) {
		n, err := c.receive(c.in[len(line):])
		if err != nil {
			return fmt.Errorf("after %q: %w", line, err)
		}
		line = c.in[:len(line)+n]
	}
	if line[0] != '+' {
		return fmt.Errorf("the server said %q", line)
	}
	return nil
}

// take reads so many octets and looks at none.
func (c *client) take(octets int) error {
	for octets > 0 {
		n, err := c.count(c.in[:min(octets, len(c.in))])
		if err != nil {
			return err
		}
		octets -= n
	}
	return nil
}

// measure sends a command whose reply ends in a certain way, and says how many
// octets that reply has.
func (c *client) measure(command, end string) (octets int, err error) {
	if err := c.send([]byte(command + "\r\n")); err != nil {
		return 0, err
	}
	for last := ""; !strings.HasSuffix(last, end); {
		n, err := c.receive(c.in)
		if err != nil {
			return 0, err
		}
		octets += n
		last = last[max(0, len(last)-len(end)):] + string(c.in[:n])
	}
	return octets, nil
}
