package main

import (
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"poplab/bridge/practice"
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// serve gives the address of a server with all users of a measurement.
func serve(t *testing.T) netip.AddrPort {
	t.Helper()
	var accounts []mailbox.Account
	for _, name := range []string{"u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", bigUser} {
		d := mailbox.NewMaildrop(pop3.Message{Octets: []byte(letter)})
		accounts = append(accounts, mailbox.Account{Name: name, Password: password, Maildrop: d})
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &practice.Server{Accounts: mailbox.NewAccounts(accounts...)}
	go s.Serve(l)
	t.Cleanup(func() { s.Shutdown(t.Context()) })
	return netip.MustParseAddrPort(l.Addr().String())
}

func TestLoads(t *testing.T) {
	address := serve(t)
	for _, l := range loads {
		rate, err := l.run(address, 20*time.Millisecond)
		if err != nil || rate <= 0 {
			t.Errorf("%s: %v %s, %v", l.name, rate, l.unit, err)
		}
	}
}

// A refusal ends a measurement, and is part of its error.
func TestLoadFails(t *testing.T) {
	address := serve(t)
	held, err := logIn(address, userName(0))
	if err != nil {
		t.Fatal(err)
	}
	defer held.close()
	for _, l := range loads {
		if l.name == "RETR of 10 MiB" {
			continue // another user
		}
		if _, err := l.run(address, 20*time.Millisecond); err == nil || !strings.Contains(err.Error(), "-ERR [IN-USE]") {
			t.Errorf("%s: %v", l.name, err)
		}
	}
}

func TestMeasure(t *testing.T) {
	c, err := logIn(serve(t), bigUser)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	want := len("+OK 182 octets\r\n") + len(letter) + strings.Count(letter, "\n") + len(".\r\n")
	if octets, err := c.measure("RETR 1", "\r\n.\r\n"); err != nil || octets != want {
		t.Errorf("RETR has %d octets, want %d; %v", octets, want, err)
	}
	if err := c.say("NOOP"); err != nil {
		t.Errorf("octets were left over: %v", err)
	}
}

// The memory of a process has that of its children in it.
func TestMemory(t *testing.T) {
	if _, err := os.Stat("/proc/self/smaps_rollup"); err != nil {
		t.Skip("this system does not tell the memory of a process")
	}
	child := exec.Command("sleep", "60")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Wait()
	defer child.Process.Kill()
	all, err := memory(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	part, err := memory(child.Process.Pid)
	if err != nil || part <= 0 || all < 1000+part {
		t.Errorf("this process has %d KiB and its child %d, %v", all, part, err)
	}
}

func TestProcessor(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("this system does not tell the processor time of a process")
	}
	before, began := processor(os.Getpid()), time.Now()
	for processor(os.Getpid()) < before+5*tick {
		if time.Since(began) > time.Minute {
			t.Fatal("a minute of work took no processor time")
		}
	}
}

func TestTable(t *testing.T) {
	var out strings.Builder
	table := newTable(&out, "a title")
	table.compare("faster", "x/s", []float64{200, 10}, 10)
	table.compare("slower", "x/s", []float64{99.9, 10}, 10)
	table.compare("alone", "x/s", []float64{5}, 10)
	table.bound("small", "KiB", []float64{20, 400}, 20)
	table.bound("large", "KiB", []float64{21}, 20)
	table.bound("both", "ns", []float64{1, 2}, 2, 2)
	table.bound("first", "ns", []float64{3, 2}, 2, 2)
	table.most("near", "ms", []float64{110, 100}, 1.15)
	table.most("far", "ms", []float64{120, 100}, 1.15)
	if err := table.print(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"faster x/s 200 10.0 20.0x >= 10x met",
		"slower x/s 99.9 10.0 10.0x >= 10x missed",
		"alone x/s 5.0 - -",
		"small KiB 20.0 400 0.05x <= 20 met",
		"large KiB 21.0 - - <= 20 missed",
		"both ns 1.0 2.0 0.50x <= 2, <= 2 met",
		"near ms 110 100 1.10x <= 1.15x met",
		"far ms 120 100 1.20x <= 1.15x missed",
		"first ns 3.0 2.0 1.50x <= 2, <= 2 missed",
	} {
		if folded := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(folded, want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

func TestReadNumbers(t *testing.T) {
	got, err := readNumbers("commands 1.5e+06\nallocations 8\n")
	if err != nil || got["commands"] != 1500000 || got["allocations"] != 8 {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := readNumbers("commands many\n"); err == nil {
		t.Error("no error for a word that is no number")
	}
}

func TestMedian(t *testing.T) {
	if m := median([]float64{9, -100, 3, 5, 4}); m != 4 {
		t.Errorf("the median is %v, want 4", m)
	}
}
