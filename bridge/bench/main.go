// Program bench measures the POP3 server of poplab beside Dovecot, the engine alone,
// natively and as WebAssembly, and the home page in Chromium beside the same page with
// an empty Go program. Run it with make bench.
//
// Both servers run as programs of their own on the loopback interface, on Maildirs
// with the same messages, and serve the same client. They take turns of less than a
// second, and what is printed is the median of the turns: so whatever else the
// machine does meets both. The client has processors of its own. Dovecot is set up to be fast: its login processes serve
// many clients, its mail processes wait ready and are used again, a failed login
// costs no delay, and nothing is synced to disk.
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
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	runtime.GOMAXPROCS(16) // a client that waits for its reply keeps a processor of these
	if err := run(ctx, "bin/poplab", os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run prints both tables and leaves neither a process nor a file behind.
func run(ctx context.Context, program string, w io.Writer) error {
	dir, err := os.MkdirTemp("", "poplab-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil { // Dovecot reads mail as another user
		return err
	}
	if err := compareEngines(ctx, dir, w); err != nil {
		return err
	}
	if err := measureDoor(ctx, w); err != nil {
		return err
	}
	if err := comparePages(ctx, program, dir, w); err != nil {
		return err
	}
	if err := divide(); err != nil {
		fmt.Fprintf(w, "\nServers and client share the processors: %v.\n", err)
	}
	servers, err := startServers(ctx, program, dir, w)
	defer stopAll(servers)
	if err != nil {
		return err
	}
	return compareServers(ctx, servers, w)
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
