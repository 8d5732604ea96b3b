package deploy

import (
	"encoding/json"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"poplab/bridge/operate"
)

// TestTwoBridges has two bridges behind HAProxy that share nothing but a key. One is
// killed and comes back, then the other one goes away and tells its page; who comes
// new gets a session all the time.
func TestTwoBridges(t *testing.T) {
	dir := t.TempDir()
	flags := append([]string{"-admin", "127.0.0.1:0", "-drain", "8s",
		"-ticket-key", write(t, dir, "ticket.key", strings.Repeat("k", 32))}, behind...)
	killed, leaving := serve(t, flags...), serve(t, flags...)
	at := freeAddress(t)
	balancer := run(t, haproxy(dir, write(t, dir, "haproxy.cfg", with(t, read(t, "haproxy.cfg"), "bind :443", "bind "+at,
		"/etc/haproxy/poplab.pem", certificate(t, dir), "10.0.0.11:8080", killed.at, "10.0.0.12:8080", leaving.at))), nil)
	browser := client("127.0.0.2", at)
	opens(t, browser)

	one, two := pair(t, browser, killed, leaving)
	killed.signal(syscall.SIGKILL)
	if code := one.closed(); code == 1001 {
		t.Error("who is killed has said good-bye")
	}
	fresh := connect(t, browser)
	fresh.login(harish...)
	if n := leaving.condition(t).Sessions; n != 2 {
		t.Errorf("the bridge that is left has %d sessions", n)
	}
	fresh.say("QUIT", "+OK")
	fresh.closed()

	balancer.says(`Server bridges/one is DOWN`)
	back := serve(t, append(flags, "-http", killed.at)...)
	balancer.says(`Server bridges/one is UP`)
	leaving.signal(syscall.SIGTERM)
	if e := two.event("drain"); e["in"] != 3.0 { // three eighths of 8 s
		t.Errorf("event %v", e)
	}
	two.say("NOOP", "+OK")
	other := connect(t, browser)
	other.login(mrose...)
	if n := back.condition(t).Sessions; n != 1 {
		t.Errorf("the bridge that came back has %d sessions", n)
	}
	if code := two.closed(); code != 1001 {
		t.Errorf("close code %d: %v", code, two.err)
	}
	if status := leaving.ends(20 * time.Second); status != 0 {
		t.Errorf("status %d", status)
	}
	other.say("QUIT", "+OK")
}

// pair opens a session in each bridge, the first in the first. The balancer chooses the
// bridge with the fewest.
func pair(t *testing.T, c *http.Client, a, b *poplab) (inA, inB *session) {
	t.Helper()
	inA = connect(t, c)
	inA.login(mrose...)
	ofA := a.condition(t).Sessions
	inB = connect(t, c)
	inB.login(mrose...)
	if ofA == 0 {
		inA, inB = inB, inA
	}
	if a, b := a.condition(t).Sessions, b.condition(t).Sessions; a != 1 || b != 1 {
		t.Fatalf("the bridges have %d and %d sessions", a, b)
	}
	return inA, inB
}

// condition asks the admin listener.
func (p *poplab) condition(t *testing.T) (c operate.Condition) {
	t.Helper()
	response, err := http.Get("http://" + p.admin + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

// A page may get its ticket from one bridge and show it to another, but not one of a
// bridge with another key.
func TestSharedKey(t *testing.T) {
	key := write(t, t.TempDir(), "ticket.key", strings.Repeat("k", 32))
	flags := append([]string{"-ticket-key", key}, behind...)
	one, two, stranger := serve(t, flags...), serve(t, flags...), serve(t, behind...)
	url := "http://" + site
	connectWith(t, client("127.0.0.2", two.at), url, ticket(t, client("127.0.0.2", one.at), url)).login(mrose...)
	foreign := ticket(t, client("127.0.0.2", stranger.at), url)
	request, err := http.NewRequest("GET", url+"/bridge/practice", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Origin": "https://" + site, "Connection": "Upgrade", "Upgrade": "websocket",
		"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol": "pop3.v1, ticket." + foreign} {
		request.Header.Set(name, value)
	}
	response, err := client("127.0.0.2", one.at).Do(request)
	if err != nil || response.StatusCode != http.StatusForbidden {
		t.Errorf("%+v, %v", response, err)
	}
}
