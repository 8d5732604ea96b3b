package forward

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// counts is a Meter that keeps what it is told, without times.
type counts struct {
	mu   sync.Mutex
	told []string
}

func (c *counts) add(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = append(c.told, fmt.Sprintf(format, args...))
}

func (c *counts) Opened(target string) { c.add("opened %s", target) }
func (c *counts) Ended(target string, code int, lasted time.Duration, up, down int64) {
	c.add("ended %s %d %v %d %d", target, code, lasted > 0, up, down)
}
func (c *counts) Messages(direction string, binary, text int64) {
	c.add("%s %d %d", direction, binary, min(text, 2)) // how often the latency is told nobody knows
}
func (c *counts) Rejected(reason string) { c.add("rejected %s", reason) }
func (c *counts) Dialled(target string, took time.Duration, why string) {
	c.add("dialled %s %v %q", target, took > 0, why)
}
func (c *counts) RoundTrip(took time.Duration) { c.add("round trip %v", took > 0) }
func (c *counts) Stalled()                     { c.add("stalled") }
func (c *counts) Panicked()                    { c.add("panicked") }

func (c *counts) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.told, "\n")
}

// failed is why the last dial failed, or "" where none did.
func (c *counts) failed() string {
	_, last, _ := strings.Cut(c.String(), `dialled lab true "`)
	why, _, _ := strings.Cut(last, `"`)
	return why
}

func TestMeter(t *testing.T) {
	m := new(counts)
	b := newBridge(t, newPOP3(t, greet).Addr().String(), func(b *Bridge) {
		b.Meter, b.PingInterval = m, 20*time.Millisecond
	})
	p := b.connected(t)
	p.send("NO")
	p.octets(2)
	p.send("OP\r\n")
	p.octets(4)
	kind, frame, err := p.Read(p.ctx)
	if err != nil || kind != websocket.MessageText || !strings.HasPrefix(string(frame), `{"event":"latency","page":`) {
		t.Errorf("want the latency, got %q, %v", frame, err)
	}
	p.Close(websocket.StatusNormalClosure, "")
	eventually(t, "the end is counted", func() bool { return strings.Contains(m.String(), "ended") })
	told := m.String()
	for _, want := range []string{"opened lab", `dialled lab true ""`, "round trip true", "up 2 0\ndown 3 2\nended lab 1000 true 6 17"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is missing in\n%s", want, told)
		}
	}
	b.connected(t).Close(websocket.StatusInternalError, "") // which is no mistake of ours
	eventually(t, "the end is counted", func() bool { return strings.Count(m.String(), "ended") == 2 })
	if told := m.String(); strings.Contains(told, "1011") {
		t.Errorf("a page makes up codes:\n%s", told)
	}
	p = b.connected(t)
	p.Write(p.ctx, websocket.MessageText, []byte(`{"op":"starttls"}`))
	p.ends(notPlanned)
	eventually(t, "the operation is counted", func() bool { return strings.Contains(m.String(), "up 0 1\ndown 1 2\nended lab 4006 true 0 11") })
	b.Targets = only(Target{Name: "lab", Address: "127.0.0.1:1"})
	b.openTo(t, "lab").closes(websocket.StatusBadGateway)
	if got := m.failed(); !strings.Contains(m.String(), `"refused"`) {
		t.Errorf("dial counted as %q, want refused", got)
	}
}
