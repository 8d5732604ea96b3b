package forward

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
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
	// a loopback or private address, or localhost.
	Networks []netip.Prefix
	// Proxy tells the server the page's address first, by a header of the PROXY
	// protocol, version 2.
	Proxy bool
	// LoginOnly stops every command before login that is not part of one.
	LoginOnly bool
}

// targetName keeps names readable in a URL and out of trouble in a path.
var targetName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$`)

// ParseTarget reads NAME=HOST:PORT. An IPv6 address stands in brackets:
// lab=[::1]:110.
func ParseTarget(s string) (Target, error) {
	name, rest, ok := strings.Cut(s, "=")
	if !ok {
		return Target{}, errors.New("want NAME=HOST:PORT, such as school=mail.example.org:110")
	}
	if !targetName.MatchString(name) {
		return Target{}, fmt.Errorf("name %q: want 1 to 32 letters, digits, - or _", name)
	}
	address, option, ok := strings.Cut(rest, ",")
	if ok {
		option, _, _ = strings.Cut(option, "=")
		return Target{}, fmt.Errorf("target %s: option %q is not known", name, option)
	}
	if err := checkAddress(address); err != nil {
		return Target{}, fmt.Errorf("target %s: %w", name, err)
	}
	return Target{Name: name, Address: address}, nil
}

func checkAddress(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("address %q: want HOST:PORT, such as mail.example.org:110", address)
	}
	if host == "" {
		return fmt.Errorf("address %q: the host is missing", address)
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return fmt.Errorf("address %q: the port is not a number from 1 to 65535", address)
	}
	return nil
}

// Targets is a list of targets with names of their own. It is a flag.Value, so
// that a flag may be given several times.
type Targets []Target

// Add appends a target; its error is that the name is taken.
func (ts *Targets) Add(t Target) error {
	if _, ok := ts.Find(t.Name); ok {
		return fmt.Errorf("target %s: the name is taken; give this one another", t.Name)
	}
	*ts = append(*ts, t)
	return nil
}

// Find gives the target of that name. Names are case-sensitive.
func (ts Targets) Find(name string) (Target, bool) {
	for _, t := range ts {
		if t.Name == name {
			return t, true
		}
	}
	return Target{}, false
}

// Set is flag.Value.
func (ts *Targets) Set(s string) error {
	t, err := ParseTarget(s)
	if err != nil {
		return err
	}
	return ts.Add(t)
}

func (ts *Targets) String() string {
	list := make([]string, len(*ts))
	for i, t := range *ts {
		list[i] = t.Name + "=" + t.Address
	}
	return strings.Join(list, " ")
}
