package main

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"net"
	"slices"

	"poplab/bridge/practice"
	"poplab/bridge/store"
	"poplab/wasm/mailbox"
)

// practiceName is the name of the practice server as a target of the bridge.
const practiceName = "practice"

// practiceAccounts may log in to the practice server when the command line names
// nobody, each with the default mailbox of the lessons.
var practiceAccounts = []struct{ name, password string }{
	{"mrose", "secret"},
	{"Harish", "vegetables"},
}

// world is the practice server with all that it stands on.
type world struct {
	server      *practice.Server
	fingerprint string      // of its certificate
	pin         []byte      // of the key in it, as forward.Target has it
	mailboxes   []io.Closer // on disk
}

// newWorld makes the practice server: the engine of the page, on real TCP.
func newWorld(o options, log *slog.Logger) (w world, err error) {
	certificate, err := loadCertificate(o)
	if err != nil {
		return w, err
	}
	if w.pin, err = pinOf(certificate); err != nil {
		return w, err
	}
	list, err := w.accounts(o, log)
	if err != nil {
		w.close()
		return w, err
	}
	w.fingerprint = practice.Fingerprint(certificate)
	w.server = &practice.Server{
		Accounts:   mailbox.NewAccounts(list...),
		Profile:    o.profile,
		TLS:        practice.TLSConfig(certificate),
		RequireTLS: o.requireTLS,
		Log:        log,
	}
	return w, nil
}

// close lets go of the mailboxes on disk.
func (w *world) close() {
	for _, m := range w.mailboxes {
		m.Close()
	}
}

// accounts are those of the command line, or the built-in ones.
func (w *world) accounts(o options, log *slog.Logger) (list []mailbox.Account, err error) {
	if len(o.users) == 0 {
		return builtinAccounts(), nil
	}
	for _, u := range o.users {
		m, err := store.Open(u.mailbox, store.Options{Writable: o.writable, Log: log})
		if err != nil {
			return nil, fmt.Errorf("mailbox of %s: %w", u.name, err)
		}
		w.mailboxes = append(w.mailboxes, m)
		list = append(list, mailbox.Account{Name: u.name, Password: u.password, Secret: u.secret, Source: m})
	}
	return list, nil
}

func builtinAccounts() (list []mailbox.Account) {
	for _, a := range practiceAccounts {
		m1, _ := mailbox.Sample("m1")
		m2, _ := mailbox.Sample("m2")
		list = append(list, mailbox.Account{Name: a.name, Password: a.password, Maildrop: mailbox.NewMaildrop(m1, m2)})
	}
	return list
}

// loadCertificate reads the certificate of the command line, or makes one for
// the names under which this machine reaches the server.
func loadCertificate(o options) (tls.Certificate, error) {
	if o.tlsCert == "" {
		return practice.SelfSigned(certificateHosts(o.pop3, o.pop3s)...)
	}
	certificate, err := tls.LoadX509KeyPair(o.tlsCert, o.tlsKey)
	if err != nil {
		return certificate, fmt.Errorf("cannot use the certificate of -tls-cert and -tls-key: %w", err)
	}
	return certificate, nil
}

// pinOf is what the bridge knows the practice server by, for whose certificate
// nobody else has to vouch.
func pinOf(certificate tls.Certificate) ([]byte, error) {
	leaf, err := x509.ParseCertificate(certificate.Certificate[0])
	if err != nil {
		return nil, fmt.Errorf("cannot read the certificate of the practice server: %w", err)
	}
	sum := sha256.Sum256(leaf.RawSubjectPublicKeyInfo)
	return sum[:], nil
}

// certificateHosts are the hosts of listen addresses; of one that listens on all
// of them, all of this machine.
func certificateHosts(addresses ...string) []string {
	hosts := []string{"localhost", "127.0.0.1", "::1"}
	for _, address := range addresses {
		host, _, err := net.SplitHostPort(address)
		switch ip := net.ParseIP(host); {
		case err != nil:
		case host == "" || ip.IsUnspecified():
			hosts = append(hosts, machineAddresses()...)
		default:
			hosts = append(hosts, host)
		}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}
