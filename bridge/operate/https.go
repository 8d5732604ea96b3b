package operate

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
)

// HTTPS has the certificate that browsers are shown. Nil stands for HTTP.
type HTTPS struct {
	Config *tls.Config

	certificate, key string   // files; "" where certificates come by ACME
	hosts            []string // that they come for
	current          atomic.Pointer[tls.Certificate]
}

// Files takes the certificate, with the chain below it, and its private key from
// two files (PEM).
func Files(certificate, key string) (*HTTPS, error) {
	h := &HTTPS{certificate: certificate, key: key}
	h.Config = secure(func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return h.current.Load(), nil })
	return h, h.Reload()
}

// secure is TLS 1.2 or newer.
func secure(certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)) *tls.Config {
	return &tls.Config{GetCertificate: certificate, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}
}

// Serve serves HTTPS on a listener, or HTTP for a nil HTTPS.
func (h *HTTPS) Serve(s *http.Server, l net.Listener) error {
	if h == nil {
		return s.Serve(l)
	}
	s.TLSConfig, s.Protocols = h.Config, new(http.Protocols)
	s.Protocols.SetHTTP1(true) // a WebSocket takes its connection over, which HTTP/2 cannot give away
	return s.ServeTLS(l, "", "")
}

// Reload reads the files again. On an error the certificate stays as it was.
func (h *HTTPS) Reload() error {
	if h == nil || h.certificate == "" {
		return nil
	}
	pair, err := tls.LoadX509KeyPair(h.certificate, h.key)
	if err != nil {
		return fmt.Errorf("cannot use the certificate of -http-cert and -http-key: %w", err)
	}
	h.current.Store(&pair)
	return nil
}
