package forward

import (
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Threat 22. Pages that do not read a long answer stop their servers instead of
// filling the memory, and lose their seats.
func TestSlowPages(t *testing.T) {
	const pages = 50
	server := newPOP3(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		io.Copy(c, endless{})
	})
	m := new(counts)
	b := newBridge(t, server.Addr().String(), func(b *Bridge) {
		b.Meter, b.WriteTimeout, b.MaxPerAddress = m, 5*time.Second, pages
	})
	before := held()
	for range pages {
		b.raw(t)
	}
	eventually(t, "all stand still", func() bool {
		carried := b.carried()
		time.Sleep(200 * time.Millisecond)
		return b.taken() == pages && b.carried() == carried
	})
	if each := (held() - before) / pages; each > 200<<10 {
		t.Errorf("a slow page holds %d KiB", each>>10)
	}
	for deadline := time.Now().Add(15 * time.Second); b.taken() > 0 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if n := strings.Count(m.String(), "ended lab 4005"); n != pages || strings.Count(m.String(), "stalled") != pages {
		t.Errorf("%d of %d ended as slow pages", n, pages)
	}
}

// carried is the count of octets that the open sessions have brought to their pages.
func (b *Bridge) carried() (n int64) {
	for _, s := range b.seats.list() {
		n += s.down.Load()
	}
	return n
}

// held is the memory in use: the heap and the stacks, of pages and server as well.
func held() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapInuse + m.StackInuse)
}
