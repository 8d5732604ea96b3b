package operate

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"poplab/bridge/practice"
)

const host = "poplab.example.org"

// keep writes a certificate where autocert keeps its own.
func keep(t *testing.T, folder string) {
	t.Helper()
	pair, err := practice.SelfSigned(host)
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	pem.Encode(&text, &pem.Block{Type: "PRIVATE KEY", Bytes: key})
	pem.Encode(&text, &pem.Block{Type: "CERTIFICATE", Bytes: pair.Certificate[0]})
	if err := os.WriteFile(filepath.Join(folder, host), text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Certificates that were got before are served without asking anybody, and other names
// are none of our business.
func TestACME(t *testing.T) {
	folder := t.TempDir()
	keep(t, folder)
	h, err := ACME(folder, Authority{}, host)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(h.Config.NextProtos, []string{"http/1.1", "acme-tls/1"}) {
		t.Errorf("protocols %q", h.Config.NextProtos)
	}
	shown, err := shake(t, h, host)
	if err != nil {
		t.Fatal(err)
	}
	if err := shown.VerifyHostname(host); err != nil {
		t.Error(err)
	}
	if _, err = shake(t, h, "evil.example"); err == nil || !strings.Contains(err.Error(), "evil.example") {
		t.Errorf("another name: %v", err)
	}
	if err := h.Reload(); err != nil {
		t.Error(err)
	}
}

// shake is a browser that asks for a name. It gives the certificate that it is shown,
// or the server's error.
func shake(t *testing.T, h *HTTPS, name string) (*x509.Certificate, error) {
	t.Helper()
	near, far := net.Pipe()
	defer near.Close()
	client := tls.Client(near, &tls.Config{ServerName: name, InsecureSkipVerify: true})
	served := make(chan error, 1)
	go func() {
		defer far.Close()
		served <- tls.Server(far, h.Config).Handshake()
	}()
	if client.Handshake() != nil {
		return nil, <-served
	}
	return client.ConnectionState().PeerCertificates[0], nil
}
