package forward

import (
	"bufio"
	"bytes"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func random(n int) []byte {
	r := rand.NewChaCha8([32]byte{1})
	b := make([]byte, n)
	r.Read(b)
	return b
}

func TestOctetsArriveUnchanged(t *testing.T) {
	server := newPOP3(t, greet)
	b := newBridge(t, server.Addr().String(), nil)
	p := b.connected(t)
	p.logIn()
	for _, n := range []int{1, 125, 126, 127, 508, 511, 512, 513, 4096} {
		want := string(random(n))
		p.send(want)
		if got := p.octets(n); got != want {
			t.Errorf("%d octets came back changed", n)
		}
	}
	p.Close(websocket.StatusNormalClosure, "")
	eventually(t, "the seat is free", func() bool { return b.taken() == 0 })
	if log := b.log.String(); !strings.Contains(log, "up=6532 down=6543") {
		t.Errorf("log: %s", log)
	}
}

// A long reply arrives whole, and before the event that the server closed.
func TestBulkThenEOF(t *testing.T) {
	want := random(3<<20 + 17)
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		c.Write(want[:1<<20])
		time.Sleep(5 * time.Millisecond) // a pause in the middle gives the buffer back
		c.Write(want[1<<20:])
	})
	p := newBridge(t, server.Addr().String(), nil).connected(t)
	if got := p.octets(len(want)); got != string(want) {
		t.Error("octets came changed")
	}
	p.ends(serverClosed)
}

// A frame in the packet of the handshake is not lost. Threat 35.
func TestEarlyFrame(t *testing.T) {
	server := newPOP3(t, greet)
	b := newBridge(t, server.Addr().String(), nil)
	host := strings.TrimPrefix(b.http.URL, "http://")
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(10 * time.Second))
	io.WriteString(c, handshake(host, b.http.URL)+masked(opBinary, "NOOP\r\n")+masked(opBinary, "STAT\r\n"))
	var got []byte
	for buf := make([]byte, 1024); !bytes.Contains(got, []byte("STAT\r\n")); {
		n, err := c.Read(buf)
		if err != nil {
			t.Fatalf("%v after %q", err, got)
		}
		got = append(got, buf[:n]...)
	}
	if server.said() != "NOOP\r\nSTAT\r\n" {
		t.Errorf("the server heard %q", server.said())
	}
}

// A page may say QUIT and leave: the server must still read it, even while its
// own answer finds nobody.
func TestLastWordsReachTheServer(t *testing.T) {
	heard := make(chan string, 1)
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		time.Sleep(50 * time.Millisecond)
		io.WriteString(c, strings.Repeat("+OK late\r\n", 100))
		all, err := io.ReadAll(c)
		if err != nil {
			t.Error(err)
		}
		heard <- string(all)
	})
	p := newBridge(t, server.Addr().String(), nil).connected(t)
	p.send("DELE 1\r\n")
	p.send("QUIT\r\n")
	p.Close(websocket.StatusNormalClosure, "bye")
	if got := <-heard; got != "DELE 1\r\nQUIT\r\n" {
		t.Errorf("the server heard %q", got)
	}
}

// A frame that comes right after the handshake is not lost either, though net/http may
// have read it in the background. Threat 35.
func TestFirstFrame(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	for range 1000 {
		c := b.raw(t)
		said := bufio.NewReader(c)
		for line := ""; line != "\r\n"; {
			line, _ = said.ReadString('\n')
		}
		io.WriteString(c, masked(opBinary, "NOOP\r\n"))
		var got []byte
		for !bytes.HasSuffix(got, []byte("NOOP\r\n")) {
			octet, err := said.ReadByte()
			if err != nil {
				t.Fatalf("%v after %q", err, got)
			}
			got = append(got, octet)
		}
		c.Close()
	}
}

// Threats 18 and 21.
func TestPageBreaksTheRules(t *testing.T) {
	server := newPOP3(t, greet)
	b := newBridge(t, server.Addr().String(), nil)
	t.Run("text frame", func(t *testing.T) {
		p := b.connected(t)
		p.Write(p.ctx, websocket.MessageText, []byte("QUIT"))
		p.ends(textFrame)
	})
	t.Run("4097 octets", func(t *testing.T) {
		p := b.connected(t)
		p.send(strings.Repeat("x", maxFrame+1))
		p.ends(tooBig)
	})
	t.Run("1 MiB", func(t *testing.T) {
		p := b.connected(t)
		p.send(strings.Repeat("x", 1<<20))
		p.ends(tooBig)
	})
	for name, frame := range map[string]string{
		"no mask":               "\x82\x04STAT",
		"reserved bit":          "\xc2\x84\x00\x00\x00\x00STAT",
		"unknown opcode":        "\x83\x84\x00\x00\x00\x00STAT",
		"continues nothing":     "\x80\x84\x00\x00\x00\x00STAT",
		"ping in pieces":        "\x09\x80\x00\x00\x00\x00",
		"two messages in one":   "\x02\x81\x00\x00\x00\x00S\x82\x81\x00\x00\x00\x00T",
		"longer than any disk":  "\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",
		"a close of one octet":  "\x88\x81\x00\x00\x00\x00x",
		"a close without sense": "\x88\x82\x00\x00\x00\x00\x00\x01",
	} {
		t.Run(name, func(t *testing.T) {
			c := b.raw(t)
			io.WriteString(c, frame)
			said, _ := io.ReadAll(c)
			if !bytes.Contains(said, []byte(badFrame.reason)) && !bytes.Contains(said, []byte("\x03\xea")) {
				t.Errorf("%q", said)
			}
		})
	}
	t.Run("2^62 octets announced", func(t *testing.T) {
		c := b.raw(t)
		io.WriteString(c, "\x82\xff\x40\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"+strings.Repeat("x", maxFrame+1))
		said, _ := io.ReadAll(c)
		if !bytes.Contains(said, []byte(tooBig.reason)) {
			t.Errorf("%q", said)
		}
	})
	if said := server.said(); said != "" {
		t.Errorf("the server heard %q", said)
	}
}

// Threat 20.
func TestNoCompression(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	host := strings.TrimPrefix(b.http.URL, "http://")
	request := strings.Replace(handshake(host, b.http.URL), "Upgrade: websocket",
		"Upgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate", 1)
	response := roundTrip(t, host, request)
	if response.StatusCode != 101 || response.Header.Get("Sec-WebSocket-Extensions") != "" {
		t.Errorf("%d %v", response.StatusCode, response.Header)
	}
}
