package forward

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"time"
)

// tlsConfig is how the bridge speaks TLS with a server: the certificate is always
// checked, and TLS is never older than 1.2 (RFC 8314 section 4.1).
func (t *Target) tlsConfig() *tls.Config {
	config := &tls.Config{ServerName: t.certified(), RootCAs: t.CA, MinVersion: tls.VersionTLS12}
	if t.Pin != nil {
		config.InsecureSkipVerify = true // checkPin is the check
		config.VerifyConnection = t.checkPin
	}
	return config
}

// certified is the name that the certificate must carry.
func (t *Target) certified() string {
	if t.ServerName != "" {
		return t.ServerName
	}
	host, _, _ := net.SplitHostPort(t.Address)
	return host
}

var errPin = errors.New("forward: the certificate has another key than the pinned one")

// checkPin is for those who know the key of a server, and so need no authority.
func (t *Target) checkPin(state tls.ConnectionState) error {
	leaf := state.PeerCertificates[0]
	sum := sha256.Sum256(leaf.RawSubjectPublicKeyInfo)
	now := time.Now()
	switch {
	case !bytes.Equal(sum[:], t.Pin):
		return errPin
	case now.Before(leaf.NotBefore), now.After(leaf.NotAfter):
		return x509.CertificateInvalidError{Cert: leaf, Reason: x509.Expired}
	}
	return nil
}

// verifiedBy is what vouched for the server, for the event "tls".
func (t *Target) verifiedBy() string {
	switch {
	case t.Pin != nil:
		return "pin"
	case t.CA != nil:
		return "ca"
	}
	return "chain"
}

// handshake begins TLS with the server, which from here on hears nothing else. On
// failure the session is over: there is no way back to clear text.
func (s *session) handshake() (tls.ConnectionState, *ending) {
	conn := tls.Client(&s.server, s.target.tlsConfig())
	s.server.readWithin(s.bridge.TLSTimeout)
	err := conn.Handshake()
	s.server.readWithin(0)
	if err != nil {
		return tls.ConnectionState{}, s.target.badTLS(err)
	}
	s.secured.Store(conn)
	return conn.ConnectionState(), nil
}

// upstream is where POP3 goes: into TLS once there is any.
func (s *session) upstream() net.Conn {
	if secured := s.secured.Load(); secured != nil {
		return secured
	}
	return &s.server
}

// maxNames and maxName limit what the page hears of a certificate, which may be
// of any size: how many names, and octets of each.
const maxNames, maxName = 20, 255

// instant is how events write a moment, in UTC.
const instant = "2006-01-02T15:04:05Z"

// secureEvent tells the page what the connection to the server is like now.
func (t *Target) secureEvent(state tls.ConnectionState) event {
	leaf := state.PeerCertificates[0]
	e := event{Event: "tls",
		Version: tls.VersionName(state.Version), Cipher: tls.CipherSuiteName(state.CipherSuite),
		Subject: Shortened(leaf.Subject.String(), maxName), Issuer: Shortened(leaf.Issuer.String(), maxName),
		From: leaf.NotBefore.UTC().Format(instant), Until: leaf.NotAfter.UTC().Format(instant),
		Verified: t.verifiedBy(),
	}
	for _, name := range namesOf(leaf) {
		e.Names = append(e.Names, Shortened(name, maxName))
	}
	return e
}

// namesOf gives the hosts that a certificate is made out to, the first of them.
func namesOf(leaf *x509.Certificate) []string {
	names := append([]string(nil), leaf.DNSNames...)
	for _, ip := range leaf.IPAddresses {
		names = append(names, ip.String())
	}
	return names[:min(len(names), maxNames)]
}
