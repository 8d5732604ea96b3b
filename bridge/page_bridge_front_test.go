package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// front is a proxy before the program, which may answer in its place.
type front struct {
	url     string
	tickets atomic.Pointer[http.HandlerFunc] // for requests for a ticket; nil passes them on
	sockets atomic.Pointer[http.HandlerFunc] // for handshakes
	asked   atomic.Int32                     // handshakes so far
	another func(r *http.Request)            // changes what is passed on
}

// newFront starts the program with these flags behind a front.
func newFront(t *testing.T, flags ...string) *front {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f := &front{url: "http://" + l.Addr().String()}
	behind, err := url.Parse(startProgram(t, append(flags, "-origin", f.url)...).url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host
		if f.another != nil {
			f.another(r.Out)
		}
	}}
	server := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var own *http.HandlerFunc
		switch {
		case r.URL.Path == "/api/ticket":
			own = f.tickets.Load()
		case r.Header.Get("Upgrade") != "":
			f.asked.Add(1)
			own = f.sockets.Load()
		}
		if own != nil {
			(*own)(w, r)
			return
		}
		proxy.ServeHTTP(w, r)
	})}}
	server.Start()
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return f
}

// says is an answer of a proxy.
func says(status int, kind, body string) *http.HandlerFunc {
	answer := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Location", "/login") // heeded where the status asks for it
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	})
	return &answer
}

// silence is an answer that never comes.
func silence() *http.HandlerFunc {
	answer := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	return &answer
}

// hasten lets ten seconds of the page pass in a tenth of one.
func (p *tab) hasten() {
	p.evaluate(`((all) => {
		window.setTimeout = (act, time, ...how) => all(act, time === 10000 ? 100 : time, ...how);
		return '';
	})(window.setTimeout)`)
}

// connectTyping presses Connect and types, faster than any connection comes about.
func (p *tab) connectTyping(lines ...string) {
	p.t.Helper()
	p.call(p.find("button", "Connect"), fmt.Sprintf(`function() {
		this.click();
		const input = document.getElementById('command');
		for (const line of %q.split('\n')) { input.value = line; input.form.requestSubmit(); }
	}`, strings.Join(lines, "\n")))
}

// loses waits for a sentence above the command line.
func (p *tab) loses(want string) {
	p.t.Helper()
	p.until("the words "+want, func() bool { return strings.Contains(p.lost(), want) })
}

// What answers a request for a ticket may be the bridge, or anything in between: the
// page says which, and tries again where that may help.
func TestBridgeTicketRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	f := newFront(t, "-target", "fake="+fakePOP3(t, "+OK here\r\n").address)
	p := visit(t, newBrowser(t), f.url+"/bridge/?target=fake")
	p.find("button", "Connect")
	const html, plain, json = "text/html", "text/plain; charset=utf-8", "application/json"
	const foreign = "What answered is not the bridge: a proxy, or the login page of this network, may be in between."
	for _, tc := range []struct {
		answer *http.HandlerFunc
		want   string
		again  bool
	}{
		{says(403, plain, "Only the console on poplab's own pages may connect. If this is one of them, start poplab with -origin and its URL.\n"), "Only the console on poplab's own pages may connect.", false},
		{says(503, plain, "The bridge is full. Try again in a minute.\n"), "The bridge is full. Try again in a minute.", true},
		{says(429, html, "<h1>Too Many Requests</h1>"), "The bridge has no free place.", true},
		{says(401, html, "<h1>Log in</h1>"), "The request for a ticket was refused, and no reason given (401).", false},
		{says(403, plain, "RBAC: access denied"), "no reason given (403)", false},
		{says(404, plain, strings.Repeat("Nothing here. ", 100)), "no reason given (404)", false},
		{says(502, html, "<h1>Bad Gateway</h1>"), "A proxy answers in the place of the bridge, and does not reach it (502).", true},
		{says(503, html, "<h1>No server is available</h1>"), "does not reach it (503).", true},
		{says(200, html, "<h1>Welcome to our network</h1>"), foreign, false},
		{says(200, json, "null"), foreign, false},
		{says(200, json, `{"ticket":"two words"}`), foreign, false},
		{says(302, html, ""), foreign, false},
	} {
		f.tickets.Store(tc.answer)
		p.press("Connect")
		p.loses(tc.want)
		if words := p.lost(); strings.Contains(words, "Stop trying") != tc.again || strings.Contains(words, "Nothing here") {
			t.Errorf("the page says %q", words)
		}
		if told := p.told(); !strings.Contains(told, tc.want) {
			t.Errorf("a screen reader is told %q", told)
		}
		if tc.again {
			p.press("Stop trying")
		}
	}
	if n := f.asked.Load(); n != 0 {
		t.Errorf("%d handshakes without a ticket", n)
	}
}

