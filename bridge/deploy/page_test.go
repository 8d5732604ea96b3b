package deploy

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// site is the name under which people open the site.
const site = "poplab.example.org"

// forged is what a client that wants to be somebody else writes.
const forged = "6.6.6.6"

// client is a browser as far as a bridge can tell: it comes from an address of its
// own and finds the site at another.
func client(from, at string) *http.Client {
	dialer := net.Dialer{LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(from), 0))}
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, at)
		},
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // a certificate that this test has made
	}}
}

// session is a page that has connected.
type session struct {
	*websocket.Conn
	t      *testing.T
	octets string
	events []map[string]any
	err    error // why it ended
}

// connect fetches a ticket and opens a session with the practice server.
func connect(t *testing.T, c *http.Client) *session {
	t.Helper()
	return connectWith(t, c, "https://"+site, ticket(t, c, "https://"+site))
}

// connectWith has a ticket already.
func connectWith(t *testing.T, c *http.Client, url, ticket string) *session {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	ws, response, err := websocket.Dial(ctx, url+"/bridge/practice", &websocket.DialOptions{
		HTTPClient:   c,
		HTTPHeader:   http.Header{"Origin": {"https://" + site}, "X-Forwarded-For": {forged}},
		Subprotocols: []string{"pop3.v1", "ticket." + ticket},
	})
	if err != nil {
		t.Fatalf("%v, %+v", err, response)
	}
	t.Cleanup(func() { ws.CloseNow() })
	ws.SetReadLimit(-1)
	return &session{Conn: ws, t: t}
}

func ticket(t *testing.T, c *http.Client, url string) string {
	t.Helper()
	request, err := http.NewRequest("POST", url+"/api/ticket?target=practice", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", "https://"+site)
	response, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("ticket: %s, %v: %s", response.Status, err, text)
	}
	var got struct{ Ticket string }
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return got.Ticket
}

// step reads one frame; false says that the session is over.
func (s *session) step() bool {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	kind, text, err := s.Read(ctx)
	if err != nil {
		s.err = err
		return false
	}
	if kind == websocket.MessageBinary {
		s.octets += string(text)
		return true
	}
	var event map[string]any
	if err := json.Unmarshal(text, &event); err != nil {
		s.t.Errorf("%v: %s", err, text)
	}
	s.events = append(s.events, event)
	return true
}

// say sends a line, if there is one, and waits for the end of its reply.
func (s *session) say(line, end string) string {
	s.t.Helper()
	if line != "" {
		if err := s.Write(context.Background(), websocket.MessageBinary, []byte(line+"\r\n")); err != nil {
			s.t.Fatal(err)
		}
	}
	for !strings.Contains(s.octets, end) {
		if strings.HasPrefix(s.octets, "-ERR") || !s.step() {
			s.t.Fatalf("want %q, got %q and then %v", end, s.octets, s.err)
		}
	}
	before, after, _ := strings.Cut(s.octets, end)
	s.octets = after
	return before + end
}

// login brings the session into the TRANSACTION state, for a user of the practice
// server, who may have one session in each bridge at a time.
func (s *session) login(words ...string) {
	s.t.Helper()
	s.say("", "\r\n")
	s.say("USER "+words[0], "\r\n")
	s.say("PASS "+words[1], "\r\n")
}

var (
	mrose  = []string{"mrose", "secret"}
	harish = []string{"Harish", "vegetables"}
)

// event waits for one of that name.
func (s *session) event(name string) map[string]any {
	s.t.Helper()
	for {
		for _, e := range s.events {
			if e["event"] == name {
				return e
			}
		}
		if !s.step() {
			s.t.Fatalf("no event %q in %v, and then %v", name, s.events, s.err)
		}
	}
}

// closed reads to the end and gives the close code.
func (s *session) closed() websocket.StatusCode {
	for s.step() {
	}
	return websocket.CloseStatus(s.err)
}
