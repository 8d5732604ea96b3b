package main

import (
	"fmt"
	"io"
	"net"
	"strings"
)

// announce prints where everything is, and what to try.
func (s *service) announce(w io.Writer, o options) {
	home := s.names.origins[0]
	fmt.Fprintf(w, "poplab is ready.\n\n")
	fmt.Fprintf(w, "  Home         %s/\n", home)
	fmt.Fprintf(w, "  Practice     %s/practice/\n", home)
	fmt.Fprintf(w, "  Real server  %s/bridge/\n", home)
	for _, origin := range s.names.elsewhere() {
		if origin != home {
			fmt.Fprintf(w, "  Also at      %s/\n", origin)
		}
	}
	if o.public.any {
		fmt.Fprintf(w, "  Any server   allowed: pages reach every public POP3 server, on 110 and 995, by this machine's address\n")
	}
	if s.https != nil {
		fmt.Fprintf(w, "  HTTPS        %s\n", s.siteAt.Addr())
	}
	if s.adminAt != nil {
		fmt.Fprintf(w, "  Admin        http://%s/metrics\n", s.adminAt.Addr())
	}
	if s.world.server != nil {
		s.announcePractice(w, o)
	}
	if s.judging != nil {
		s.judging.announce(w, home)
	}
	fmt.Fprintf(w, "\nPress Ctrl-C to stop.\n")
}

// announcePractice prints how mail programs reach the practice server.
func (s *service) announcePractice(w io.Writer, o options) {
	var try []string
	if s.pop3At != nil {
		at, secured := reached(s.pop3At), "without TLS"
		if o.hasSTLS() {
			secured = "with STLS"
		}
		fmt.Fprintf(w, "  POP3         %s, %s\n", at, secured)
		try = o.linesToTry(at)
	}
	if s.pop3sAt != nil {
		at := reached(s.pop3sAt)
		fmt.Fprintf(w, "  POP3S        %s, TLS from the first octet\n", at)
		try = append(try, "openssl s_client -quiet -crlf -connect "+at)
	}
	fmt.Fprintf(w, "  Certificate  SHA-256 %s\n", s.world.fingerprint)
	fmt.Fprintf(w, "  Users        %s\n", o.userNames())
	fmt.Fprintf(w, "  Try          %s\n", strings.Join(try, "\n               "))
}

// linesToTry are those that log in at the port in clear text.
func (o *options) linesToTry(at string) (try []string) {
	host, port, _ := net.SplitHostPort(at)
	if !o.requireTLS {
		try = append(try, "telnet "+host+" "+port)
	}
	login := "-u " + o.firstUser() + " pop3://" + at + "/"
	switch {
	case o.hasSTLS():
		try = append(try, "curl --ssl-reqd --insecure "+login)
	case !o.requireTLS:
		try = append(try, "curl "+login)
	}
	return try
}

// userNames tells people who may log in: the passwords of the built-in accounts
// too, which everybody may know.
func (o *options) userNames() string {
	var list []string
	for _, u := range o.users {
		if u.secret != "" {
			list = append(list, u.name+" (APOP)")
		} else {
			list = append(list, u.name)
		}
	}
	if len(list) == 0 {
		for _, a := range practiceAccounts {
			list = append(list, a.name+" / "+a.password)
		}
	}
	return strings.Join(list, ", ")
}

// firstUser is a user as curl wants it: without a password it asks for one.
func (o *options) firstUser() string {
	if len(o.users) > 0 {
		return o.users[0].name
	}
	return practiceAccounts[0].name + ":" + practiceAccounts[0].password
}
