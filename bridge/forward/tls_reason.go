package forward

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

// noTLS is the ending of a session that was to be encrypted and could not be.
func noTLS(reason string) *ending { return &ending{code: 4004, dial: "tls", reason: reason} }

// badTLS explains why a handshake failed.
func (t *Target) badTLS(err error) *ending {
	var unverified *tls.CertificateVerificationError
	var clear tls.RecordHeaderError
	switch {
	case errors.Is(err, errPin):
		return noTLS("The server's key is not the one that this target is pinned to. Somebody may be in between.")
	case errors.As(err, &unverified):
		return noTLS(t.badCertificate(unverified.Err, unverified.UnverifiedCertificates))
	case errors.As(err, new(x509.CertificateInvalidError)):
		return noTLS(t.badCertificate(err, nil))
	case errors.As(err, &clear):
		return noTLS(notTLS(clear))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return noTLS("The server did not finish the TLS handshake in time.")
	case strings.Contains(err.Error(), "protocol version"):
		return noTLS("The server speaks only a TLS older than 1.2, which is not safe any more.")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return noTLS("The server closed the connection in the middle of the TLS handshake.")
	}
	return noTLS("The TLS handshake with the server failed.")
}

// notTLS says what came instead of TLS.
func notTLS(clear tls.RecordHeaderError) string {
	if hasStatus(clear.RecordHeader[:], positive) {
		return "The server speaks POP3 in clear text where TLS must begin. Is this its port for STLS?"
	}
	return "What the server speaks on this port is not TLS."
}

// badCertificate explains why a certificate does not do. What it says itself is cut
// down to letters, digits and dots, since anybody can write a certificate.
func (t *Target) badCertificate(err error, chain []*x509.Certificate) string {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return outOfDate(invalid.Cert)
	case errors.As(err, &name):
		return fmt.Sprintf("The certificate is for %s, not for %s.", plainNames(name.Certificate), t.certified())
	case errors.As(err, new(x509.UnknownAuthorityError)):
		return t.unvouched(chain)
	}
	return "The server's certificate is not valid for a server."
}

func outOfDate(c *x509.Certificate) string {
	if now := time.Now(); now.Before(c.NotBefore) {
		return c.NotBefore.UTC().Format("The server's certificate is not valid before 2 January 2006. Is the clock right?")
	}
	return c.NotAfter.UTC().Format("The server's certificate expired on 2 January 2006.")
}

// unvouched says why nobody vouches for the first certificate of a chain.
func (t *Target) unvouched(chain []*x509.Certificate) string {
	switch {
	case len(chain) > 0 && bytes.Equal(chain[0].RawSubject, chain[0].RawIssuer):
		return "The certificate is self-signed: the server vouches for itself, and nobody else does."
	case t.CA != nil:
		return "The certificate is not from the authority that this target is set up with."
	}
	return "The certificate is from an authority that this machine does not know."
}

// plainNames gives the first two names of a certificate.
func plainNames(c *x509.Certificate) string {
	names := namesOf(c)
	for i, name := range names {
		names[i] = strings.Map(plain, name[:min(len(name), 30)])
	}
	switch len(names) {
	case 0:
		return "no host name"
	case 1:
		return names[0]
	}
	return names[0] + ", " + names[1]
}

// plain lets through what host names and addresses are made of.
func plain(r rune) rune {
	if strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-*", r) {
		return r
	}
	return '?'
}
