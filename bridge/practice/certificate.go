package practice

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"strings"
	"time"
)

// SelfSigned makes a certificate for host names and IP addresses, which is good
// for a year. Nobody vouches for it, so people have to compare its Fingerprint.
func SelfSigned(hosts ...string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("practice: key of a certificate: %w", err)
	}
	// An hour ago: clocks of clients may be a little late.
	begin := time.Now().Add(-time.Hour)
	template := &x509.Certificate{
		SerialNumber:          new(big.Int).SetInt64(begin.UnixNano()),
		Subject:               pkix.Name{CommonName: "poplab", Organization: []string{"made by poplab for itself"}},
		NotBefore:             begin,
		NotAfter:              begin.AddDate(1, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	octets, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("practice: certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{octets}, PrivateKey: key}, nil
}

// TLSConfig is what a Server needs of a certificate: TLS 1.2 or newer (RFC 8314
// section 4.1).
func TLSConfig(certificate tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
}

// Fingerprint is the SHA-256 of a certificate as mail programs and openssl show
// it: pairs of hexadecimal digits with colons between.
func Fingerprint(certificate tls.Certificate) string {
	sum := sha256.Sum256(certificate.Certificate[0])
	return strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":")
}
