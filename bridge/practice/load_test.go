package practice

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"poplab/wasm/mailbox"
)

const (
	crowd = 2000
	// budget is what one idle session may cost, in octets of memory.
	budget = 20 << 10
)

// TestTwoThousandSessions: they are open at once, each logs in, looks and quits,
// and while they are idle none costs more than 20 KiB, the goroutine included.
// The other end of each connection is in this process too and is counted with it.
func TestTwoThousandSessions(t *testing.T) {
	needFiles(t, 2*crowd+100)
	address := start(t, &Server{Accounts: many(crowd)})
	before := memory()
	clients := make([]net.Conn, crowd)
	t.Cleanup(func() {
		for _, c := range clients {
			c.Close()
		}
	})
	everybody(t, clients, func(i int) (err error) {
		if clients[i], err = dial(address); err != nil {
			return err
		}
		return talk(clients[i], "", "+OK POP3 server ready\r\n")
	})
	everybody(t, clients, func(i int) error {
		user := "u" + strconv.Itoa(i)
		return talk(clients[i], "USER "+user+"\r\nPASS secret\r\n",
			"+OK "+user+"\r\n+OK "+user+"'s maildrop has 2 messages (320 octets)\r\n")
	})
	if each := (memory() - before) / crowd; each > budget {
		t.Errorf("an idle session costs %d octets, want at most %d", each, budget)
	} else {
		t.Logf("an idle session costs %d octets", each)
	}
	everybody(t, clients, func(i int) error {
		return talk(clients[i], "STAT\r\nLIST\r\nDELE 1\r\nQUIT\r\n",
			"+OK 2 320\r\n+OK 2 messages (320 octets)\r\n1 120\r\n2 200\r\n.\r\n+OK message 1 deleted\r\n"+
				"+OK dewey POP3 server signing off (1 message left)\r\n")
	})
}

// everybody lets all clients do a thing, many of them at a time.
func everybody(t *testing.T, clients []net.Conn, do func(i int) error) {
	t.Helper()
	const atATime = 100
	failed := make([]error, atATime)
	var all sync.WaitGroup
	for worker := range atATime {
		all.Go(func() {
			for i := worker; i < len(clients) && failed[worker] == nil; i += atATime {
				failed[worker] = do(i)
			}
		})
	}
	all.Wait()
	for _, err := range failed {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// talk sends octets and expects others.
func talk(conn net.Conn, send, want string) error {
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	if _, err := io.WriteString(conn, send); err != nil {
		return err
	}
	got := make([]byte, len(want))
	if n, err := io.ReadFull(conn, got); err != nil {
		return fmt.Errorf("after %q: %w", got[:n], err)
	}
	if !bytes.Equal(got, []byte(want)) {
		return fmt.Errorf("got %q, want %q", got, want)
	}
	return nil
}

// memory is what is in use now, in octets: heap and stacks.
func memory() int {
	runtime.GC()
	runtime.GC() // the first gives stacks back that the second counts
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc + m.StackInuse)
}

// many is a user list with a maildrop for each.
func many(n int) *mailbox.Accounts {
	list := make([]mailbox.Account, n)
	for i := range list {
		_, drop := alice()
		list[i] = mailbox.Account{Name: "u" + strconv.Itoa(i), Password: "secret", Maildrop: drop}
	}
	return mailbox.NewAccounts(list...)
}

// needFiles asks for the right to open so many files. Go has raised the limit as
// far as it goes.
func needFiles(t *testing.T, n uint64) {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur < n {
		t.Skipf("this process may open %d files and needs %d: %v", limit.Cur, n, err)
	}
}
