package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"poplab/bridge/forward"
)

// waysOfTest gives each way to an upstream server, all of them inside this process.
func waysOfTest(t *testing.T) map[string]*server {
	t.Helper()
	upstream := accept(t, serveUpstream)
	relay := accept(t, func(l net.Listener) error { return serveRelay(l, upstream.String(), commonBuffer) })
	bridge := serveBridge(t, upstream)
	self := &exec.Cmd{Process: &os.Process{Pid: os.Getpid()}}
	return map[string]*server{
		"bridge": {name: "bridge", address: bridge, path: "/bridge/bench", idle: 20, cmd: self},
		"direct": {name: "direct", address: upstream, idle: 20, cmd: self},
		"relay":  {name: "relay", address: relay, idle: 20, cmd: self},
	}
}

func accept(t *testing.T, serve func(net.Listener) error) netip.AddrPort {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go serve(l) // until it is closed
	return l.Addr().(*net.TCPAddr).AddrPort()
}

func serveBridge(t *testing.T, upstream netip.AddrPort) netip.AddrPort {
	t.Helper()
	address, _ := startBridge(t, upstream)
	return address
}

func startBridge(t *testing.T, upstream netip.AddrPort) (netip.AddrPort, *forward.Bridge) {
	t.Helper()
	b := &forward.Bridge{
		Log:           slog.New(slog.DiscardHandler),
		Targets:       func() forward.Targets { return forward.Targets{{Name: "bench", Address: upstream.String()}} },
		MaxPerAddress: 1000, Begins: forward.Rate{PerSecond: 10_000, AtOnce: 10_000},
		Frames: forward.Rate{PerSecond: 10_000, AtOnce: 10_000},
	}
	mux := http.NewServeMux()
	mux.Handle("GET /bridge/{target}", b)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	t.Cleanup(func() { b.Shutdown(t.Context()) })
	host := strings.TrimPrefix(s.URL, "http://")
	b.Hosts, b.Origins = []string{host}, []string{s.URL}
	return netip.MustParseAddrPort(host), b
}

// Every way carries all that is measured.
func TestTraffic(t *testing.T) {
	for name, s := range waysOfTest(t) {
		for what, do := range map[string]func() ([]float64, error){
			"download":     func() ([]float64, error) { return download(s, 1<<20+7) },
			"round trip":   func() ([]float64, error) { return roundTrips(s, 1, 20) },
			"round trips":  func() ([]float64, error) { return roundTrips(s, 10, 5) },
			"new sessions": func() ([]float64, error) { return newSessions(s, 4, 20*time.Millisecond) },
		} {
			values, err := do()
			if err != nil || len(values) == 0 || values[0] <= 0 {
				t.Errorf("%s, %s: %v, %v", name, what, values, err)
			}
		}
	}
}

// What is measured once works with every way, too. How much memory this process has
// says nothing about any of them.
func TestOccasions(t *testing.T) {
	quiet, restless = time.Millisecond, 20*time.Millisecond
	for name, s := range waysOfTest(t) {
		if values, err := idleAndUsed(s); err != nil || len(values) != 2 {
			t.Errorf("%s, idle and used: %v, %v", name, values, err)
		}
		if values, err := slowReaders(s); err != nil || len(values) != 1 {
			t.Errorf("%s, slow readers: %v, %v", name, values, err)
		}
	}
}

// All are told when a bridge ends, whoever would hold it up.
func TestTakeLeave(t *testing.T) {
	address, b := startBridge(t, accept(t, serveUpstream))
	c, err := gather(&server{address: address, path: "/bridge/bench"}, 20)
	defer c.close()
	if err != nil {
		t.Fatal(err)
	}
	if err := c[0].write(halfFrame()); err != nil {
		t.Fatal(err)
	}
	go b.Shutdown(context.Background())
	if _, err := c.takeLeave(time.Now()); err != nil {
		t.Error(err)
	}
}

// A session that is over is no idle one.
func TestCrowdLooks(t *testing.T) {
	s := &server{address: accept(t, func(l net.Listener) error {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		_, err = conn.Write([]byte(shortReply))
		return errors.Join(err, conn.Close())
	})}
	c, err := gather(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	for began := time.Now(); c.look() == nil; time.Sleep(time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal("the session is not found to be over")
		}
	}
}

// Frames come in pieces of any size.
func TestUnwrap(t *testing.T) {
	long := strings.Repeat("x", 300)
	stream := "\x81\x05event" + "\x82\x03+OK" + "\x89\x00" + "\x82\x7e\x01\x2c" + long +
		"\x82\x7f\x00\x00\x00\x00\x00\x00\x01\x2c" + long + "\x88\x02\x03\xe9"
	for size := 1; size <= len(stream); size++ {
		var w web
		var got strings.Builder
		for at := 0; at < len(stream); at += size {
			w.unwrap([]byte(stream[at:min(at+size, len(stream))]), func(part []byte) { got.Write(part) })
		}
		if got.String() != "+OK"+long+long || !w.pinged || !w.closed {
			t.Fatalf("in pieces of %d: %q, pinged %v, closed %v", size, got.String(), w.pinged, w.closed)
		}
	}
}

func TestRow(t *testing.T) {
	var out strings.Builder
	table := newTable(&out, "a title")
	both := []goal{{relay, 1}, {websockify, 0.5}}
	row{name: "good", unit: "ms", goals: both}.add(table, figures{{9, 20, 10}, {5, 5, 5}, nil, {10, 20, 10}, {20, 40, 20}})
	row{name: "bad", unit: "ms", goals: both}.add(table, figures{{9}, {5}, nil, {10}, {17}})
	row{name: "alone", unit: "ms", goals: both}.add(table, figures{{9}, {5}, {7}, {8}})
	row{name: "rate", unit: "1/s", more: true, goals: []goal{{relay, 2}}}.add(table, figures{{9}, nil, nil, {4}})
	row{name: "small", unit: "KiB", goals: []goal{{units, 14}}}.add(table, figures{{14}})
	if err := table.print(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"good ms 10.0 5.0 - 10.0 20.0 1.00x 0.50x <= 1x, <= 0.5x met, met",
		"bad ms 9.0 5.0 - 10.0 17.0 0.90x 0.53x <= 1x, <= 0.5x met, missed",
		"alone ms 9.0 5.0 7.0 8.0 - 1.12x - <= 1x, <= 0.5x missed, -",
		"rate 1/s 9.0 - - 4.0 - 2.25x - >= 2x met",
		"small KiB 14.0 - - - - - - <= 14 met",
	} {
		if folded := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(folded, want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}
