package forward

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// servers are POP3 servers with faults. Each plays until the bridge hangs up, or
// does so itself.
var servers = map[string]func(*net.TCPConn){
	"good": func(c *net.TCPConn) { io.WriteString(c, "+OK hello\r\n"); answer(c) },
	"a word at a time": func(c *net.TCPConn) {
		for _, octet := range []byte("+OK hello\r\n") {
			c.Write([]byte{octet})
			time.Sleep(time.Millisecond)
		}
		answer(c)
	},
	"stalls":          func(c *net.TCPConn) { io.WriteString(c, "+OK hello\r\n"); io.Copy(io.Discard, c) },
	"says nothing":    func(c *net.TCPConn) { io.Copy(io.Discard, c) },
	"takes nothing":   func(c *net.TCPConn) { io.WriteString(c, "+OK hello\r\n"); time.Sleep(50 * time.Millisecond) },
	"closes at once":  func(*net.TCPConn) {},
	"half a greeting": func(c *net.TCPConn) { io.WriteString(c, "+OK hel") },
	"resets": func(c *net.TCPConn) {
		io.WriteString(c, "+OK hello\r\n")
		c.Read(make([]byte, 1))
		c.SetLinger(0)
	},
	"resets at once": func(c *net.TCPConn) { c.SetLinger(0) },
	"half-closes": func(c *net.TCPConn) {
		io.WriteString(c, "+OK hello\r\n")
		c.CloseWrite()
		io.Copy(io.Discard, c)
	},
	"endless line":     func(c *net.TCPConn) { io.WriteString(c, "+OK hello\r\n"); io.Copy(c, endless{}) },
	"endless greeting": func(c *net.TCPConn) { io.WriteString(c, "+OK "); io.Copy(c, endless{}) },
	"endless lines": func(c *net.TCPConn) {
		for line := bytes.Repeat([]byte("+OK what a long day\r\n"), 500); ; {
			if _, err := c.Write(line); err != nil {
				return
			}
		}
	},
	"another protocol": func(c *net.TCPConn) { io.WriteString(c, "220 mx ESMTP\r\n"); io.Copy(io.Discard, c) },
}

// answer says +OK to whatever comes, and much to what is long.
func answer(c net.Conn) {
	reply := strings.Repeat("+OK\r\n", 10_000)
	for buf := make([]byte, 512); ; {
		n, err := c.Read(buf)
		if err != nil {
			return
		}
		io.WriteString(c, reply[:min(len(reply), 5*bytes.Count(buf[:n], []byte("\n"))*max(1, n-20))])
	}
}

