package practice

import (
	"crypto/tls"
	"crypto/x509"
	"regexp"
	"testing"
	"time"
)

// trusted gives a certificate as those see it who trust it.
func trusted(t *testing.T, certificate tls.Certificate) (*x509.Certificate, *x509.CertPool) {
	t.Helper()
	leaf, err := x509.ParseCertificate(certificate.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return leaf, roots
}

func TestSelfSigned(t *testing.T) {
	certificate, err := SelfSigned("localhost", "127.0.0.1", "::1")
	if err != nil {
		t.Fatal(err)
	}
	leaf, roots := trusted(t, certificate)
	for _, name := range []string{"localhost", "127.0.0.1", "::1"} {
		for _, after := range []time.Duration{0, 364 * 24 * time.Hour} {
			options := x509.VerifyOptions{Roots: roots, DNSName: name, CurrentTime: time.Now().Add(after)}
			if _, err := leaf.Verify(options); err != nil {
				t.Errorf("%s after %v: %v", name, after, err)
			}
		}
	}
	if err := leaf.VerifyHostname("example.org"); err == nil {
		t.Error("it is good for a host that it was not made for")
	}
	if got := Fingerprint(certificate); !regexp.MustCompile(`^([0-9A-F]{2}:){31}[0-9A-F]{2}$`).MatchString(got) {
		t.Errorf("fingerprint %q", got)
	}
}
