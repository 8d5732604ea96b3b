package operate

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// LetsEncrypt is the directory of the authority that nobody has to choose.
const LetsEncrypt = autocert.DefaultACMEDirectory

// Authority gives certificates by ACME (RFC 8555 section 1). The zero one is Let's Encrypt.
type Authority struct {
	URL string         // of its directory, with https
	CA  *x509.CertPool // who may vouch for the authority itself; nil stands for those of the system
}

// ACME gets certificates for these hosts, and new ones in time, from an authority, whose
// terms of service it accepts. The authority asks back on port 443 of each host, inside
// TLS, so that port has to lead here. Folder keeps what was got: without it every
// start would ask again, and the authority counts.
func ACME(folder string, from Authority, hosts ...string) (*HTTPS, error) {
	if err := try(folder); err != nil {
		return nil, fmt.Errorf("cannot keep certificates (%w); choose another folder with -autocert-dir", err)
	}
	manager := &autocert.Manager{
		Prompt:     autocert.AcceptTOS,
		HostPolicy: autocert.HostWhitelist(hosts...),
		Cache:      autocert.DirCache(folder),
		Client:     from.client(),
	}
	h := &HTTPS{Config: secure(manager.GetCertificate), hosts: hosts}
	h.Config.NextProtos = append(h.Config.NextProtos, acme.ALPNProto)
	return h, nil
}

func (a Authority) client() *acme.Client {
	client := &acme.Client{DirectoryURL: cmp.Or(a.URL, LetsEncrypt)}
	if a.CA != nil {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.TLSClientConfig = &tls.Config{RootCAs: a.CA, MinVersion: tls.VersionTLS12}
		client.HTTPClient = &http.Client{Transport: transport}
	}
	return client
}

// try finds out whether files can be kept in a folder, and makes it if need be.
func try(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "try")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// browser is what the first visitor may be: who takes keys of the small kind.
var browser = tls.ClientHelloInfo{CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}}

// Obtain gets what certificates are not in the folder yet, so that no visitor has to wait
// for one, and tells in the log what stands in the way. It needs Serve, for the
// authority asks back.
func (h *HTTPS) Obtain(log *slog.Logger) {
	if h == nil {
		return
	}
	for _, host := range h.hosts {
		hello := browser
		hello.ServerName = host
		if _, err := h.Config.GetCertificate(&hello); err != nil {
			log.Error("there is no certificate", "host", host, "why", err)
		} else {
			log.Info("there is a certificate", "host", host)
		}
	}
}
