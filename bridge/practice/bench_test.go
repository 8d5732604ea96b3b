package practice

import (
	"bytes"
	"io"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

func serveBench(b *testing.B, accounts *mailbox.Accounts) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &Server{Accounts: accounts}
	go s.Serve(l)
	b.Cleanup(func() { s.Shutdown(b.Context()) })
	return l.Addr().String()
}

// BenchmarkLogin is a session of a mail program that finds nothing new: connect,
// USER, PASS, STAT, QUIT.
func BenchmarkLogin(b *testing.B) {
	address := serveBench(b, many(1000))
	var users atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				b.Error(err)
				return
			}
			user := "u" + strconv.Itoa(int(users.Add(1)%1000))
			if err := talk(conn, "USER "+user+"\r\nPASS secret\r\nSTAT\r\nQUIT\r\n", "+OK POP3 server ready\r\n+OK "+user+"\r\n"); err != nil {
				b.Error(err)
			}
			conn.Close()
		}
	})
}

// BenchmarkCommand is one NOOP and its reply.
func BenchmarkCommand(b *testing.B) {
	address := serveBench(b, many(1))
	conn := inTransaction(b, address)
	for b.Loop() {
		if err := talk(conn, "STAT\r\n", "+OK 2 320\r\n"); err != nil {
			b.Fatal(err)
		}
	}
}

func inTransaction(b *testing.B, address string) net.Conn {
	b.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	if err := talk(conn, "USER u0\r\nPASS secret\r\n", "+OK POP3 server ready\r\n+OK u0\r\n"); err != nil {
		b.Fatal(err)
	}
	if _, err := io.ReadFull(conn, make([]byte, len("+OK u0's maildrop has 2 messages (320 octets)\r\n"))); err != nil {
		b.Fatal(err)
	}
	return conn
}

// BenchmarkRetr is a message of 10 MiB, as mail is and with a dot at the begin of
// every line.
func BenchmarkRetr(b *testing.B) {
	for name, line := range map[string]string{"text": "a line of text, as long as many are, of seventy octets or thereabouts\r\n", "dots": ".\r\n"} {
		b.Run(name, func(b *testing.B) {
			accounts := many(1)
			octets := bytes.Repeat([]byte(line), 10<<20/len(line))
			accounts.Find("u0").Maildrop.Deliver(pop3.Message{Octets: octets})
			conn := inTransaction(b, serveBench(b, accounts))
			head, tail := "+OK "+strconv.Itoa(len(octets))+" octets\r\n", ".\r\n"
			wire := int64(len(head)+len(octets)+len(tail)) + int64(strings.Count(line, ".\r")*(10<<20/len(line)))
			into := make([]byte, 256<<10)
			b.SetBytes(wire)
			for b.Loop() {
				io.WriteString(conn, "RETR 3\r\n")
				if _, err := io.CopyBuffer(io.Discard, struct{ io.Reader }{io.LimitReader(conn, wire)}, into); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
