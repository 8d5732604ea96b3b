package deploy

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// greeter is a server that greets and hangs up.
func greeter(t *testing.T, greeting string) (address string) {
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
			io.WriteString(c, greeting+"\r\n")
			c.Close()
		}
	}()
	return l.Addr().String()
}

// visit opens a session from this machine, where no ticket is needed.
func (p *poplab) visit(t *testing.T, target string) (*session, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	ws, _, err := websocket.Dial(ctx, "http://"+p.at+"/bridge/"+target, &websocket.DialOptions{
		HTTPHeader: http.Header{"Origin": {"http://" + p.at}}})
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { ws.CloseNow() })
	return &session{Conn: ws, t: t}, nil
}

// get gives status and body.
func get(t *testing.T, url string) (int, string) {
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
	return response.StatusCode, string(text)
}

// At SIGHUP other targets take the place of the old ones, on the pages too, unless
// something is wrong with them.
func TestReloadTargets(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "targets.yaml", "old:\n  address: "+greeter(t, "+OK the old one")+"\n")
	p := serve(t, "-targets", file)
	greeted := func(name string) {
		t.Helper()
		s, err := p.visit(t, name)
		if err != nil {
			t.Fatal(err)
		}
		s.say("", "+OK the "+name+" one\r\n")
	}
	greeted("old")
	write(t, dir, "targets.yaml", "new:\n  address: nowhere\nold: 1\n")
	p.signal(syscall.SIGHUP)
	p.says(`the targets stay as they were" why=.*targets.yaml:2:12: address`)
	p.says(`the targets stay as they were" why=.*targets.yaml:3:1: write the name`)
	greeted("old")
	write(t, dir, "targets.yaml", "new:\n  address: "+greeter(t, "+OK the new one")+"\n")
	p.signal(syscall.SIGHUP)
	p.says(`the targets are read again" targets="\[practice new\]"`)
	greeted("new")
	if _, err := p.visit(t, "old"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("the old target: %v", err)
	}
	if _, page := get(t, "http://"+p.at+"/bridge/"); !strings.Contains(page, `value="new"`) || strings.Contains(page, `value="old"`) {
		t.Error("the page does not show the new targets")
	}
}

// The site speaks https with the certificate of the files, and at SIGHUP with another.
func TestReloadCertificate(t *testing.T) {
	dir := t.TempDir()
	file := certificate(t, dir)
	p := serve(t, "-http-cert", file, "-http-key", file, "-origin", "https://"+site)
	shown := func() string {
		t.Helper()
		c, err := tls.Dial("tcp", p.at, &tls.Config{InsecureSkipVerify: true, ServerName: site, NextProtos: []string{"h2", "http/1.1"}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if got := c.ConnectionState().NegotiatedProtocol; got != "http/1.1" {
			t.Errorf("protocol %q", got)
		}
		return c.ConnectionState().PeerCertificates[0].SerialNumber.String()
	}
	before := shown()
	browser := client("127.0.0.1", p.at)
	opens(t, browser)
	connect(t, browser).login(mrose...)
	if err := os.WriteFile(filepath.Join(dir, "cert.pem"), []byte("no certificate"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGHUP)
	p.says(`the certificate stays as it was" why="cannot use the certificate of -http-cert`)
	if shown() != before {
		t.Error("another certificate is shown")
	}
	certificate(t, dir)
	p.signal(syscall.SIGHUP)
	for end := time.Now().Add(10 * time.Second); shown() == before; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the new certificate is not shown")
		}
	}
}

// Threat 37. What is for those who run the program is on a listener of its own.
func TestAdmin(t *testing.T) {
	p := serve(t, "-admin", "127.0.0.1:0", "-pprof")
	plain := serve(t, "-admin", "127.0.0.1:0")
	s, err := p.visit(t, "practice")
	if err != nil {
		t.Fatal(err)
	}
	s.login(mrose...)
	for url, want := range map[string]string{
		"http://" + p.at + "/metrics":                                                 "404",
		"http://" + p.at + "/debug/pprof/":                                            "404",
		"http://" + p.at + "/debug/pprof/heap":                                        "404",
		"http://" + p.at + "/healthz":                                                 "200 ok\n",
		"http://" + p.at + "/readyz":                                                  "200 ready\n",
		"http://" + p.admin + "/bridge/practice":                                      "404",
		"http://" + p.admin + "/readyz":                                               `200 {"ready":true,"draining":false,"sessions":1,`,
		"http://" + p.admin + "/debug/pprof/goroutine?debug=1":                        "200 goroutine profile",
		"http://" + plain.admin + "/debug/pprof/goroutine":                            "404",
		"http://" + plain.admin + "/debug/pprof/":                                     "404",
		"http://" + strings.Replace(p.admin, "127.0.0.1", "localhost", 1) + "/readyz": "200 {",
	} {
		status, text := get(t, url)
		if got := fmt.Sprint(status, " ", text); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %.200s, want %s", url, got, want)
		}
	}
	request, err := http.NewRequest("GET", "http://"+p.admin+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "evil.example:80"
	if response, err := http.DefaultClient.Do(request); err != nil || response.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("another name: %+v, %v", response, err)
	}
}

// Threat 38, of the whole program. SIGTERM with -drain: who balances is told first, then
// the pages, and new sessions are let in as long as nobody can know. The rest is TestTwoBridges.
func TestDrain(t *testing.T) {
	p := serve(t, "-drain", "16s")
	old, err := p.visit(t, "practice")
	if err != nil {
		t.Fatal(err)
	}
	old.login(mrose...)
	began := time.Now()
	p.signal(syscall.SIGTERM)
	for status := 200; status != http.StatusServiceUnavailable; status, _ = get(t, "http://"+p.at+"/readyz") {
	}
	late, err := p.visit(t, "practice")
	if err != nil {
		t.Fatalf("after %v: %v", time.Since(began), err)
	}
	late.login(harish...)
	old.event("drain")
	if _, err := http.Get("http://" + p.at + "/"); err == nil {
		t.Error("the site still listens")
	}
	old.say("QUIT", "\r\n")
	late.say("QUIT", "\r\n")
	if code := old.closed(); code != 1000 {
		t.Errorf("close code %d", code)
	}
	late.closed()
	if status := p.ends(20 * time.Second); status != 0 || time.Since(began) > 7*time.Second {
		t.Errorf("status %d after %v, without a session", status, time.Since(began))
	}
}

// At a desk nobody wants to wait: without sessions the program ends at once, and at the
// second signal with them.
func TestEndAtOnce(t *testing.T) {
	p := serve(t)
	began := time.Now()
	p.signal(syscall.SIGINT)
	if status := p.ends(10 * time.Second); status != 0 || time.Since(began) > 2*time.Second {
		t.Errorf("status %d after %v", status, time.Since(began))
	}
	p = serve(t, "-drain", "1h")
	if _, err := p.visit(t, "practice"); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGTERM)
	for status := 200; status != http.StatusServiceUnavailable; status, _ = get(t, "http://"+p.at+"/readyz") {
	}
	began = time.Now()
	p.signal(syscall.SIGTERM)
	p.ends(10 * time.Second)
	if time.Since(began) > 2*time.Second {
		t.Errorf("the second signal took %v", time.Since(began))
	}
}
