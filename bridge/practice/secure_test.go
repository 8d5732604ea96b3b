package practice

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// certified gives both ends of TLS on this machine.
func certified(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	certificate, err := SelfSigned("localhost", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	_, roots := trusted(t, certificate)
	return TLSConfig(certificate), &tls.Config{RootCAs: roots, ServerName: "localhost"}
}

// startTLS serves with a certificate on a port in clear text and on one inside TLS.
func startTLS(t *testing.T, s *Server) (plain, secure string, client *tls.Config) {
	t.Helper()
	s.TLS, client = certified(t)
	l := listen(t)
	go s.ServeTLS(l)
	return start(t, s), l.Addr().String(), client
}

// upgrade does the handshake on the connection of a client.
func (c *client) upgrade(config *tls.Config) *client {
	c.t.Helper()
	secured := tls.Client(c.Conn, config)
	if err := secured.Handshake(); err != nil {
		c.t.Fatal(err)
	}
	return &client{secured, c.t, bufio.NewReader(secured)}
}

// TestR130STLS: the handshake begins behind the CRLF of +OK, and then it is the
// turn of the client: there is no second greeting (RFC 2595 section 4).
func TestR130STLS(t *testing.T) {
	accounts, drop := alice()
	plain, _, config := startTLS(t, &Server{Accounts: accounts})
	c, _ := connect(t, plain)
	if got := c.say("STLS"); !strings.HasPrefix(got, "+OK") {
		t.Fatalf("STLS: %q", got)
	}
	c = c.upgrade(config)
	c.logIn()
	c.want("DELE 1", "+OK message 1 deleted")
	c.say("QUIT")
	c.ends()
	if n, _ := drop.Stat(); n != 1 {
		t.Errorf("%d messages are left, want 1", n)
	}
}

// TestR133ClearTextBehindSTLS: what came behind STLS in the same packet is not
// executed, neither before the handshake nor after it (RFC 2595 section 4).
func TestR133ClearTextBehindSTLS(t *testing.T) {
	accounts, _ := alice()
	plain, _, config := startTLS(t, &Server{Accounts: accounts})
	c, _ := connect(t, plain)
	if got := c.say("STLS\r\nUSER alice"); !strings.HasPrefix(got, "+OK") {
		t.Fatalf("STLS: %q", got)
	}
	if n := c.in.Buffered(); n > 0 {
		t.Errorf("%d more octets came in clear text", n)
	}
	c = c.upgrade(config)
	if got := c.say("PASS secret"); !strings.HasPrefix(got, "-ERR") {
		t.Errorf("PASS: %q", got)
	}
	c.logIn()
}

// TestR136GreetingInsideTLS: on a port for TLS the handshake is first and the
// greeting second; who speaks POP3 there in clear text hears none (RFC 8314
// section 3.1).
func TestR136GreetingInsideTLS(t *testing.T) {
	accounts, _ := alice()
	_, secure, config := startTLS(t, &Server{Accounts: accounts})
	conn, err := tls.Dial("tcp", secure, config)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	c, greeting := greeted(t, conn)
	if !strings.HasPrefix(greeting, "+OK") {
		t.Errorf("greeting %q", greeting)
	}
	c.want("STAT", "-ERR STAT not valid in AUTHORIZATION state")
	c.logIn()

	lost, err := dial(secure)
	if err != nil {
		t.Fatal(err)
	}
	defer lost.Close()
	io.WriteString(lost, "USER alice\r\nPASS secret\r\n")
	if said, _ := io.ReadAll(lost); strings.Contains(string(said), "+OK") || strings.Contains(string(said), "-ERR") {
		t.Errorf("to clear text the server said %q", said)
	}
}

// TestR137CloseNotify: TLS ends before TCP does, after QUIT and after ten minutes
// of silence (RFC 8314 section 3.4).
func TestR137CloseNotify(t *testing.T) {
	for name, leave := range map[string]func(*client){
		"QUIT":    func(c *client) { c.say("QUIT") },
		"silence": func(*client) {},
	} {
		t.Run(name, func(t *testing.T) {
			secureInBubble(t, func(t *testing.T, conn net.Conn, config *tls.Config) {
				wantCloseNotify(t, conn, config, leave)
			})
		})
	}
	t.Run("over TCP", func(t *testing.T) {
		accounts, _ := alice()
		_, secure, config := startTLS(t, &Server{Accounts: accounts})
		conn, err := dial(secure)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		wantCloseNotify(t, conn, config, func(c *client) { c.say("QUIT") })
	})
}

// wantCloseNotify has a session and checks that the last record of the server is
// an alert. Only TLS 1.2 shows that on the wire, and the client of package crypto
// does not complain where it is missing.
func wantCloseNotify(t *testing.T, conn net.Conn, config *tls.Config, leave func(*client)) {
	t.Helper()
	const alert = 21
	config.MaxVersion = tls.VersionTLS12
	wire := &tapped{Conn: conn}
	c, _ := greeted(t, tls.Client(wire, config))
	leave(c)
	c.ends()
	if kinds := wire.records(); len(kinds) == 0 || kinds[len(kinds)-1] != alert {
		t.Errorf("the server sent records of the kinds %d, want an alert at the end", kinds)
	}
}

// tapped keeps what comes over a connection.
type tapped struct {
	net.Conn
	came []byte
}

func (c *tapped) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.came = append(c.came, p[:n]...)
	return n, err
}

