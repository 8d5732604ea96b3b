package grade

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// client is a POP3 client that does everything right, and one thing wrong where a
// test wants it: with a flaw it is one that people really write.
type client struct {
	address, inside string // of the server, in clear text and inside TLS
	user, password  string
	folder          string // for its files
	stls            bool
	secure          bool // TLS from the first octet
	flaw            string
	remove          bool // DELE what was saved

	conn  net.Conn
	in    *bufio.Reader
	saves int // files of this run
}

// errRefused is a -ERR to the login that waiting does not mend.
var errRefused = errors.New("the server refused the login")

var errInUse = errors.New("the maildrop is in use")

// errGaveUp is what a client with a flaw comes to.
var errGaveUp = errors.New("the client does not understand")

// run is one synchronisation, with as many connections as that takes.
func (c *client) run() (err error) {
	for range 8 {
		err = c.session()
		switch {
		case err == nil, errors.Is(err, errRefused), errors.Is(err, errGaveUp), c.flaw == "stops after a break":
			return err
		case errors.Is(err, errInUse) && c.flaw == "gives up on a lock":
			return err
		case errors.Is(err, errInUse):
			time.Sleep(1100 * time.Millisecond)
		}
	}
	return err
}

func (c *client) session() error {
	conn, err := c.dial()
	if err != nil {
		return err
	}
	c.conn, c.in = conn, bufio.NewReader(conn)
	defer func() { c.conn.Close() }()
	if _, err := c.reply(); err != nil {
		return err
	}
	if err := c.logIn(); errors.Is(err, errRefused) || errors.Is(err, errInUse) {
		c.command("QUIT")
		return err
	} else if err != nil {
		return err
	}
	if err := c.fetch(); err != nil {
		return err
	}
	if c.flaw == "no QUIT" {
		return nil
	}
	_, err = c.command("QUIT")
	return err
}

func (c *client) dial() (net.Conn, error) {
	if c.secure {
		return tls.Dial("tcp", c.inside, &tls.Config{InsecureSkipVerify: true})
	}
	return net.Dial("tcp", c.address)
}

func (c *client) logIn() error {
	if c.stls && !c.secure && c.flaw != "PASS in clear" {
		if _, err := c.command("STLS"); err != nil {
			return err
		}
		c.conn = tls.Client(c.conn, &tls.Config{InsecureSkipVerify: true})
		c.in.Reset(c.conn)
	}
	if status, err := c.command("USER " + c.user); err != nil && c.flaw != "PASS in clear" {
		return refusal(status, err)
	}
	status, err := c.command("PASS " + c.password)
	for c.flaw == "PASS again at once" && refusal(status, err) == errInUse {
		time.Sleep(10 * time.Millisecond)
		c.command("USER " + c.user)
		status, err = c.command("PASS " + c.password)
	}
	if c.flaw == "whole status lines" && !strings.HasPrefix(status, "+OK "+c.user+"'s maildrop has ") {
		return errGaveUp
	}
	return refusal(status, err)
}

// refusal is what a -ERR to the login means.
func refusal(status string, err error) error {
	switch {
	case strings.HasPrefix(status, "-ERR [IN-USE]"):
		return errInUse
	case strings.HasPrefix(status, "-ERR"):
		return errRefused
	}
	return err
}

// fetch gets what it does not have yet, as UIDL tells.
func (c *client) fetch() error {
	if _, err := c.command("UIDL"); err != nil {
		return err
	}
	list, err := c.lines()
	if err != nil {
		return err
	}
	for _, entry := range list {
		number, uid, _ := strings.Cut(strings.TrimSpace(entry), " ")
		if c.flaw == "remembers numbers" {
			uid = number
		}
		if slices.Contains(c.known(), uid) {
			continue
		}
		if err := c.get(number, uid); err != nil {
			return err
		}
	}
	return nil
}

func (c *client) get(number, uid string) error {
	if _, err := c.command("RETR " + number); err != nil {
		return err
	}
	lines, err := c.lines()
	if err != nil && c.flaw != "keeps what was cut" {
		return err
	}
	if c.flaw == "deletes first" {
		c.command("DELE " + number)
	}
	if err := errors.Join(err, c.save([]byte(strings.Join(lines, "")))); err != nil {
		return err
	}
	c.learn(uid)
	if !c.remove {
		return nil
	}
	_, err = c.command("DELE " + number)
	return err
}

func (c *client) save(message []byte) error {
	switch c.flaw {
	case "LF in files":
		message = bytes.ReplaceAll(message, []byte("\r\n"), []byte("\n"))
	case "un-stuffs twice":
		message = unstuffed(message)
	case "loses the last line":
		message = withoutLastLine(message)
	}
	c.saves++
	name := fmt.Sprintf("%d-%d.eml", time.Now().UnixNano(), c.saves)
	return os.WriteFile(filepath.Join(c.folder, name), message, 0o600)
}

// known are the unique-ids of messages that were saved.
func (c *client) known() []string {
	octets, _ := os.ReadFile(filepath.Join(c.folder, ".known"))
	return strings.Fields(string(octets))
}

func (c *client) learn(uid string) {
	if c.flaw == "remembers nothing" {
		return
	}
	list := append(c.known(), uid)
	os.WriteFile(filepath.Join(c.folder, ".known"), []byte(strings.Join(list, "\n")), 0o600)
}

// command sends a line and reads the status line; -ERR is an error.
func (c *client) command(line string) (status string, err error) {
	end := "\r\n"
	if c.flaw == "LF in commands" {
		end = "\n"
	}
	if _, err := io.WriteString(c.conn, line+end); err != nil {
		return "", err
	}
	return c.reply()
}

func (c *client) reply() (status string, err error) {
	status, err = c.line()
	if err == nil && !strings.HasPrefix(status, "+OK") {
		err = fmt.Errorf("%q", status)
		if c.flaw == "a read is a line" {
			err = errGaveUp
		}
	}
	return strings.TrimRight(status, "\r\n"), err
}

// line reads up to CR LF, however the octets come.
func (c *client) line() (string, error) {
	c.conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	if c.flaw == "a read is a line" {
		return c.oneRead()
	}
	return c.in.ReadString('\n')
}

// oneRead is the commonest fault: it works as long as nothing goes wrong.
func (c *client) oneRead() (string, error) {
	c.conn.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	buffer := make([]byte, 64<<10)
	n, err := c.conn.Read(buffer)
	if err != nil {
		err = errGaveUp
	}
	line, _, _ := bytes.Cut(buffer[:n], []byte("\r\n"))
	return string(line) + "\r\n", err
}

// lines reads up to the lone dot and un-stuffs. What came before an error is given,
// too.
func (c *client) lines() (list []string, err error) {
	for {
		line, err := c.line()
		if err != nil {
			return list, err
		}
		if c.flaw == "un-stuffs before it looks" && strings.HasPrefix(line, "..") {
			line = line[1:]
		}
		if line == ".\r\n" {
			if c.flaw == "keeps the dot" {
				list = append(list, line)
			}
			return list, nil
		}
		if c.flaw != "no un-stuffing" && c.flaw != "un-stuffs before it looks" {
			line = strings.TrimPrefix(line, ".")
		}
		list = append(list, line)
	}
}
