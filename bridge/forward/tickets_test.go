package forward

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// onceTickets are tickets of the simplest kind: numbers, and what they are good for.
type onceTickets map[string]string

func (o onceTickets) Issue(target string, from netip.Addr) (string, time.Duration) {
	ticket := fmt.Sprintf("canary%d", len(o))
	o[ticket] = target + " for " + from.String()
	return ticket, 30 * time.Second
}

func (o onceTickets) Use(ticket, target string, from netip.Addr) error {
	if o[ticket] != target+" for "+from.String() {
		return errors.New("it is wrong")
	}
	o[ticket] = "used"
	return nil
}

// ask sends POST /api/ticket; headers come in pairs.
func (b *testBridge) ask(target string, headers ...string) (int, string) {
	r := httptest.NewRequest("POST", "/api/ticket?target="+target, nil)
	r.Host, r.RemoteAddr = b.Hosts[0], "127.0.0.1:9"
	r.Header.Set("Origin", b.Origins[0])
	for i := 0; i < len(headers); i += 2 {
		r.Header.Del(headers[i])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	b.ServeTicket(w, r)
	return w.Code, w.Body.String()
}

// ticket is one for that target, as a page offers it.
func (b *testBridge) ticket(target string) string {
	_, text := b.ask(target)
	var answer struct{ Ticket string }
	json.Unmarshal([]byte(text), &answer)
	return "ticket." + answer.Ticket
}

// Who may not connect gets no ticket, and is told why in a way that a page can read.
func TestServeTicket(t *testing.T) {
	b := newBridge(t, "127.0.0.1:1", func(b *Bridge) { b.Tickets = onceTickets{} })
	for name, tc := range map[string]struct {
		target  string
		headers []string
		status  int
		text    string
	}{
		"as it should be": {"lab", nil, 200, `{"ticket":"canary0","expires":30}` + "\n"},
		"another host":    {"lab", []string{"Host", "evil.example"}, 421, refuseHost.text + "\n"},
		"another origin":  {"lab", []string{"Origin", "http://evil.example"}, 403, refuseOrigin.text + "\n"},
		"no origin":       {"lab", []string{"Origin", ""}, 403, refuseOrigin.text + "\n"},
		"no such target":  {"bal", nil, 404, refuseTarget.text + "\n"},
		"no target":       {"", nil, 404, refuseTarget.text + "\n"},
	} {
		if status, text := b.ask(tc.target, tc.headers...); status != tc.status || text != tc.text {
			t.Errorf("%s: %d %s", name, status, text)
		}
	}
	b.seats.drain()
	if status, text := b.ask("lab"); status != 503 || text != refuseDraining.text+"\n" {
		t.Errorf("shutting down: %d %s", status, text)
	}
}

// offering is a handshake with these subprotocols.
func (b *testBridge) offering(t *testing.T, offers ...string) *http.Response {
	t.Helper()
	host := strings.TrimPrefix(b.http.URL, "http://")
	request := handshake(host, b.http.URL)
	for _, offer := range offers {
		request = strings.Replace(request, "\r\nUpgrade:", "\r\nSec-WebSocket-Protocol: "+offer+"\r\nUpgrade:", 1)
	}
	return roundTrip(t, host, request)
}

// A ticket opens one session of its client with its target, and a wrong one none
// even where none is needed. The answer never repeats it. Threat 11.
func TestTicketsAreTaken(t *testing.T) {
	server := newPOP3(t, greet)
	for _, needed := range []bool{false, true} {
		tickets := onceTickets{}
		b := newBridge(t, server.Addr().String(), func(b *Bridge) { b.Tickets, b.NeedTicket = tickets, needed })
		without := http.StatusSwitchingProtocols
		if needed {
			without = http.StatusForbidden
		}
		ticket := func() string { return b.ticket("lab") }
		first, foreign := ticket(), ticket()
		tickets[strings.TrimPrefix(foreign, "ticket.")] = "other for 127.0.0.1"
		for _, tc := range []struct {
			name   string
			offers []string
			status int
		}{
			{"none", nil, without},
			{"a protocol only", []string{"pop3.v1"}, without},
			{"a ticket", []string{"pop3.v1, " + first}, 101},
			{"the same again", []string{"pop3.v1, " + first}, 403},
			{"a ticket first", []string{ticket() + ",pop3.v1"}, 101},
			{"in two headers", []string{ticket(), "pop3.v1"}, 101},
			{"for another target", []string{"pop3.v1, " + foreign}, 403},
			{"an empty one", []string{"pop3.v1, ticket."}, 403},
			{"two", []string{"pop3.v1, ticket.x, " + ticket()}, 403},
		} {
			response := b.offering(t, tc.offers...)
			if response.StatusCode != tc.status {
				t.Errorf("needed %v, %s: %d, want %d", needed, tc.name, response.StatusCode, tc.status)
			}
			want := ""
			if tc.status == 101 && len(tc.offers) > 0 {
				want = "pop3.v1"
			}
			if got := strings.Join(response.Header.Values("Sec-WebSocket-Protocol"), ","); got != want {
				t.Errorf("needed %v, %s: speaks %q", needed, tc.name, got)
			}
			if strings.Contains(headerText(response), "canary") {
				t.Errorf("needed %v, %s: %s", needed, tc.name, headerText(response))
			}
		}
		if log := b.log.String(); strings.Contains(log, "canary") {
			t.Errorf("the log has a ticket: %s", log)
		}
	}
}

func headerText(r *http.Response) string {
	var text strings.Builder
	r.Header.Write(&text)
	return text.String()
}

// A bridge without tickets takes none.
func TestNoTickets(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	if status, _ := b.ask("lab"); status != 404 {
		t.Errorf("asked for one: %d", status)
	}
	if r := b.offering(t, "pop3.v1, ticket.x"); r.StatusCode != 403 {
		t.Errorf("shown one: %d", r.StatusCode)
	}
}

// A refused handshake is refused before anything of the target's is told or done.
// Threat 10.
func TestNoOrigin(t *testing.T) {
	server := newPOP3(t, greet)
	for allowed, want := range map[bool]int{false: 403, true: 101} {
		b := newBridge(t, server.Addr().String(), func(b *Bridge) { b.AllowNoOrigin = allowed })
		host := strings.TrimPrefix(b.http.URL, "http://")
		none := strings.Replace(handshake(host, "-"), "Origin: -\r\n", "", 1)
		if r := roundTrip(t, host, none); r.StatusCode != want {
			t.Errorf("allowed %v: %d", allowed, r.StatusCode)
		}
		for _, origin := range []string{"", "null", "http://evil.example"} {
			if r := roundTrip(t, host, handshake(host, origin)); r.StatusCode != 403 {
				t.Errorf("allowed %v, origin %q: %d", allowed, origin, r.StatusCode)
			}
		}
	}
}

// What the client sent never becomes part of what is answered: line ends in it make no
// header, and refusals are sentences of ours. Threat 14.
func FuzzNothingComesBack(f *testing.F) {
	log := new(syncBuffer)
	b := &Bridge{Hosts: []string{"h"}, Origins: []string{"http://h"}, Tickets: onceTickets{}, Log: textLog(log)}
	for _, evil := range []string{"x\r\nSet-Cookie: canary", "%0d%0aX: canary", "canary\x00", "\u2028canary", "pop3.v1, ticket.canary"} {
		for field := range 6 {
			f.Add(field, evil)
		}
	}
	f.Fuzz(func(t *testing.T, field int, evil string) {
		r := httptest.NewRequest("GET", "/bridge/x", nil)
		r.Host = "h"
		r.Header.Set("Origin", "http://h")
		r.SetPathValue("target", "lab")
		switch field {
		case 0:
			r.Host = evil
		case 1:
			r.Header["Origin"] = []string{evil}
		case 2:
			r.Header["Sec-Websocket-Protocol"] = []string{evil}
		case 3:
			r.SetPathValue("target", evil)
		case 4:
			r.Header["X-Forwarded-For"] = []string{evil}
		case 5:
			r.URL.RawQuery = evil
		}
		w := httptest.NewRecorder()
		b.ServeHTTP(w, r)
		if w.Code < 400 {
			t.Fatalf("let in: %d", w.Code)
		}
		known := []*refusal{refuseHost, refuseOrigin, refuseTarget, refuseTicket("it is wrong"), refuseTicket("one from here is needed")}
		for _, no := range known {
			if w.Code == no.status && w.Body.String() == no.text+"\n" && len(w.Header()) == 3 {
				return
			}
		}
		t.Errorf("%d %v %q", w.Code, w.Header(), w.Body)
	})
}

// And over a connection: what Go's own server does not refuse is answered as above.
// Threat 14.
func TestLineEndsInRequests(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	host := strings.TrimPrefix(b.http.URL, "http://")
	whole := handshake(host, b.http.URL)
	for name, change := range map[string][2]string{
		"path":     {"/bridge/lab", "/bridge/lab%0d%0aX-Evil:1"},
		"query":    {"/bridge/lab", "/bridge/lab?x=%0d%0aX-Evil:1"},
		"origin":   {"Origin: ", "Origin: \rX-Evil:1"},
		"protocol": {"Upgrade: ", "Sec-WebSocket-Protocol: pop3.v1\rX-Evil:1\r\nUpgrade: "},
		"forward":  {"Upgrade: ", "X-Forwarded-For: 1.2.3.4\rX-Evil:1\r\nUpgrade: "},
		"key":      {"Sec-WebSocket-Key: ", "Sec-WebSocket-Key: \rX-Evil:1"},
	} {
		response := roundTrip(t, host, strings.Replace(whole, change[0], change[1], 1))
		var body []byte
		if response.StatusCode != 101 {
			body, _ = io.ReadAll(response.Body)
		}
		if strings.Contains(headerText(response)+string(body), "Evil") || name != "query" && response.StatusCode < 400 {
			t.Errorf("%s: %d %s %s", name, response.StatusCode, headerText(response), body)
		}
	}
}
