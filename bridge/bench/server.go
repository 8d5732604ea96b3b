package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// server is a POP3 server that runs as a program of its own.
type server struct {
	name    string
	address netip.AddrPort
	path    string // of its WebSocket; empty where it speaks TCP
	idle    int    // how many idle sessions its memory is measured with
	cmd     *exec.Cmd
}

// dial connects to the server in its own way and reads the greeting.
func (s *server) dial() (*client, error) {
	if s.path == "" {
		return dial(s.address)
	}
	return dialTo(s.address, func(c *client) error {
		if err := c.upgrade(s.address, s.path); err != nil {
			return err
		}
		return c.expect()
	})
}

// startPoplab starts the program of this module.
func startPoplab(ctx context.Context, program, dir string) (*server, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	arguments := []string{"serve", "-http", "127.0.0.1:0", "-pop3", address.String(), "-pop3s", ""}
	for i := range users {
		arguments = append(arguments, "-user", userName(i)+":"+password+"="+maildir(dir, userName(i)))
	}
	arguments = append(arguments, "-user", bigUser+":"+password+"="+maildir(dir, bigUser))
	s := &server{name: "poplab", address: address, idle: users, cmd: serverCommand(program, arguments...)}
	return s, s.start(ctx, filepath.Join(dir, "poplab.log"))
}

// start starts the program and waits until it greets. A context that ends stops
// what is started here, and what hangs on it.
func (s *server) start(ctx context.Context, logName string) error {
	log, err := os.Create(logName)
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { s.cmd.Process.Signal(syscall.SIGTERM) })
	for range 200 {
		if c, err := s.dial(); err == nil {
			c.close()
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	why, _ := os.ReadFile(logName)
	s.stop()
	return fmt.Errorf("%s does not greet; it says:\n%s", s.name, why)
}

// stop ends the program, kindly at first.
func (s *server) stop() {
	s.cmd.Process.Signal(syscall.SIGTERM)
	kill := time.AfterFunc(10*time.Second, func() { s.cmd.Process.Kill() })
	s.cmd.Wait()
	kill.Stop()
}

func stopAll(servers []*server) {
	for _, s := range servers {
		s.stop()
	}
}

// freeAddress is one that nothing listens on at the moment.
func freeAddress() (netip.AddrPort, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return netip.AddrPort{}, err
	}
	defer l.Close()
	return netip.ParseAddrPort(l.Addr().String())
}