// records are the kinds of the TLS records that came: the first octet of each,
// whose length is in octets 4 and 5.
func (c *tapped) records() (kinds []byte) {
	for octets := c.came; len(octets) >= 5; {
		kinds = append(kinds, octets[0])
		octets = octets[min(len(octets), 5+int(octets[3])<<8+int(octets[4])):]
	}
	return kinds
}

// secureInBubble runs a test with a connection to a port for TLS.
func secureInBubble(t *testing.T, test func(*testing.T, net.Conn, *tls.Config)) {
	accounts, _ := alice()
	server, config := certified(t)
	config.InsecureSkipVerify = true // in a bubble it is the year 2000
	inBubble(t, &Server{Accounts: accounts, TLS: server}, func(t *testing.T, _, secure *pipes) {
		conn := secure.dial()
		defer conn.Close()
		test(t, conn, config)
	})
}

// TestSlowHandshake: whoever asks for TLS and then says nothing is gone soon, and
// has heard nothing.
func TestSlowHandshake(t *testing.T) {
	secureInBubble(t, func(t *testing.T, conn net.Conn, _ *tls.Config) {
		began := time.Now()
		said, err := io.ReadAll(conn)
		if took := time.Since(began); took != handshakeTimeout || len(said) > 0 {
			t.Errorf("after %v: %q, %v", took, said, err)
		}
	})
}

// TestR44IdleAfterSTLS: ten minutes are given behind the handshake too.
func TestR44IdleAfterSTLS(t *testing.T) {
	accounts, _ := alice()
	server, config := certified(t)
	config.InsecureSkipVerify = true
	inBubble(t, &Server{Accounts: accounts, TLS: server}, func(t *testing.T, plain, _ *pipes) {
		c, _ := greeted(t, plain.dial())
		c.say("STLS")
		c = c.upgrade(config)
		time.Sleep(almostTenMinutes)
		c.logIn()
		c.say("QUIT")
	})
}

// TestR151NoPlaintextWithoutTLS: AUTH PLAIN works inside TLS, and where passwords
// must not be readable it works there only (RFC 5034 section 4).
func TestR151NoPlaintextWithoutTLS(t *testing.T) {
	const login = "AUTH PLAIN AGFsaWNlAHNlY3JldA=="
	for _, requireTLS := range []bool{false, true} {
		accounts, _ := alice()
		plain, _, config := startTLS(t, &Server{Accounts: accounts, RequireTLS: requireTLS})
		c, _ := connect(t, plain)
		if got := c.capabilities(); requireTLS && (slices.Contains(got, "USER") || strings.Contains(strings.Join(got, " "), "PLAIN")) {
			t.Errorf("in clear text the server offers %q", got)
		}
		if requireTLS {
			c.refuses("USER alice")
			c.refuses(login)
		}
		c.say("STLS")
		c = c.upgrade(config)
		if got := c.capabilities(); !slices.Contains(got, "USER") || !strings.Contains(strings.Join(got, " "), "PLAIN") {
			t.Errorf("inside TLS the server offers %q", got)
		}
		c.want(login, "+OK alice's maildrop has 2 messages (320 octets)")
	}
}

// capabilities are the lines of CAPA.
func (c *client) capabilities() (list []string) {
	c.say("CAPA")
	for line := c.line(); line != "."; line = c.line() {
		list = append(list, line)
	}
	return list
}

func (c *client) refuses(command string) {
	c.t.Helper()
	if got := c.say(command); !strings.HasPrefix(got, "-ERR") {
		c.t.Errorf("%s: got %q, want a refusal", command, got)
	}
}

// TestFullInsideTLS: on a port for TLS even the client too many is told inside
// TLS.
func TestFullInsideTLS(t *testing.T) {
	accounts, _ := alice()
	plain, secure, config := startTLS(t, &Server{Accounts: accounts, MaxConns: 1})
	logIn(t, plain)
	conn, err := tls.Dial("tcp", secure, config)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	c, greeting := greeted(t, conn)
	if !strings.HasPrefix(greeting, "-ERR [SYS/TEMP] ") {
		t.Errorf("greeting %q", greeting)
	}
	c.ends()
}

// TestTLSVersions: nothing older than TLS 1.2 (RFC 8314 section 4.1).
func TestTLSVersions(t *testing.T) {
	accounts, _ := alice()
	_, secure, config := startTLS(t, &Server{Accounts: accounts})
	for version, works := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		config.MinVersion, config.MaxVersion = version, version
		conn, err := tls.Dial("tcp", secure, config)
		if (err == nil) != works {
			t.Errorf("%s: %v", tls.VersionName(version), err)
		}
		if err == nil {
			conn.Close()
		}
	}
}

// TestServeTLSNeedsACertificate: rather than serve nobody.
func TestServeTLSNeedsACertificate(t *testing.T) {
	if err := new(Server).ServeTLS(listen(t)); err == nil {
		t.Error("it serves without one")
	}
}
