package forward

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// authority signs certificates for tests.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{t: t}
	root := a.sign("Test Authority", func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	})
	a.cert, a.key = root.Leaf, root.PrivateKey.(*ecdsa.PrivateKey)
	return a
}

// sign makes a certificate for localhost and 127.0.0.1, good for an hour, and as
// change wants it. Without a certificate of its own, a lets it sign itself.
func (a *authority) sign(name string, change func(*x509.Certificate)) tls.Certificate {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		DNSNames:     []string{"localhost"},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	if change != nil {
		change(c)
	}
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = c, key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, signer)
	if err != nil {
		a.t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func (a *authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

func pinOf(c tls.Certificate) []byte {
	sum := sha256.Sum256(c.Leaf.RawSubjectPublicKeyInfo)
	return sum[:]
}

// behindTLS gives a server that plays inside TLS from the first octet on.
func behindTLS(config *tls.Config, play func(net.Conn)) func(net.Conn) {
	return func(c net.Conn) {
		secured := tls.Server(c, config)
		defer secured.Close()
		if secured.Handshake() == nil {
			play(secured)
		}
	}
}

func with(c tls.Certificate) *tls.Config { return &tls.Config{Certificates: []tls.Certificate{c}} }

func TestImplicitTLS(t *testing.T) {
	a := newAuthority(t)
	certificate := a.sign("pop.test", nil)
	server := newPOP3(t, behindTLS(with(certificate), greet))
	for verified, target := range map[string]Target{
		"ca":  {CA: a.pool()},
		"pin": {Pin: pinOf(certificate), ServerName: "another.test"},
	} {
		t.Run(verified, func(t *testing.T) {
			target.Name, target.Address, target.TLS = "lab", server.Addr().String(), Implicit
			b := newBridge(t, "", func(b *Bridge) { b.Targets = only(target) })
			p := b.open(t)
			if e := p.event(); e.Event != "connected" || e.Dial <= 0 {
				t.Errorf("event %+v", e)
			}
			e := p.event()
			if e.Event != "tls" || e.Version != "TLS 1.3" || e.Verified != verified || !strings.HasPrefix(e.Cipher, "TLS_") ||
				e.Subject != "CN=pop.test" || e.Issuer != "CN=Test Authority" ||
				!slices.Equal(e.Names, []string{"localhost", "127.0.0.1"}) {
				t.Errorf("event %+v", e)
			}
			if until, err := time.Parse(time.RFC3339, e.Until); err != nil || !until.Equal(certificate.Leaf.NotAfter) {
				t.Errorf("until %q, want %v", e.Until, certificate.Leaf.NotAfter)
			}
			if got := p.octets(11); got != "+OK hello\r\n" {
				t.Errorf("%q", got)
			}
			p.logIn()
			want := string(random(3000))
			p.send(want)
			if got := p.octets(len(want)); got != want {
				t.Error("octets came back changed")
			}
			if said := server.said(); strings.Contains(said, "PASS") {
				t.Error("a command went out in clear")
			}
		})
	}
}

// Threat 32. Whatever is wrong with the server's TLS ends the session with 4004 and
// a sentence that says what, before the server has heard anything.
func TestBadTLS(t *testing.T) {
	a, stranger := newAuthority(t), newAuthority(t)
	trusted := Target{CA: a.pool()}
	at := func(from, until time.Duration) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().Add(from), time.Now().Add(until)
		}
	}
	named := func(names ...string) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = names, nil }
	}
	expired := a.sign("x", at(-48*time.Hour, -24*time.Hour))
	self := new(authority)
	self.t = t
	old := with(a.sign("x", nil))
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	client := with(a.sign("x", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }))
	says := func(s string) func(net.Conn) {
		return func(c net.Conn) { io.WriteString(c, s); io.Copy(io.Discard, c) }
	}
	secured := func(c tls.Certificate) func(net.Conn) { return behindTLS(with(c), greet) }
	for _, tc := range []struct {
		name   string
		play   func(net.Conn)
		target Target
		reason string
	}{
		{"expired", secured(expired), trusted, "The server's certificate expired on " + expired.Leaf.NotAfter.UTC().Format("2 January 2006.")},
		{"not yet valid", secured(a.sign("x", at(24*time.Hour, 48*time.Hour))), trusted, "not valid before"},
		{"wrong name", secured(a.sign("x", named("mail.example.org"))), trusted, "is for mail.example.org, not for 127.0.0.1."},
		{"wrong names", secured(a.sign("x", named("a.example", "b.example", "c.example"))), trusted, "is for a.example, b.example, not"},
		{"no name", secured(a.sign("localhost", named())), trusted, "is for no host name, not"},
		{"other name wanted", secured(a.sign("x", nil)), Target{CA: a.pool(), ServerName: "mail.example.org"}, "is for localhost, 127.0.0.1, not for mail.example.org."},
		{"self-signed", secured(self.sign("x", nil)), Target{}, "self-signed"},
		{"self-signed, not the authority", secured(self.sign("x", nil)), trusted, "self-signed"},
		{"unknown authority", secured(stranger.sign("x", nil)), Target{}, "that this machine does not know"},
		{"another authority", secured(stranger.sign("x", nil)), trusted, "not from the authority that this target"},
		{"other key than the pin", secured(a.sign("x", nil)), Target{CA: a.pool(), Pin: pinOf(expired)}, "pinned"},
		{"expired in spite of the pin", secured(expired), Target{Pin: pinOf(expired)}, "expired on"},
		{"for clients only", behindTLS(client, greet), trusted, "not valid for a server"},
		{"TLS 1.1", behindTLS(old, greet), trusted, "older than 1.2"},
		{"POP3 in clear", says("+OK hello\r\n"), trusted, "in clear text"},
		{"SMTP", says("220 mx.example\r\n"), trusted, "is not TLS"},
		{"silence", says(""), trusted, "did not finish the TLS handshake in time"},
		{"closes", func(c net.Conn) { c.Read(make([]byte, 1024)) }, trusted, "in the middle of the TLS handshake"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newPOP3(t, tc.play)
			tc.target.Name, tc.target.Address, tc.target.TLS = "lab", server.Addr().String(), Implicit
			m := new(counts)
			b := newBridge(t, "", func(b *Bridge) {
				b.Targets, b.TLSTimeout, b.Meter = only(tc.target), 300*time.Millisecond, m
			})
			p := b.open(t)
			p.send("USER canary\r\n")
			p.event()
			e := p.event()
			if e.Event != "closed" || !strings.Contains(e.Reason, tc.reason) || len(e.Reason) > 123 {
				t.Errorf("event %+v, want %q", e, tc.reason)
			}
			p.closes(4004)
			if strings.Contains(server.said(), "canary") {
				t.Errorf("the server heard %q", server.said())
			}
			if got := m.failed(); got != "tls" {
				t.Errorf("dial counted as %q, want tls", got)
			}
		})
	}
}