// Nothing is waited for without an end, and Hang up gives up whatever is waited for.
func TestBridgeKeepsNobodyWaiting(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	const late = "The bridge did not answer within 10 seconds."
	f := newFront(t, "-target", "fake="+fakePOP3(t, "+OK here\r\n").address)
	browser := newBrowser(t)
	for _, tc := range []struct {
		name             string
		tickets, sockets *http.HandlerFunc
	}{{"ticket", silence(), nil}, {"socket", nil, silence()}} {
		t.Run(tc.name, func(t *testing.T) {
			f.tickets.Store(tc.tickets)
			f.sockets.Store(tc.sockets)
			p := visit(t, browser, f.url+"/bridge/?target=fake")
			p.press("Connect")
			p.find("button", "Hang up")
			p.type_("USER x")
			p.until("a line that waits", func() bool { return p.told() == "Your line waits for the connection." })
			p.shoot("waiting", 1280, 800)
			p.shoot("waiting", 360, 740)
			p.press("Hang up")
			p.find("button", "Connect")
			if words, told := p.lost(), p.told(); words != "" || told != "Not connected: you gave it up." {
				t.Errorf("the page says %q, and a screen reader is told %q", words, told)
			}
			p.hasten()
			p.connectTyping("USER y")
			p.loses(late)
			p.loses("One line that waited was not sent.")
			p.find("button", "Stop trying")
			f.tickets.Store(nil)
			f.sockets.Store(nil)
			p.press("Reconnect now")
			p.status("AUTHORIZATION")
			p.press("Hang up")
			p.status("not connected")
		})
	}
}

// What is typed while a connection comes about goes out behind the greeting, and a
// password among it not unasked.
func TestBridgeTypedAhead(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	server := newSchool(t, nil)
	site := startProgram(t, "-target", "school="+server.address).url
	p := visit(t, newBrowser(t), site+"/bridge/?target=school")
	p.moveAway()
	p.connectTyping("CAPA", "USER x", "PASS c4nary")
	p.find("alertdialog", question)
	if heard := server.lines(); strings.Contains(heard, "PASS") {
		t.Errorf("the server heard %q", heard)
	}
	p.press("Send it in clear")
	p.status("TRANSACTION")
	if heard, want := server.lines(), "CAPA\nUSER x\nPASS c4nary"; heard != want {
		t.Errorf("the server heard %q, want %q", heard, want)
	}
	if first := p.items("region", "Session")[1]; !strings.Contains(first, "+OK school") {
		t.Errorf("the first line behind the connection is %q", first)
	}
}

// A bridge that gives tickets and lets nobody in with them is tried three times, and
// then the page says what may be the matter.
func TestBridgeTakesNoTicket(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no browser")
	}
	f := newFront(t, "-target", "fake="+fakePOP3(t, "+OK here\r\n").address)
	f.sockets.Store(says(403, "text/plain", "The ticket is not taken: it is of another address."))
	p := visit(t, newBrowser(t), f.url+"/bridge/?target=fake")
	p.find("button", "Connect")
	p.evaluate(`((all) => { window.setInterval = (tick, each) => all(tick, each / 100); return '' })(window.setInterval)`)
	p.press("Connect")
	p.loses("tried 2 times in vain")
	p.loses("The bridge gave this page a ticket, and then let no WebSocket in with it.")
	p.loses("such as IPv4 and IPv6")
	if n := f.asked.Load(); n != 3 {
		t.Errorf("%d handshakes", n)
	}
	p.shoot("untaken", 1280, 800)
	p.shoot("untaken", 360, 740)
	f.sockets.Store(nil)
	p.press("Reconnect")
	p.status("AUTHORIZATION")
}
