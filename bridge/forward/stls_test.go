package forward

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// stlsServer greets, answers the first line with reply, which may be more than an
// answer, and then begins TLS, in which it echoes.
func stlsServer(config *tls.Config, reply string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		readLine(c)
		io.WriteString(c, reply)
		secured := tls.Server(c, config)
		if secured.Handshake() == nil {
			io.Copy(secured, secured)
		}
		io.Copy(io.Discard, c)
	}
}

func readLine(r io.Reader) string {
	var line []byte
	for b := make([]byte, 1); !bytes.HasSuffix(line, []byte("\n")); line = append(line, b[0]) {
		if _, err := r.Read(b); err != nil {
			break
		}
	}
	return string(line)
}

// starts opens a session with a target for STLS.
func starts(t *testing.T, play func(net.Conn), ca *x509.CertPool, required bool) (*browser, *pop3Server) {
	t.Helper()
	server := newPOP3(t, play)
	b := newBridge(t, "", func(b *Bridge) {
		b.Targets = only(Target{Name: "lab", Address: server.Addr().String(), TLS: StartTLS, CA: ca, Required: required})
		b.TLSTimeout = time.Second
	})
	return b.connected(t), server
}

func (p *browser) op(text string) {
	p.t.Helper()
	if err := p.Write(p.ctx, websocket.MessageText, []byte(text)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *browser) startTLS() { p.t.Helper(); p.op(`{"op":"starttls"}`) }

func TestSTLS(t *testing.T) {
	a := newAuthority(t)
	p, server := starts(t, stlsServer(with(a.sign("pop.test", nil)), "+OK begin\r\n"), a.pool(), true)
	p.send("STLS\r\n")
	p.octets(11)
	p.startTLS()
	if e := p.event(); e.Event != "tls" || e.Verified != "ca" || e.Subject != "CN=pop.test" {
		t.Errorf("event %+v", e)
	}
	p.logIn()
	want := string(random(4000))
	p.send(want)
	if got := p.octets(len(want)); got != want {
		t.Error("octets came back changed")
	}
	if said := server.said(); !strings.HasPrefix(said, "STLS\r\n\x16\x03") || strings.Contains(said, "PASS") {
		t.Errorf("in clear went %.20q", said)
	}
}

// Threat 33. Nothing in clear text gets past the +OK of STLS, in either direction,
// and there is no way back.
func TestSTLSInjection(t *testing.T) {
	a := newAuthority(t)
	good, bad := with(a.sign("x", nil)), with(newAuthority(t).sign("x", nil))
	answer := "+OK begin\r\n"
	begin := func(p *browser) { p.octets(11); p.startTLS() }
	for _, tc := range []struct {
		name string
		play func(net.Conn)
		page func(*browser)
		ends *ending
	}{
		{"server adds a reply in the same segment", stlsServer(good, answer+"+OK injected\r\n"), begin, injected},
		{"server adds one octet", stlsServer(good, answer+"+"), begin, injected},
		{"server adds a reply before the op", slowly(answer, "+OK injected\r\n"), func(p *browser) {
			p.octets(11)
			time.Sleep(50 * time.Millisecond)
			p.startTLS()
		}, injected},
		{"page pipelines", stlsServer(good, answer), func(p *browser) { p.send("USER x\r\n") }, talkedInto},
		{"page talks after +OK", stlsServer(good, answer), func(p *browser) { p.octets(11); p.send("USER x\r\n") }, talkedInto},
		{"page talks after the op", slowly(answer), func(p *browser) { begin(p); p.send("USER x\r\n") }, talkedInto},
		{"op before the answer", slowly(), func(p *browser) { p.startTLS() }, notAgreed},
		{"op twice", slowly(answer), func(p *browser) { begin(p); p.startTLS() }, notAgreed},
		{"STLS refused", stlsServer(good, "-ERR no begin\r\n"), func(p *browser) { p.octets(15); p.startTLS() }, notAgreed},
		{"handshake fails", stlsServer(bad, answer), begin, noTLS("The certificate is not from the authority that this target is set up with.")},
		{"handshake answered in clear", slowly(answer, "+OK injected\r\n"), begin, noTLS(notTLS(tls.RecordHeaderError{RecordHeader: [5]byte([]byte("+OK i"))}))},
		{"handshake not answered", slowly(answer), begin, noTLS("The server did not finish the TLS handshake in time.")},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, server := starts(t, tc.play, a.pool(), false)
			p.send("STLS\r\n")
			tc.page(p)
			var got []byte
			for {
				kind, b, err := p.read()
				if kind != websocket.MessageBinary || err != nil {
					if !bytes.Contains(b, []byte(`"closed"`)) || !bytes.Contains(b, []byte(tc.ends.reason)) {
						t.Errorf("frame %q, %v, want the end with %q", b, err, tc.ends.reason)
					}
					break
				}
				got = append(got, b...)
			}
			p.closes(tc.ends.code)
			if bytes.Contains(got, []byte("injected")) {
				t.Errorf("the page got %q", got)
			}
			if said := server.said(); strings.Contains(said, "USER") {
				t.Errorf("the server heard %q", said)
			}
		})
	}
	t.Run("one frame", func(t *testing.T) {
		p, server := starts(t, stlsServer(good, answer), a.pool(), false)
		p.send("STLS\r\nUSER x\r\n")
		p.ends(talkedInto)
		if said := server.said(); said != "STLS\r\n" && said != "" {
			t.Errorf("the server heard %q", said)
		}
	})
	t.Run("without STLS", func(t *testing.T) {
		p, _ := starts(t, greet, a.pool(), false)
		p.startTLS()
		p.ends(notAgreed)
	})
	t.Run("after a login", func(t *testing.T) {
		p, _ := starts(t, greet, a.pool(), false)
		p.logIn()
		p.startTLS()
		p.ends(afterLogin)
	})
	t.Run("a reply is out", func(t *testing.T) {
		p, server := starts(t, func(c net.Conn) {
			io.WriteString(c, "+OK hello\r\n")
			for _, answer := range []string{"+OK\r\n+OK\r\n", "", "+OK\r\n"} {
				readLine(c)
				io.WriteString(c, answer)
			}
			io.Copy(io.Discard, c)
		}, a.pool(), false)
		p.send("NOOP\r\n")
		p.octets(10)
		p.send("USER x\r\nSTLS\r\n")
		p.octets(5)
		p.startTLS()
		p.ends(outOfStep)
		if said := server.said(); said != "NOOP\r\nUSER x\r\nSTLS\r\n" {
			t.Errorf("the server heard %q", said)
		}
	})
	t.Run("target without TLS", func(t *testing.T) {
		p := newBridge(t, newPOP3(t, slowly(answer)).Addr().String(), nil).connected(t)
		p.send("STLS\r\n")
		begin(p)
		p.ends(notPlanned)
	})
}

