package targets

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"poplab/bridge/forward"
)

// draft is a target that is being read.
type draft struct {
	forward.Target
	dir   string // where relative paths begin
	given map[string]bool
}

// setting is one thing to say about a target.
type setting struct {
	name string
	// alone says that a flag may name it without a value, which means true.
	alone bool
	set   func(*draft, string) error
}

// settings are all that there are. Address comes first in a flag, too.
var settings = []setting{
	{"address", false, (*draft).setAddress},
	{"tls", false, (*draft).setTLS},
	{"required", true, func(d *draft, s string) error { return setBool(&d.Required, s) }},
	{"ca", false, (*draft).setCA},
	{"pin", false, (*draft).setPin},
	{"server-name", false, (*draft).setServerName},
	{"network", false, (*draft).addNetwork},
	{"proxy", true, func(d *draft, s string) error { return setBool(&d.Proxy, s) }},
	{"login-only", true, func(d *draft, s string) error { return setBool(&d.LoginOnly, s) }},
}

func find(name string) *setting {
	for i := range settings {
		if settings[i].name == name {
			return &settings[i]
		}
	}
	return nil
}

func names() []string {
	list := make([]string, len(settings))
	for i, s := range settings {
		list[i] = s.name
	}
	return list
}

// apply reads one value.
func (d *draft) apply(s *setting, value string) error {
	d.given[s.name] = true
	if err := s.set(d, value); err != nil {
		return fmt.Errorf("%s %q: %w", s.name, shown(value), err)
	}
	return nil
}

func (d *draft) setAddress(s string) error {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return errors.New("want HOST:PORT, such as mail.example.org:110")
	}
	if host == "" {
		return errors.New("the host is missing")
	}
	if !isHost(host) {
		return errors.New("the host is no name or IP address")
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return errors.New("the port is not a number from 1 to 65535")
	}
	d.Address = net.JoinHostPort(host, strconv.FormatUint(n, 10)) // 0110 is 110, too
	return nil
}

// hostName is what a resolver may be asked for: names of private networks have
// underscores, too, but nothing else.
var hostName = regexp.MustCompile(`^([A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?$`)

// isHost says whether there can be such a host. A zone means nothing beyond one
// machine, and the bridge connects to none.
func isHost(s string) bool {
	address, err := netip.ParseAddr(s)
	return err == nil && address.Zone() == "" || len(s) <= 253 && hostName.MatchString(s)
}

var modes = map[string]forward.TLSMode{"none": forward.None, "implicit": forward.Implicit, "starttls": forward.StartTLS}

func (d *draft) setTLS(s string) error {
	mode, ok := modes[s]
	if !ok {
		return errors.New("want none, implicit or starttls")
	}
	d.TLS = mode
	return nil
}

func (d *draft) setCA(s string) error {
	file := s
	if !filepath.IsAbs(file) {
		file = filepath.Join(d.dir, file)
	}
	pool, err := Authorities(file)
	d.CA = pool
	return err
}

// Authorities reads a file of certificates (PEM) of those who may vouch for others. Its
// error does not name the file.
func Authorities(file string) (*x509.CertPool, error) {
	text, err := readFile(file)
	if err != nil {
		return nil, fmt.Errorf("want a file of certificates (PEM): %w", errors.Unwrap(err))
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, errors.New("there is no certificate in that file; want PEM, which begins with -----BEGIN CERTIFICATE-----")
	}
	return pool, nil
}

func (d *draft) setPin(s string) error {
	digest, ok := strings.CutPrefix(s, "sha256//")
	sum, err := base64.StdEncoding.DecodeString(digest)
	if !ok || err != nil || len(sum) != sha256.Size {
		return errors.New("want sha256// and the digest of the public key in base64, 44 characters, as curl --pinnedpubkey has it")
	}
	d.Pin = bytes.Clone(sum)
	return nil
}

func (d *draft) setServerName(s string) error {
	if !isHost(s) {
		return errors.New("want a name or IP address without a port, such as mail.example.org")
	}
	d.ServerName = s
	return nil
}

func (d *draft) addNetwork(s string) error {
	prefix, err := forward.Network(s)
	if err != nil {
		return errors.New("want a network such as 192.168.7.0/24 or fd00:7::/64; a single address ends in /32 or /128")
	}
	if prefix != prefix.Masked() {
		return fmt.Errorf("octets stand behind the end of the network; do you mean %s?", prefix.Masked())
	}
	d.Networks = append(d.Networks, prefix)
	return nil
}

func setBool(to *bool, s string) error {
	if s != "true" && s != "false" {
		return errors.New("want true or false")
	}
	*to = s == "true"
	return nil
}
