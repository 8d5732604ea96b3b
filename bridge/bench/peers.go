package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// way is one of those between a client and the upstream server that are compared.
type way struct {
	name  string
	start func(address, upstream netip.AddrPort) (*exec.Cmd, error)
	path  string // of its WebSocket; empty where it carries TCP
	idle  int    // how many sessions its memory is measured with
}

// ways are in the order of the table. The bridge is the program that people run, with
// all its limits, which are wide enough for a measurement: one address, and one that
// never rests.
func ways(program string) []way {
	return []way{
		{name: "bridge", path: "/bridge/bench", idle: 2000, start: func(address, upstream netip.AddrPort) (*exec.Cmd, error) {
			return exec.Command(program, "serve", "-http", address.String(), "-pop3", "", "-pop3s", "",
				"-target", "bench="+upstream.String(), "-limit", "address=20000", "-limit", "begins=1000000",
				"-limit", "frames=1000000", "-limit", "hour=1000000"), nil
		}},
		{name: "direct"},
		{name: "relay of 64 KiB", idle: 2000, start: func(address, upstream netip.AddrPort) (*exec.Cmd, error) {
			return part("relay", address.String(), upstream.String(), strconv.Itoa(commonBuffer))
		}},
		{name: "equal relay", idle: 2000, start: func(address, upstream netip.AddrPort) (*exec.Cmd, error) {
			return part("relay", address.String(), upstream.String(), strconv.Itoa(equalBuffer))
		}},
		{name: "websockify", path: "/", idle: 200, start: func(address, upstream netip.AddrPort) (*exec.Cmd, error) {
			return exec.Command("websockify", address.String(), upstream.String()), nil
		}},
	}
}

// part is this program in another role.
func part(arguments ...string) (*exec.Cmd, error) {
	program, err := os.Executable()
	return exec.Command(program, arguments...), err
}

// play is what such a part does, until it is stopped.
func play(role, address string, rest ...string) error {
	l, err := net.Listen("tcp4", address)
	if err != nil {
		return err
	}
	switch {
	case role == "upstream":
		return serveUpstream(l)
	case role == "relay" && len(rest) == 2:
		buffer, err := strconv.Atoi(rest[1])
		if err != nil {
			return err
		}
		return serveRelay(l, rest[0], buffer)
	}
	return fmt.Errorf("no part %q of a measurement", role)
}

// startUpstream starts the server at the end of all ways.
func startUpstream(ctx context.Context, dir string) (*server, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	cmd, err := part("upstream", address.String())
	if err != nil {
		return nil, err
	}
	s := &server{name: "upstream", address: address, cmd: cmd}
	return s, s.start(ctx, filepath.Join(dir, "upstream.log"))
}

// open starts what stands on a way to the upstream server. On the direct one it is
// that server itself, which stop leaves alone.
func (w way) open(ctx context.Context, dir string, upstream *server) (s *server, stop func(), err error) {
	if w.start == nil {
		return upstream, func() {}, nil
	}
	address, err := freeAddress()
	if err != nil {
		return nil, nil, err
	}
	cmd, err := w.start(address, upstream.address)
	if err != nil {
		return nil, nil, err
	}
	s = &server{name: w.name, address: address, path: w.path, idle: w.idle, cmd: cmd}
	if err := s.start(ctx, filepath.Join(dir, w.name+".log")); err != nil {
		return nil, nil, err
	}
	return s, s.stop, nil
}

// missing says, in words that end a sentence, why there is no comparison with websockify.
func missing() error {
	if _, err := exec.LookPath("websockify"); err != nil {
		return errors.New("it is not installed (Debian package websockify)")
	}
	return nil
}