// slowly greets and answers the first line with lines that come one by one.
func slowly(lines ...string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		readLine(c)
		for _, line := range lines {
			io.WriteString(c, line)
			time.Sleep(20 * time.Millisecond)
		}
		io.Copy(io.Discard, c)
	}
}

// Threat 34. Where TLS is required, hiding or refusing STLS ends the session, and
// nothing that matters goes out before it.
func TestSTLSStripped(t *testing.T) {
	for _, tc := range []struct {
		name, line, reply string
		ends              *ending
	}{
		{"not offered", "CAPA\r\n", "+OK\r\nTOP\r\nUIDL\r\n.\r\n", stlsMissing},
		{"offered as something else", "CAPA\r\n", "+OK\r\nSTLSX\r\nX STLS\r\n.\r\n", stlsMissing},
		{"empty list", "capa\r\n", "+OK\r\n.\r\n", stlsMissing},
		{"refused", "STLS\r\n", "-ERR not now\r\n", stlsRefused},
		{"USER", "USER x\r\n", "", notInClear},
		{"PASS without its end", "PASS canary", "", notInClear},
		{"APOP", "apop x canary\r\n", "", notInClear},
		{"AUTH", "AUTH PLAIN canary\r\n", "", notInClear},
		{"no command", "canary", "", notInClear},
		{"empty line", "\r\n", "", notInClear},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, server := starts(t, slowly(tc.reply), nil, true)
			p.send(tc.line)
			p.ends(tc.ends)
			if said := server.said(); strings.Contains(said, "canary") || tc.ends == notInClear && said != "" {
				t.Errorf("the server heard %q", said)
			}
		})
	}
	a := newAuthority(t)
	p, _ := starts(t, func(c net.Conn) {
		io.WriteString(c, "+OK hello\r\n")
		for range 2 { // CAPA, NOOP
			readLine(c)
			io.WriteString(c, "+OK\r\nSTLS\r\n.\r\n")
		}
		readLine(c)
		io.WriteString(c, "+OK\r\n")
		secured := tls.Server(c, with(a.sign("x", nil)))
		io.Copy(secured, secured)
	}, a.pool(), true)
	p.send("CAPA\r\nNOOP\r\n")
	p.octets(28)
	p.send("STLS\r\n")
	p.octets(5)
	p.startTLS()
	if e := p.event(); e.Event != "tls" {
		t.Fatalf("event %+v", e)
	}
	p.send("CAPA\r\n") // now it does not matter any more
	p.send("+OK\r\n.\r\n")
	p.logIn()
}

// Threat 21. A text frame is an operation that the bridge knows, or the end.
func TestOperations(t *testing.T) {
	b := newBridge(t, newPOP3(t, greet).Addr().String(), nil)
	for _, text := range []string{
		"", "QUIT\r\n", "{}", "null", "[]", `"starttls"`, `{"op":""}`, `{"op":"STARTTLS"}`, `{"op":"quit"}`, `{"op":1}`,
		`{"op":"starttls","to":"127.0.0.1"}`, `{"op":"starttls"}{"op":"starttls"}`, `{"op":"starttls"`, "\xff",
		strings.Repeat(" ", maxFrame-1) + "x",
	} {
		p := b.connected(t)
		p.op(text)
		p.ends(textFrame)
	}
	p := b.connected(t)
	p.op(strings.Repeat(" ", maxFrame+1))
	p.ends(tooBig)
}
