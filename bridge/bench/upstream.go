package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
)

// shortReply is what the upstream server says to any command: 16 octets.
const shortReply = "+OK 1234567890\r\n"

// filler is what messages consist of, a piece at a time.
var filler = []byte(strings.Repeat(strings.Repeat("x", 62)+"\r\n", 256<<10/64))

// serveUpstream is the server behind all that is compared: it does as little as a POP3
// server can. It answers RETR with so many octets as the argument says.
func serveUpstream(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			answer(conn) // its error is that of a client that went away
		}()
	}
}

func answer(conn net.Conn) error {
	if _, err := io.WriteString(conn, shortReply); err != nil {
		return err
	}
	commands := bufio.NewReaderSize(conn, 128)
	for {
		line, err := commands.ReadSlice('\n')
		if err != nil {
			return err
		}
		command, argument, _ := strings.Cut(strings.TrimSpace(string(line)), " ")
		if _, err = io.WriteString(conn, shortReply); command == "RETR" && err == nil {
			err = deliver(conn, argument)
		}
		if command == "QUIT" || err != nil {
			return err
		}
	}
}

func deliver(conn net.Conn, size string) error {
	octets, err := strconv.Atoi(size)
	if err != nil {
		return fmt.Errorf("RETR: %w", err)
	}
	for octets > 0 && err == nil {
		var n int
		n, err = conn.Write(filler[:min(octets, len(filler))])
		octets -= n
	}
	return err
}
