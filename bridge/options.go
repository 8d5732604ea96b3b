package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"poplab/bridge/targets"
	"poplab/wasm/pop3"
)

// options are the flags of serve.
type options struct {
	http, pop3, pop3s string
	tlsCert, tlsKey   string // both or neither
	requireTLS        bool
	users             mailUsers
	writable          bool
	profile           *pop3.Profile
	targets           targets.List
	origins           origins
	lessons           string
	judged            judged
	public            public
}

// flags are those of serve, with their defaults. What they mean stands in usage.
func (o *options) flags() *flag.FlagSet {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run prints the error, in one line
	flags.StringVar(&o.http, "http", "127.0.0.1:8080", "")
	flags.StringVar(&o.pop3, "pop3", "127.0.0.1:1110", "")
	flags.StringVar(&o.pop3s, "pop3s", "127.0.0.1:1995", "")
	flags.StringVar(&o.tlsCert, "tls-cert", "", "")
	flags.StringVar(&o.tlsKey, "tls-key", "", "")
	flags.BoolVar(&o.requireTLS, "require-tls", false, "")
	flags.Func("user", "", o.users.addPassword)
	flags.Func("apop", "", o.users.addSecret)
	flags.BoolVar(&o.writable, "writable", false, "")
	flags.Func("profile", "", o.chooseProfile)
	flags.StringVar(&o.lessons, "lessons", "", "")
	flags.Var(&o.targets, "target", "")
	flags.Var(&o.origins, "origin", "")
	o.judged.flags(flags)
	o.public.flags(flags)
	return flags
}

// parseOptions reads the flags. Its error wraps flag.ErrHelp where help is asked for.
func parseOptions(args []string) (options, error) {
	o := options{profile: pop3.ProfileByName("rfc1939")}
	flags := o.flags()
	if err := flags.Parse(args); err != nil {
		return o, usageError{err}
	}
	if flags.NArg() > 0 {
		return o, usageError{fmt.Errorf("serve takes flags only, not %q", flags.Arg(0))}
	}
	if err := cmp.Or(o.judged.check(&o, flags), o.public.check(flags), o.check(), o.idle(flags)); err != nil {
		return o, usageError{err}
	}
	return o, nil
}

// idle finds a flag that says something about a practice server which is switched off.
func (o *options) idle(given *flag.FlagSet) (err error) {
	about := []string{"user", "apop", "tls-cert", "tls-key", "require-tls", "profile"}
	given.Visit(func(f *flag.Flag) {
		if !o.listens() && slices.Contains(about, f.Name) {
			err = fmt.Errorf("-%s needs the practice server: give -pop3 or -pop3s an address", f.Name)
		}
	})
	return err
}

func (o *options) chooseProfile(name string) error {
	if o.profile = pop3.ProfileByName(name); o.profile != nil {
		return nil
	}
	var known []string
	for _, p := range pop3.Profiles() {
		known = append(known, p.Name)
	}
	return errors.New("want one of " + strings.Join(known, ", "))
}

// check finds what a single flag cannot see.
func (o *options) check() error {
	for _, listen := range []struct{ flag, address string }{{"-http", o.http}, {"-pop3", o.pop3}, {"-pop3s", o.pop3s}} {
		_, _, err := net.SplitHostPort(listen.address)
		if err != nil && (listen.address != "" || listen.flag == "-http") {
			return fmt.Errorf("%s %q: want HOST:PORT, such as 127.0.0.1:8080", listen.flag, listen.address)
		}
	}
	if _, taken := o.targets.Find(practiceName); taken && o.practice() && o.pop3 != "" {
		return errors.New(`-target practice: the name belongs to the practice server; ` +
			`choose another, or switch that server off with -pop3 ""`)
	}
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return errors.New("-tls-cert and -tls-key belong together: give both, or neither for a certificate made at start")
	}
	if o.writable && len(o.users) == 0 {
		return errors.New("-writable: there is no mailbox on disk; add one with -user NAME:PASSWORD=MAILBOX")
	}
	if o.requireTLS && o.pop3s == "" && !o.hasSTLS() {
		return fmt.Errorf("-require-tls: profile %s has no STLS; choose another, or give -pop3s an address", o.profile.Name)
	}
	return checkLessons(o.lessons)
}

func checkLessons(dir string) error {
	if dir == "" {
		return nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("-lessons %q: there is no such directory", dir)
	}
	return nil
}

// hasSTLS says whether the server of the profile can begin TLS.
func (o *options) hasSTLS() bool { return slices.Contains(o.profile.Offers, "STLS") }

// listens says whether anything is to speak POP3.
func (o *options) listens() bool { return o.pop3 != "" || o.pop3s != "" }

// practice says whether there is a practice server at all.
func (o *options) practice() bool { return o.listens() && o.judged.lesson == "" }

// origins is a flag.Value: URLs of the form scheme://host[:port], as browsers
// write them into the Origin header.
type origins []string

func (list *origins) String() string { return strings.Join(*list, " ") }

// Set is flag.Value.
func (list *origins) Set(s string) error {
	u, err := url.Parse(strings.ToLower(strings.TrimSuffix(s, "/")))
	if err != nil || defaultPorts[u.Scheme] == "" || u.Hostname() == "" || strings.Contains(u.Host, "*") || !hasPort(u) {
		return errors.New("want a URL such as https://poplab.example.org")
	}
	if u.String() != u.Scheme+"://"+u.Host {
		return errors.New("want the scheme, host and port only, such as https://poplab.example.org")
	}
	*list = append(*list, originOf(u.Scheme, u.Host))
	return nil
}

// hasPort says whether the port of a URL, if it has one, is written as browsers do.
func hasPort(u *url.URL) bool {
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	return err == nil && n > 0 && strconv.FormatUint(n, 10) == u.Port() || u.Port() == "" && !strings.HasSuffix(u.Host, ":")
}

// originOf writes an origin as browsers do: they leave the port out where it is
// that of the scheme.
func originOf(scheme, host string) string {
	return scheme + "://" + strings.TrimSuffix(host, ":"+defaultPorts[scheme])
}

var defaultPorts = map[string]string{"http": "80", "https": "443"}