// What others wrote into a certificate cannot make a sentence say anything.
func TestNamesOfACertificate(t *testing.T) {
	c := &x509.Certificate{DNSNames: []string{"evil\r\n\x00\x1b[31m \"<b>é", strings.Repeat("long", 20)}}
	if got := plainNames(c); got != "evil?????31m???b??, longlonglonglonglonglonglonglo" {
		t.Errorf("%q", got)
	}
	a := newAuthority(t)
	many := a.sign("n"+strings.Repeat("ü", 1000), func(c *x509.Certificate) {
		c.DNSNames = slices.Repeat([]string{"a.example"}, 1000)
	})
	e := (&Target{}).secureEvent(tls.ConnectionState{PeerCertificates: []*x509.Certificate{many.Leaf}})
	if len(e.Names) != maxNames || e.Subject != "CN=n"+strings.Repeat("ü", 124)+"…" || e.Verified != "chain" {
		t.Errorf("%d names, subject %s, verified %s", len(e.Names), e.Subject, e.Verified)
	}
}

// The bridge says good-bye in TLS, after all that the page sent. A server that does
// not is no surprise, unless it stops in the middle of a record.
func TestEndOfTLS(t *testing.T) {
	a := newAuthority(t)
	heard := make(chan string, 1)
	server := newPOP3(t, behindTLS(with(a.sign("x", nil)), func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		time.Sleep(30 * time.Millisecond)
		all, err := io.ReadAll(c) // its error is io.ErrUnexpectedEOF without a good-bye
		if err != nil {
			t.Error(err)
		}
		heard <- string(all)
	}))
	leaves := func(last string) *pop3Server {
		return newPOP3(t, behindTLS(with(a.sign("x", nil)), func(c net.Conn) {
			io.WriteString(c, "+OK hello\r\n")
			under := c.(*tls.Conn).NetConn().(recorded).Conn
			io.WriteString(under, last)
			under.(*net.TCPConn).CloseWrite()
			io.Copy(io.Discard, c)
		}))
	}
	b := newBridge(t, "", func(b *Bridge) {
		b.Targets = only(
			Target{Name: "lab", Address: server.Addr().String(), TLS: Implicit, CA: a.pool()},
			Target{Name: "rude", Address: leaves("").Addr().String(), TLS: Implicit, CA: a.pool()},
			Target{Name: "cut", Address: leaves("\x17\x03\x03\x00\x40half").Addr().String(), TLS: Implicit, CA: a.pool()})
	})
	p := b.open(t)
	p.event()
	p.event()
	p.octets(11)
	p.send("QUIT\r\n")
	p.Close(1000, "")
	if got := <-heard; got != "QUIT\r\n" {
		t.Errorf("the server heard %q", got)
	}
	b.openTo(t, "rude").ends(serverClosed)
	b.openTo(t, "cut").ends(serverBroke)
}