// browsers are pages with faults, from the moment when they have sent their
// handshake. What they leave open is closed afterwards.
var browsers = map[string]func(c *net.TCPConn){
	"polite": func(c *net.TCPConn) {
		readUntil(c, "+OK")
		io.WriteString(c, masked(2, "USER x\r\n"))
		readUntil(c, "+OK\r\n")
		io.WriteString(c, masked(2, "PASS x\r\n"))
		readUntil(c, "+OK\r\n")
		io.WriteString(c, masked(2, "RETR "+strings.Repeat("1", 100)+"\r\n"))
		readUntil(c, "+OK\r\n")
		io.WriteString(c, masked(8, "\x03\xe8"))
		readUntil(c, "\x88")
	},
	"listens":       func(c *net.TCPConn) { readUntil(c, "\x88") },
	"vanishes":      func(c *net.TCPConn) { c.SetLinger(0) },
	"leaves":        func(c *net.TCPConn) { readUntil(c, "+OK") },
	"leaves rudely": func(c *net.TCPConn) { readUntil(c, "+OK"); c.SetLinger(0) },
	"leaves while typing": func(c *net.TCPConn) {
		io.WriteString(c, masked(2, "USER x\r\n")+masked(2, "QUIT\r\n"))
	},
	"half-closes": func(c *net.TCPConn) {
		readUntil(c, "+OK")
		io.WriteString(c, masked(2, "QUIT\r\n"))
		c.CloseWrite()
		readUntil(c, "\x88")
	},
	"half a header":     func(c *net.TCPConn) { io.WriteString(c, "\x82\xfe\x10"); readUntil(c, "\x88") },
	"half a frame":      func(c *net.TCPConn) { io.WriteString(c, "\x82\x88\x00\x00\x00\x00HALF"); readUntil(c, "\x88") },
	"half a frame, off": func(c *net.TCPConn) { io.WriteString(c, "\x82\x88\x00\x00\x00\x00HALF") },
	"reads nothing":     func(c *net.TCPConn) { c.SetReadBuffer(2048); time.Sleep(300 * time.Millisecond) },
	"pings": func(c *net.TCPConn) {
		go io.WriteString(c, strings.Repeat(masked(9, ""), 2000))
		readUntil(c, "\x88")
	},
	"commands": func(c *net.TCPConn) {
		go io.WriteString(c, strings.Repeat(masked(2, "NOOP\r\n"), 2000))
		readUntil(c, "\x88")
	},
	"too much at once": func(c *net.TCPConn) {
		io.WriteString(c, "\x82\xff\x00\x00\x00\x00\x40\x00\x00\x00\x00\x00\x00\x00")
		go io.Copy(c, io.LimitReader(endless{}, 1<<20))
		readUntil(c, "\x88")
	},
	"no mask":       func(c *net.TCPConn) { io.WriteString(c, "\x82\x01x"); readUntil(c, "\x88") },
	"noise":         func(c *net.TCPConn) { io.WriteString(c, strings.Repeat("\xff", 100)); readUntil(c, "\x88") },
	"no operation":  func(c *net.TCPConn) { io.WriteString(c, masked(1, "{}")); readUntil(c, "\x88") },
	"starts TLS":    func(c *net.TCPConn) { io.WriteString(c, masked(1, `{"op":"starttls"}`)); readUntil(c, "\x88") },
	"a close alone": func(c *net.TCPConn) { io.WriteString(c, masked(8, "")) },
}

// readUntil reads until words have come, but not for ever.
func readUntil(c net.Conn, words string) {
	c.SetReadDeadline(time.Now().Add(2 * time.Second))
	var said []byte
	for buf := make([]byte, 4096); ; {
		n, err := c.Read(buf)
		said = append(said[max(0, len(said)-len(words)):], buf[:n]...)
		if err != nil || bytes.Contains(said, []byte(words)) {
			return
		}
	}
}

// requests are those that never become a WebSocket, or are cut off before.
func requests(host, origin string) []string {
	whole := handshake(host, origin)
	return []string{
		whole[:40], "", strings.Replace(whole, "lab", "none", 1), strings.Replace(whole, host, "evil.example", 1),
		strings.Replace(whole, origin, "http://evil.example", 1), strings.Replace(whole, "websocket", "other", 1),
	}
}

// gauge is a Meter of what is open, and of how it ended.
type gauge struct {
	unmetered
	mu       sync.Mutex
	open     int
	codes    map[int]int
	panicked int
}

func (g *gauge) change(by func()) { g.mu.Lock(); defer g.mu.Unlock(); by() }
func (g *gauge) Opened(string)    { g.change(func() { g.open++ }) }
func (g *gauge) Panicked()        { g.change(func() { g.panicked++ }) }
func (g *gauge) Ended(_ string, code int, _ time.Duration, _, _ int64) {
	g.change(func() { g.open--; g.codes[code]++ })
}

// filesOpen is how many descriptors this program has, or 0 where nothing tells.
func filesOpen() int {
	list, _ := os.ReadDir("/proc/self/fd")
	return len(list)
}

