package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"

	"poplab/bridge/forward"
)

// options are the flags of serve.
type options struct {
	http, pop3 string
	targets    forward.Targets
	origins    origins
	lessons    string
}

// parseOptions reads the flags. Its error wraps flag.ErrHelp where help is asked for.
func parseOptions(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run prints the error, in one line
	flags.StringVar(&o.http, "http", "127.0.0.1:8080", "")
	flags.StringVar(&o.pop3, "pop3", "127.0.0.1:1110", "")
	flags.StringVar(&o.lessons, "lessons", "", "")
	flags.Var(&o.targets, "target", "")
	flags.Var(&o.origins, "origin", "")
	if err := flags.Parse(args); err != nil {
		return o, usageError{err}
	}
	if flags.NArg() > 0 {
		return o, usageError{fmt.Errorf("serve takes flags only, not %q", flags.Arg(0))}
	}
	return o, o.check()
}

// check finds what a single flag cannot see.
func (o *options) check() error {
	for _, listen := range []struct{ flag, address string }{{"-http", o.http}, {"-pop3", o.pop3}} {
		_, _, err := net.SplitHostPort(listen.address)
		if err != nil && (listen.address != "" || listen.flag != "-pop3") {
			return usageError{fmt.Errorf("%s %q: want HOST:PORT, such as 127.0.0.1:8080", listen.flag, listen.address)}
		}
	}
	if _, taken := o.targets.Find(practiceName); taken && o.pop3 != "" {
		return usageError{errors.New(`-target practice: the name belongs to the practice server; ` +
			`choose another, or switch that server off with -pop3 ""`)}
	}
	if o.lessons == "" {
		return nil
	}
	if info, err := os.Stat(o.lessons); err != nil || !info.IsDir() {
		return usageError{fmt.Errorf("-lessons %q: there is no such directory", o.lessons)}
	}
	return nil
}

// origins is a flag.Value: URLs of the form scheme://host[:port], as browsers
// write them into the Origin header.
type origins []string

func (list *origins) String() string { return strings.Join(*list, " ") }

// Set is flag.Value.
func (list *origins) Set(s string) error {
	u, err := url.Parse(strings.ToLower(strings.TrimSuffix(s, "/")))
	if err != nil || defaultPorts[u.Scheme] == "" || u.Hostname() == "" {
		return errors.New("want a URL such as https://poplab.example.org")
	}
	if u.String() != u.Scheme+"://"+u.Host {
		return errors.New("want the scheme, host and port only, such as https://poplab.example.org")
	}
	*list = append(*list, originOf(u.Scheme, u.Host))
	return nil
}

// originOf writes an origin as browsers do: they leave the port out where it is
// that of the scheme.
func originOf(scheme, host string) string {
	return scheme + "://" + strings.TrimSuffix(host, ":"+defaultPorts[scheme])
}

var defaultPorts = map[string]string{"http": "80", "https": "443"}
