package forward

import (
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// Threat 31.
func TestExposed(t *testing.T) {
	for origin, want := range map[string]bool{
		"http://127.0.0.1:8080": false, "http://localhost:8080": false, "http://[::1]:8080": false, "http://127.9.9.9": false,
		"http://lab.localhost:8080": false, "http://LOCALHOST.": false, "http://notlocalhost": true, "http://localhost.example": true,
		"https://poplab.example": false, "https://192.168.1.5": false, "": false,
		"http://poplab.example": true, "http://192.168.1.5:8080": true, "http://[2001:db8::1]:8080": true,
		"http://localhost.evil.example": true, "http://127.0.0.1.evil.example": true,
	} {
		if got := isExposed(origin); got != want {
			t.Errorf("%q: %v", origin, got)
		}
	}
}

// A page that others can read along with sends no password, unless everybody knows it.
// Threat 31.
func TestNoPasswordInTheOpen(t *testing.T) {
	for _, open := range []bool{false, true} {
		server := newPOP3(t, greet)
		b := newBridge(t, server.Addr().String(), func(b *Bridge) {
			b.Targets = only(Target{Name: "lab", Address: server.Addr().String(), Open: open})
			b.Origins = append(b.Origins, "http://192.0.2.1")
		})
		for _, line := range []string{"USER x\r\nPASS canary\r\n", "pass canary\r\n", "AUTH PLAIN canary\r\n", "AUTH CANARY\r\n"} {
			c, _, err := websocket.Dial(t.Context(), b.http.URL+"/bridge/lab", &websocket.DialOptions{
				HTTPHeader: http.Header{"Origin": {"http://192.0.2.1"}},
			})
			if err != nil {
				t.Fatal(err)
			}
			defer c.CloseNow()
			p := &browser{Conn: c, t: t, ctx: t.Context()}
			p.send("CAPA\r\n")
			p.event() // that it is connected
			p.octets(len("+OK hello\r\nCAPA\r\n"))
			p.send(line)
			if open {
				p.octets(len(line))
			} else {
				p.ends(overheard)
			}
		}
		if !open && strings.Contains(server.said(), "canary") {
			t.Errorf("the server got %q", server.said())
		}
	}
}
