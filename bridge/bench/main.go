// Program bench measures the POP3 server of poplab beside Dovecot, the bridge beside a plain
// relay and websockify, the engine alone, natively and as WebAssembly, and the home page
// in Chromium beside the same page with an empty Go program. Run it with make bench, or
// for one table, by its name:
//
//	go run ./bridge/bench bridge
//
// Both servers run as programs of their own on the loopback interface, on Maildirs
// with the same messages, and serve the same client. They take turns of less than a
// second, and what is printed is the median of the turns: so whatever else the
// machine does meets both. The client has processors of its own. Dovecot is set up to be fast: its login processes serve
// many clients, its mail processes wait ready and are used again, a failed login
// costs no delay, and nothing is synced to disk.
//
// The bridge is the program as it is run by people, all its limits on, before a server
// that does next to nothing, which is a process of its own as everything else. What is
// compared takes turns, and of each turn the ratio is taken. Memory is what a process and its
// children share or have alone (Pss in proc(5)), over what it had before the first
// session.
//
// A goal stands behind the rows that have one. What is missing is said, and the
// rows that need it stay empty.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

func main() {
	err := error(nil)
	if len(os.Args) > 2 {
		err = play(os.Args[1], os.Args[2], os.Args[3:]...)
	} else {
		err = measure(strings.Join(os.Args[1:], ""))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// measure prints the table of that name, or all.
func measure(name string) error {
	if name != "" && !slices.ContainsFunc(tables, func(t measurement) bool { return t.name == name }) {
		return fmt.Errorf("no table %q; want engine, module, pages, bridge, server, or nothing for all", name)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	runtime.GOMAXPROCS(128) // a client that waits for its reply keeps a processor of these
	return run(ctx, "bin/poplab", name, os.Stdout)
}

// measurement prints a table, or more.
type measurement struct {
	name  string
	print func(ctx context.Context, program, dir string, w io.Writer) error
}

// tables are in the order in which they are printed. The last one divides the
// processors.
var tables = []measurement{
	{"engine", compareEngines},
	{"module", measureDoor},
	{"pages", comparePages},
	{"bridge", compareBridges},
	{"server", compareServers},
}

// run prints tables and leaves neither a process nor a file behind.
func run(ctx context.Context, program, name string, w io.Writer) error {
	dir, err := os.MkdirTemp("", "poplab-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil { // Dovecot reads mail as another user
		return err
	}
	for _, t := range tables {
		if name != "" && name != t.name {
			continue
		}
		if err := t.print(ctx, program, dir, w); err != nil {
			return err
		}
	}
	return nil
}

// compareServers prints a table of our server and, where it can, Dovecot.
func compareServers(ctx context.Context, program, dir string, w io.Writer) error {
	if err := divide(); err != nil {
		fmt.Fprintf(w, "\nServers and client share the processors: %v.\n", err)
	}
	servers, err := startServers(ctx, program, dir, w)
	defer stopAll(servers)
	if err != nil {
		return err
	}
	return compareLoads(ctx, servers, w)
}

// startServers starts poplab and, where it can, Dovecot.
func startServers(ctx context.Context, program, dir string, w io.Writer) ([]*server, error) {
	owner, err := mailOwner()
	if err != nil {
		return nil, err
	}
	if err := writeMail(dir, owner); err != nil {
		return nil, err
	}
	ours, err := startPoplab(ctx, program, dir)
	if err != nil {
		return nil, err
	}
	peer, err := startDovecot(ctx, dir, owner)
	if err != nil {
		fmt.Fprintf(w, "\nNo comparison with Dovecot: %v.\n", err)
		return []*server{ours}, nil
	}
	return []*server{ours, peer}, nil
}
