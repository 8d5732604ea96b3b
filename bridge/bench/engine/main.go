// Program engine measures the POP3 engine without a network, and the annotator
// beside it. It prints a name and a number a line. It is built natively and as
// WebAssembly; bench runs both, at the top of the module.
package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"time"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

const (
	turn     = 2 * time.Second
	sessions = 2000
	bigSize  = 10 << 20 // octets of the one large message
)

func main() {
	small, _ := mailbox.Sample("m1")
	s := logIn(mailbox.NewMaildrop(small, small))
	fmt.Println("commands", perSecond(func() float64 { return float64(feed(s, "NOOP\r\nSTAT\r\nLIST 1\r\nUIDL 2\r\n")) }))

	line := append(bytes.Repeat([]byte("x"), 76), "\r\n"...)
	big := logIn(mailbox.NewMaildrop(pop3.Message{Octets: bytes.Repeat(line, bigSize/len(line))}))
	retr := func() float64 { feed(big, "RETR 1\r\n"); return bigSize / float64(1<<20) }
	fmt.Println("retr", perSecond(retr))
	fmt.Println("allocations", allocations(func() { retr() }))
	fmt.Println("memory", perSession(small))
	annotate, err := perNote(small)
	if err != nil {
		panic(err)
	}
	fmt.Println("annotate", annotate)
}

// logIn gives a session in TRANSACTION.
func logIn(d *mailbox.Maildrop) *pop3.Session {
	accounts := mailbox.NewAccounts(mailbox.Account{Name: "alice", Password: "secret", Maildrop: d})
	s := pop3.NewSession(pop3.Config{Accounts: accounts})
	if feed(s, "USER alice\r\nPASS secret\r\n"); s.State() != pop3.Transaction {
		panic("the login failed")
	}
	return s
}

// feed sends commands, throws the replies away and counts them.
func feed(s *pop3.Session, commands string) (replies int) {
	s.Feed([]byte(commands), func(r pop3.Reply) {
		r.WriteTo(io.Discard)
		replies++
	})
	return replies
}

// perSecond does a thing for a while after it has warmed up; do says how much it
// did.
func perSecond(do func() float64) float64 {
	do()
	began, done := time.Now(), 0.0
	for time.Since(began) < turn {
		for range 10 { // so that the clock counts for little
			done += do()
		}
	}
	return done / time.Since(began).Seconds()
}

// allocations is how many there are each time.
func allocations(do func()) uint64 {
	const times = 10
	before := stats()
	for range times {
		do()
	}
	return (stats().Mallocs - before.Mallocs) / times
}

// perSession is what a session that has logged in holds, in KiB: the engine's part
// and its snapshot of the maildrop.
func perSession(m pop3.Message) float64 {
	drops := make([]*mailbox.Maildrop, sessions)
	for i := range drops {
		drops[i] = mailbox.NewMaildrop(m, m)
	}
	list := make([]*pop3.Session, sessions)
	before := stats()
	for i := range list {
		list[i] = logIn(drops[i])
	}
	after := stats()
	runtime.KeepAlive(list)
	runtime.KeepAlive(drops)
	return float64(after.HeapAlloc-before.HeapAlloc) / sessions / 1024
}

func stats() (m runtime.MemStats) {
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m
}