// Threats 25 and 28.
//
// TestSoak opens ten thousand sessions, most of them with something wrong on one side
// or both, and wants everything back that they took: seats, goroutines, descriptors.
func TestSoak(t *testing.T) {
	count := 10_000
	if testing.Short() {
		count = 1000
	}
	var targets Targets
	for name, play := range servers {
		at := soakServer(t, play)
		targets = append(targets, Target{Name: strings.ReplaceAll(name, " ", "-"), Address: at})
	}
	targets = append(targets, Target{Name: "not-there", Address: "127.0.0.1:1"})
	slices.SortFunc(targets, func(a, b Target) int { return strings.Compare(a.Name, b.Name) })
	g := &gauge{codes: map[int]int{}}
	b := newBridge(t, "", func(b *Bridge) {
		b.Targets = func() Targets { return targets }
		b.Frames, b.MaxUp, b.MaxDown, b.MaxPerHour = Rate{}, 0, 1<<20, 1<<40
		b.MaxSessions, b.MaxPerAddress = 250, 250
		b.GreetingTimeout, b.WriteTimeout, b.FrameTimeout = 100*time.Millisecond, 100*time.Millisecond, 100*time.Millisecond
		b.CloseTimeout, b.IdleTimeout, b.LoginTimeout = 100*time.Millisecond, 150*time.Millisecond, 250*time.Millisecond
		b.PingInterval, b.PongTimeout = 60*time.Millisecond, 30*time.Millisecond
		b.Log, b.Meter = slog.New(slog.DiscardHandler), g
	})
	host := strings.TrimPrefix(b.http.URL, "http://")
	soak(host, b.http.URL, targets, 100)
	settled := func() { b.http.CloseClientConnections(); runtime.GC() }
	eventually(t, "all seats are free", func() bool { return b.taken() == 0 })
	settled()
	time.Sleep(100 * time.Millisecond)
	goroutines, files := runtime.NumGoroutine(), filesOpen()

	began := time.Now()
	soak(host, b.http.URL, targets, count)
	eventually(t, "all seats are free", func() bool { return b.taken() == 0 })
	t.Logf("%d sessions in %v; close codes %v", count, time.Since(began).Round(time.Millisecond), g.codes)
	settled()
	eventually(t, fmt.Sprintf("at most %d goroutines", goroutines+2), func() bool { return runtime.NumGoroutine() <= goroutines+2 })
	eventually(t, fmt.Sprintf("at most %d descriptors", files+2), func() bool { return filesOpen() <= files+2 })
	if g.open != 0 || g.panicked != 0 || len(b.seats.list()) != 0 {
		t.Errorf("%d sessions are open, %d panics", g.open, g.panicked)
	}
	for _, code := range []int{1000, 1002, 1003, 1006, 1008, 1009, 1014, 4001, 4003, 4005} {
		if g.codes[code] == 0 {
			t.Errorf("no session ended with %d", code)
		}
	}
}

// soak opens sessions, up to 200 at the same time, a third of
// them with a server that works.
func soak(host, origin string, targets Targets, count int) {
	list := requests(host, origin)
	var names []string
	for name := range browsers {
		names = append(names, name)
	}
	slices.Sort(names)
	var all sync.WaitGroup
	defer all.Wait()
	room := make(chan struct{}, 200)
	for i := range count {
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			r := rand.New(rand.NewPCG(1, uint64(i)))
			c, err := net.Dial("tcp", host)
			if err != nil {
				return
			}
			defer c.Close()
			if i%20 == 0 {
				io.WriteString(c, list[r.IntN(len(list))])
				return
			}
			target := "good"
			if r.IntN(3) > 0 {
				target = targets[r.IntN(len(targets))].Name
			}
			io.WriteString(c, strings.Replace(handshake(host, origin), "/lab", "/"+target, 1))
			browsers[names[r.IntN(len(names))]](c.(*net.TCPConn))
		})
	}
}

// soakServer plays to each connection, and gives its address.
func soakServer(t *testing.T, play func(*net.TCPConn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				play(c.(*net.TCPConn))
			}()
		}
	}()
	return l.Addr().String()
}
