package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// A canary is a secret, in all forms in which it goes over the wire here.
const canary = "c4n4ry"

var canaries = []string{canary, base64.StdEncoding.EncodeToString([]byte("\x00ann\x00" + canary))}

// lockedBuffer is what a program may write to while a test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var adminURL = regexp.MustCompile(`Admin +(http://[^/]+)/`)

// Secrets leave no trace: whatever is logged, at every level and in every form, and
// whatever those are shown who watch the program. The secrets go every way that there
// is: in commands, in the wrong places of requests, and on the command line.
// Threats 11 and 30.
func TestSecretsLeaveNoTrace(t *testing.T) {
	for _, how := range []string{"debug text", "debug json", "info json", "warn text", "error text"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			level, format, _ := strings.Cut(how, " ")
			leaveSecrets(t, "-log-level", level, "-log-format", format)
		})
	}
}

func leaveSecrets(t *testing.T, args ...string) {
	log := new(lockedBuffer)
	site, admin := startWatched(t, log, append(args, "-user", "ann:"+canary+"="+t.TempDir(), "-origin", "https://poplab.example")...)
	secrets := slices.Clone(canaries)
	for _, script := range []string{
		"USER ann\r\nPASS " + canary + "\r\nSTAT\r\nQUIT\r\n",
		"USER " + canary + "\r\nPASS " + canary + "\r\nQUIT\r\n",
		"PASS " + canary + "\r\nAPOP ann " + canary + "\r\n" + canary + "\r\nQUIT\r\n",
		"AUTH PLAIN " + canaries[1] + "\r\nQUIT\r\n",
		"AUTH PLAIN\r\n" + canaries[1] + "\r\nQUIT\r\n",
	} {
		secrets = append(secrets, speak(t, site, script))
	}
	for _, path := range []string{"/bridge/practice", "/bridge/" + canary, "/" + canary, "/healthz?" + canary, "/api/ticket?target=" + canary} {
		for _, method := range []string{"GET", "POST"} {
			request, _ := http.NewRequest(method, site+path+"?password="+canary, strings.NewReader(canary))
			for _, header := range []string{"Cookie", "Authorization", "Referer", "Sec-WebSocket-Protocol", "Sec-WebSocket-Key", "X-Forwarded-For"} {
				request.Header.Set(header, "ticket."+canary)
			}
			if response, err := http.DefaultClient.Do(request); err == nil {
				response.Body.Close()
			}
		}
	}
	for _, path := range []string{
		site + "/healthz", site + "/readyz", admin + "/metrics", admin + "/readyz",
		admin + "/debug/pprof/goroutine?debug=2", admin + "/debug/pprof/heap?debug=1", admin + "/debug/pprof/cmdline",
	} {
		if text := fetchText(t, path); holdsAny(text, secrets) {
			t.Errorf("%s shows a secret: %s", path, text)
		}
	}
	time.Sleep(100 * time.Millisecond) // until the last line is written
	if text := log.String(); holdsAny(text, secrets) {
		t.Errorf("a secret is logged: %s", text)
	} else if args[1] == "info" && strings.Count(text, "bridge: session") != 5 {
		t.Errorf("the sessions are not logged: %s", text)
	}
}

func holdsAny(text string, secrets []string) bool {
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			return true
		}
	}
	return false
}

// startWatched runs the program with an admin listener, and gives where both listen.
func startWatched(t *testing.T, log io.Writer, args ...string) (site, admin string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	args = append([]string{"serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "127.0.0.1:0",
		"-admin", "127.0.0.1:0", "-pprof"}, args...)
	go func() {
		ended <- run(ctx, args, in, log)
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != 0 {
			t.Errorf("poplab ended with status %d", status)
		}
	})
	p := readAnnouncement(t, out)
	return p.url, adminURL.FindStringSubmatch(p.text)[1]
}

// speak says a script to the practice server, by a ticket that it gives back.
func speak(t *testing.T, site, script string) (ticket string) {
	t.Helper()
	request, _ := http.NewRequest("POST", site+"/api/ticket?target=practice", nil)
	request.Header.Set("Origin", site)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Ticket string }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c, _, err := websocket.Dial(ctx, site+"/bridge/practice", &websocket.DialOptions{
		HTTPHeader:   http.Header{"Origin": {site}},
		Subprotocols: []string{"pop3.v1", "ticket." + answer.Ticket},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseNow()
	for line := range strings.Lines("\n" + script) {
		if line != "\n" {
			c.Write(ctx, websocket.MessageBinary, []byte(line))
		}
		for { // until the reply
			kind, _, err := c.Read(ctx)
			if err != nil {
				c.Close(websocket.StatusNormalClosure, canary)
				return answer.Ticket
			}
			if kind == websocket.MessageBinary {
				break
			}
		}
	}
	c.Close(4999, canary)
	return answer.Ticket
}

func fetchText(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Without flags the program is for this machine only, and nobody watches it. Threat 12.
func TestForThisMachineOnly(t *testing.T) {
	o, err := parseOptions(nil)
	if err != nil || !strings.HasPrefix(o.http, "127.0.0.1:") || o.public.admin != "" {
		t.Errorf("-http %q -admin %q, %v", o.http, o.public.admin, err)
	}
}
