package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
	"github.com/miekg/dns"
)

// authority is Pebble, which gives certificates by ACME to whoever shows on a port that
// a name is theirs: the server that Let's Encrypt tests clients with.
type authority struct {
	url, ca string         // as the flags -autocert-url and -autocert-ca have them
	roots   *x509.CertPool // who vouches for its certificates
	asked   atomic.Int32   // requests
	orders  atomic.Int32   // of them for a certificate
}

// newAuthority starts one that asks back at an address, and never for one host.
func newAuthority(t *testing.T, at, refused string) *authority {
	t.Helper()
	t.Setenv("PEBBLE_VA_NOSLEEP", "1") // else it is slow on purpose
	t.Setenv("PEBBLE_WFE_NONCEREJECT", "0")
	quiet, store := log.New(io.Discard, "", 0), db.NewMemoryStore()
	if err := store.AddBlockedDomain(refused); err != nil {
		t.Fatal(err)
	}
	signer := ca.New(quiet, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {}})
	port := int(netip.MustParseAddrPort(at).Port())
	front := wfe.New(quiet, store, va.New(quiet, 0, port, true, newResolver(t), store), signer, nil, true, false, 1, 1)
	a := &authority{roots: x509.NewCertPool(), ca: filepath.Join(t.TempDir(), "ca.pem")}
	a.roots.AppendCertsFromPEM(signer.GetRootCert(0).PEM())
	handler := front.Handler()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.asked.Add(1)
		if r.URL.Path == "/order-plz" {
			a.orders.Add(1)
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	a.url = server.URL + wfe.DirectoryPath
	writeFile(t, a.ca, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
	return a
}

// newResolver finds every host on this machine.
func newResolver(t *testing.T) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &dns.Server{Listener: l, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, asked *dns.Msg) {
		answer := new(dns.Msg).SetReply(asked)
		if question := asked.Question[0]; question.Qtype == dns.TypeA {
			header := dns.RR_Header{Name: question.Name, Rrtype: dns.TypeA, Class: dns.ClassINET}
			answer.Answer = []dns.RR{&dns.A{Hdr: header, A: net.IPv4(127, 0, 0, 1)}}
		}
		w.WriteMsg(answer)
	})}
	go server.ActivateAndServe()
	t.Cleanup(func() { server.Shutdown() })
	return l.Addr().String()
}

// readPage gets a page as a browser does that trusts certain authorities and finds the host
// at an address. It gives who signed the certificate.
func readPage(t *testing.T, roots *x509.CertPool, host, at string) (issuer string) {
	t.Helper()
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots},
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", at)
		},
	}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport, Timeout: patience}).Get("https://" + host + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(page), "</html>") {
		t.Errorf("status %s, %d octets, %v", response.Status, len(page), err)
	}
	return response.TLS.PeerCertificates[0].Issuer.CommonName
}

// A bridge gets its certificate from an authority, which asks back at the bridge itself,
// and serves pages with it. Where one is refused the log tells why, and the rest goes on.
// The next start asks nobody.
func TestAutocert(t *testing.T) {
	const host, refused = "poplab.example.org", "refused.example.org"
	at := freeAddress(t)
	a := newAuthority(t, at, refused)
	flags := []string{"-http", at, "-autocert", host, "-autocert-dir", t.TempDir(), "-autocert-url", a.url, "-autocert-ca", a.ca}
	t.Run("the first start", func(t *testing.T) {
		log := new(lockedBuffer)
		startWatched(t, log, append([]string{"-autocert", refused}, flags...)...)
		for _, told := range []string{
			`level=ERROR msg="there is no certificate" host=` + refused + ` why="400 urn:ietf:params:acme:error:rejectedIdentifier: `,
			`level=INFO msg="there is a certificate" host=` + host,
		} {
			for end := time.Now().Add(patience); !strings.Contains(log.String(), told); time.Sleep(10 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatalf("want %s in the log:\n%s", told, log)
				}
			}
		}
		if by := readPage(t, a.roots, host, at); !strings.HasPrefix(by, "Pebble Intermediate") {
			t.Errorf("a certificate of %s", by)
		}
	})
	if n := a.orders.Load(); n != 2 {
		t.Errorf("%d orders for two names", n)
	}
	a.asked.Store(0)
	t.Run("the next start", func(t *testing.T) {
		startWatched(t, io.Discard, flags...)
		readPage(t, a.roots, host, at)
	})
	if n := a.asked.Load(); n != 0 {
		t.Errorf("the authority was asked %d times again", n)
	}
}
