package forward

import (
	"crypto/x509"
	"net/netip"
)

// TLSMode is how TLS comes about between the bridge and a server.
type TLSMode int

const (
	None     TLSMode = iota // it does not
	Implicit                // before the first octet of POP3 (RFC 8314 section 3.2)
	StartTLS                // when the page asks for it, after STLS (RFC 2595 section 4)
)

// Target is a POP3 server that the bridge may connect to.
type Target struct {
	Name    string // its place in the URL: /bridge/NAME
	Address string // host:port
	TLS     TLSMode
	// Required stops everything but CAPA, NOOP, QUIT and STLS until StartTLS
	// has happened, and ends the session where it cannot.
	Required bool
	// CA holds the authorities that may vouch for the server; nil stands for
	// those of the system.
	CA *x509.CertPool
	// Pin is the SHA-256 of the certificate's SubjectPublicKeyInfo, or nil. It
	// takes the place of authorities and names; the dates still count.
	Pin []byte
	// ServerName is the name that the certificate must carry; "" stands for
	// the host of Address.
	ServerName string
	// Networks are the addresses that the host may have. Where there are none,
	// these are the public ones, and the one that Address itself spells out:
	// a loopback or private address, or loopback for localhost.
	Networks []netip.Prefix
	// Proxy tells the server the page's address first, by a header of the PROXY
	// protocol, version 2.
	Proxy bool
	// LoginOnly stops every command before login that is not part of one.
	LoginOnly bool
	// Open is a server whose passwords everybody may know: pages may send them
	// though others can read along.
	Open bool

	// Of one session:
	stranger bool // a page wrote the address, not whoever runs the program
	exposed  bool // others can read what the page sends, and must not
}

// Targets is a list of targets, each with a name of its own.
type Targets []Target

// Find gives the target of that name. Names are case-sensitive.
func (ts Targets) Find(name string) (Target, bool) {
	for _, t := range ts {
		if t.Name == name {
			return t, true
		}
	}
	return Target{}, false
}
