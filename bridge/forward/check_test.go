package forward

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// Threats 8 and 9.
//
// TestWhoIsLetIn sends the handshake of a browser with other names in it. HOST
// and ORIGIN stand for the right ones.
func TestWhoIsLetIn(t *testing.T) {
	server := newPOP3(t, greet)
	b := newBridge(t, server.Addr().String(), func(b *Bridge) {
		b.Hosts = append(b.Hosts, "poplab.example")
		b.Origins = append(b.Origins, "https://poplab.example")
	})
	host := strings.TrimPrefix(b.http.URL, "http://")
	right := strings.NewReplacer("HOST", host, "ORIGIN", b.http.URL)
	for _, tc := range []struct {
		name, host, origin string // origin "-" leaves the header out
		status             int
	}{
		{"as it should be", "HOST", "ORIGIN", 101},
		{"behind a proxy", "poplab.example", "https://poplab.example", 101},
		{"host in capitals", "POPLAB.example", "https://poplab.example", 101},
		{"rebound domain", "evil.example", "http://evil.example", 421},
		{"rebound domain with our port", "evil.example:80", "http://evil.example:80", 421},
		{"right origin, wrong host", "evil.example", "ORIGIN", 421},
		{"host without its port", "127.0.0.1", "ORIGIN", 421},
		{"host with a final dot", "poplab.example.", "https://poplab.example", 421},
		{"subdomain", "x.poplab.example", "https://x.poplab.example", 421},
		{"prefix", "evilpoplab.example", "https://evilpoplab.example", 421},
		{"another site", "HOST", "http://evil.example", 403},
		{"no origin", "HOST", "-", 403},
		{"empty origin", "HOST", "", 403},
		{"sandboxed frame", "HOST", "null", 403},
		{"other scheme", "poplab.example", "http://poplab.example", 403},
		{"extension", "HOST", "chrome-extension://abcdef", 403},
		{"other port", "HOST", "http://127.0.0.1:1", 403},
		{"suffix of the name", "HOST", "https://poplab.example.evil.example", 403},
		{"prefix of the name", "HOST", "https://evilpoplab.example", 403},
		{"user part", "HOST", "https://poplab.example@evil.example", 403},
		{"with a path", "HOST", "ORIGIN/", 403},
		{"two in one", "HOST", "ORIGIN, http://evil.example", 403},
		{"two headers", "HOST", "ORIGIN\r\nOrigin: http://evil.example", 403},
	} {
		t.Run(tc.name, func(t *testing.T) {
			request := handshake(right.Replace(tc.host), right.Replace(tc.origin))
			if tc.origin == "-" {
				request = strings.Replace(request, "Origin: -\r\n", "", 1)
			}
			if got := roundTrip(t, host, request); got.StatusCode != tc.status {
				t.Errorf("status %d, want %d", got.StatusCode, tc.status)
			}
		})
	}
}

func roundTrip(t *testing.T, address, request string) *http.Response {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	io.WriteString(c, request)
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func TestOnlyListedTargets(t *testing.T) {
	b := newBridge(t, "127.0.0.1:1", nil)
	host := strings.TrimPrefix(b.http.URL, "http://")
	for _, name := range []string{"other", "LAB", "127.0.0.1:110", "lab%00", "%2e%2e", "lab%0d%0aX:y"} {
		request := strings.Replace(handshake(host, b.http.URL), "/bridge/lab", "/bridge/"+name, 1)
		if got := roundTrip(t, host, request); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", name, got.StatusCode)
		}
	}
}

// A refusal must give its seat back and repeat nothing of what was sent.
func TestRefusal(t *testing.T) {
	b := newBridge(t, "127.0.0.1:1", nil)
	request, _ := http.NewRequest("GET", b.http.URL+"/bridge/lab?password=canary", nil)
	request.Header.Set("Origin", "http://canary.example")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	if response.StatusCode != 403 || strings.Contains(string(body), "canary") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
	if b.taken() != 0 {
		t.Errorf("%d seats are still taken", b.taken())
	}
	if log := b.log.String(); !strings.Contains(log, "check=origin") || strings.Contains(log, "password") {
		t.Errorf("log: %s", log)
	}
}

func TestNotAWebSocket(t *testing.T) {
	b := newBridge(t, "127.0.0.1:1", nil)
	request, _ := http.NewRequest("GET", b.http.URL+"/bridge/lab", nil)
	request.Header.Set("Origin", b.http.URL)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusUpgradeRequired || b.taken() != 0 {
		t.Errorf("status %d, %d seats taken", response.StatusCode, b.taken())
	}
}
