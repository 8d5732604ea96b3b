package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"poplab/bridge/forward"
	"poplab/bridge/operate"
	"poplab/bridge/targets"
)

// public are the flags of serve for a bridge that many use, maybe on the open internet.
type public struct {
	targets   string // a file, or ""
	any       bool   // public servers that are no targets
	trusted   prefixes
	ticketKey string // a file, or ""
	noOrigin  bool
	limits    limits

	cert, key   string // files of the site's certificate, both or neither
	autocert    hostnames
	autocertDir string
	authority   operate.Authority // of autocert

	admin     string // where the admin listener listens, or ""
	pprof     bool
	logLevel  slog.Level
	logFormat string
	drain     time.Duration
}

func (p *public) flags(flags *flag.FlagSet) {
	flags.StringVar(&p.targets, "targets", "", "")
	flags.BoolVar(&p.any, "allow-any-public", false, "")
	flags.Var(&p.trusted, "trusted-proxies", "")
	flags.StringVar(&p.ticketKey, "ticket-key", "", "")
	flags.BoolVar(&p.noOrigin, "allow-no-origin", false, "")
	flags.Var(&p.limits, "limit", "")
	flags.StringVar(&p.cert, "http-cert", "", "")
	flags.StringVar(&p.key, "http-key", "", "")
	flags.Var(&p.autocert, "autocert", "")
	flags.StringVar(&p.autocertDir, "autocert-dir", "", "")
	flags.Func("autocert-url", "", p.chooseAuthority)
	flags.Func("autocert-ca", "", p.chooseVoucher)
	flags.StringVar(&p.admin, "admin", "", "")
	flags.BoolVar(&p.pprof, "pprof", false, "")
	flags.Func("log-level", "", p.chooseLevel)
	flags.Func("log-format", "", p.chooseFormat)
	flags.Func("drain", "", p.chooseDrain)
}

func (p *public) chooseLevel(s string) error {
	if p.logLevel.UnmarshalText([]byte(s)) != nil {
		return errors.New("want debug, info, warn or error")
	}
	return nil
}

func (p *public) chooseFormat(s string) error {
	if s != "text" && s != "json" {
		return errors.New("want text or json")
	}
	p.logFormat = s
	return nil
}

func (p *public) chooseAuthority(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || !hasPort(u) || u.User != nil || u.Fragment != "" {
		return errors.New("want the directory of an authority with ACME, such as " + operate.LetsEncrypt)
	}
	p.authority.URL = s
	return nil
}

func (p *public) chooseVoucher(file string) (err error) {
	p.authority.CA, err = targets.Authorities(file)
	return err
}

// maxDrain is longer than any session lasts.
const maxDrain = 24 * time.Hour

func (p *public) chooseDrain(s string) (err error) {
	if p.drain, err = time.ParseDuration(s); err != nil || p.drain < 0 || p.drain > maxDrain {
		return errors.New("want a time such as 40s, at most a day; 0s ends sessions at once")
	}
	return nil
}

// logger writes what happens in the form that was asked for.
func (p *public) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: p.logLevel}
	if p.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// check finds what a single flag cannot see.
func (p *public) check(given *flag.FlagSet) error {
	listens := false // whether -http says where
	given.Visit(func(f *flag.Flag) { listens = listens || f.Name == "http" })
	_, _, err := net.SplitHostPort(p.admin)
	switch {
	case (p.cert == "") != (p.key == ""):
		return errors.New("-http-cert and -http-key belong together: give both, or neither for http")
	case p.cert != "" && len(p.autocert) > 0:
		return errors.New("-autocert gets certificates of its own; leave -http-cert and -http-key out, or -autocert")
	case len(p.autocert) > 0 && !listens:
		return errors.New("-autocert needs -http: the address to which port 443 of the host leads, such as :443")
	case p.autocertDir != "" && len(p.autocert) == 0:
		return errors.New("-autocert-dir is where -autocert keeps certificates; add -autocert HOST")
	case p.authority != (operate.Authority{}) && len(p.autocert) == 0:
		return errors.New("-autocert-url and -autocert-ca say where -autocert gets certificates; add -autocert HOST")
	case p.admin != "" && err != nil:
		return fmt.Errorf("-admin %q: want HOST:PORT, such as 127.0.0.1:9110", p.admin)
	case p.pprof && p.admin == "":
		return errors.New("-pprof is shown on the admin listener; add -admin HOST:PORT")
	}
	return nil
}

// https is how the site speaks TLS, or nil where it does not.
func (p *public) https() (*operate.HTTPS, error) {
	if p.cert != "" {
		return operate.Files(p.cert, p.key)
	}
	if len(p.autocert) == 0 {
		return nil, nil
	}
	folder, err := p.folder()
	if err != nil {
		return nil, err
	}
	return operate.ACME(folder, p.authority, p.autocert...)
}

// names are those under which a site at that address answers.
func (o *options) names(at net.Addr) names {
	extra, scheme := slices.Clone(o.origins), "http"
	for _, host := range o.public.autocert {
		extra = append(extra, originOf("https", host))
	}
	if o.public.cert != "" || len(o.public.autocert) > 0 {
		scheme = "https"
	}
	return allowedNames(scheme, o.http, at, extra)
}

// folder is where certificates of -autocert are kept.
func (p *public) folder() (string, error) {
	if p.autocertDir != "" {
		return p.autocertDir, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", errors.New("-autocert has no folder to keep certificates in; add -autocert-dir DIR")
	}
	return filepath.Join(cache, "poplab", "autocert"), nil
}

// prefixes is a flag.Value: networks or addresses, with commas between.
type prefixes []netip.Prefix

func (list *prefixes) String() string { return fmt.Sprint(*list) }

// Set is flag.Value.
func (list *prefixes) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		prefix, err := forward.Network(part)
		if address, bad := netip.ParseAddr(part); bad == nil && address.Zone() == "" {
			prefix, err = netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen()), nil
		}
		if err != nil || prefix != prefix.Masked() {
			return fmt.Errorf("%q is no network; want such as 10.0.0.0/8 or 192.0.2.7, with commas between several", part)
		}
		*list = append(*list, prefix)
	}
	return nil
}

// publicName is a name with a dot in it that is no address of IPv4.
var publicName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)

// hostnames is a flag.Value that may be given several times: names that a
// certificate can be had for.
type hostnames []string

func (list *hostnames) String() string { return strings.Join(*list, " ") }

// Set is flag.Value.
func (list *hostnames) Set(s string) error {
	s = strings.ToLower(s)
	if len(s) > 253 || !publicName.MatchString(s) {
		return errors.New("want the name of this host on the internet, such as poplab.example.org")
	}
	*list = append(*list, s)
	return nil
}
