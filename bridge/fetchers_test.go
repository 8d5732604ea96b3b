package main

import (
	"fmt"
	"regexp"
	"strings"
)

// settings are what a run of a mail program shall do.
type settings struct {
	delete   bool // what was fetched, on the server
	uidl     bool // what was fetched is known by its unique-id, also to programs that ask otherwise first
	password string
	auth     string // "", "apop", "cram-md5", "scram-sha-256" or "plain"
	tls      string // "", "starttls" or "implicit"
}

// fetcher is a mail program that downloads what is new.
type fetcher struct {
	name string
	// command writes the configuration into the home and gives the command line.
	// The mail goes into the file "mail" there.
	command func(o *office, s settings) []string
	added   *regexp.Regexp // what it adds to each message
	forgets bool           // it does not remember what it has
	auths   []string       // ways to log in, beside USER and PASS, that it has
	noSTLS  bool           // it knows TLS on a port of its own only

	nothingNew, empty, wrong, inUse ending
}

// ending is how a program ends when there is nothing to fetch: its exit status,
// and what it says.
type ending struct {
	status int
	says   string
}

// fetchers are the mail programs. What they do when something is wrong differs
// much, and is what a lesson about them tells.
var fetchers = []fetcher{
	{
		name:       "mpop",
		command:    mpop,
		auths:      []string{"apop", "cram-md5", "scram-sha-256", "plain"},
		nothingNew: ending{0, "new: no messages"},
		empty:      ending{0, "no messages"},
		wrong:      ending{77, "authentication failed"},
		inUse:      ending{77, "[IN-USE]"},
	},
	{
		name:       "fetchmail",
		command:    fetchmail,
		auths:      []string{"apop", "cram-md5"},
		nothingNew: ending{1, "3 messages (3 seen)"},
		empty:      ending{1, "No mail for alice"},
		wrong:      ending{3, "Authorization failure"},
		inUse:      ending{9, "lock busy!  Is another session active?"},
	},
	{
		name:       "getmail",
		command:    getmail,
		added:      regexp.MustCompile(`(?m)^Return-Path: <unknown>\n`),
		auths:      []string{"apop"},
		noSTLS:     true,
		nothingNew: ending{0, "0 messages (0 bytes) retrieved, 3 skipped"},
		empty:      ending{0, "0 messages (0 bytes) retrieved, 0 skipped"},
		wrong:      ending{127, "operation error"},
		inUse:      ending{127, "[IN-USE]"},
	},
	{
		name:    "poplib",
		command: poplib,
		forgets: true,
		auths:   []string{"apop"},
		wrong:   ending{1, "poplib.error_proto"},
		inUse:   ending{1, "[IN-USE]"},
		empty:   ending{0, ""},
	},
}

// mpop: the configuration says what, a second file what it has already.
func mpop(o *office, s settings) []string {
	auth := "user"
	if s.auth != "" {
		auth = s.auth
	}
	config := fmt.Sprintf(`account default
host %s
port %s
user alice
passwordeval echo %s
auth %s
keep %s
received_header off
delivery mda "/usr/bin/tee -a mail"
uidls_file %s/uidls
`, o.host(s), o.port(s), s.password, auth, onOff(!s.delete), o.home)
	config += "tls " + onOff(s.tls != "") + "\n"
	if s.tls != "" {
		config += "tls_starttls " + onOff(s.tls == "starttls") + "\ntls_trust_file " + o.certificate + "\n"
	}
	return []string{"mpop", "-C", o.write("mpoprc", config)}
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// fetchmail: without --uidl it asks with LAST first what it has seen. It compares
// the certificate with names only, not with addresses.
func fetchmail(o *office, s settings) []string {
	protocol, auth, host := "pop3", "password", o.host(s)
	if s.tls != "" {
		host = "localhost"
	}
	switch s.auth {
	case "apop":
		protocol = "apop"
	case "cram-md5":
		auth = "cram-md5"
	}
	security := map[string]string{
		"":         `sslproto ""`,
		"starttls": `sslproto "auto" sslcertck sslcertfile "` + o.certificate + `"`,
		"implicit": `ssl sslcertck sslcertfile "` + o.certificate + `"`,
	}[s.tls]
	config := fmt.Sprintf("set invisible\npoll %s service %s protocol %s auth %s\n"+
		"  username alice password %q %s %s mda \"cat >>%s/mail\"\n",
		host, o.port(s), protocol, auth, s.password, keep(s), security, o.home)
	line := []string{"fetchmail", "--nosyslog", "-f", o.write("fetchmailrc", config)}
	if s.uidl {
		line = append(line, "--uidl")
	}
	return line
}

func keep(s settings) string {
	if s.delete {
		return "nokeep"
	}
	return "keep"
}

// getmail refuses to write mail as root, but not to hand it to a program.
func getmail(o *office, s settings) []string {
	config := fmt.Sprintf(`[retriever]
type = SimplePOP3%sRetriever
server = %s
port = %s
username = alice
password = %s
use_apop = %t
`, map[bool]string{true: "SSL"}[s.tls != ""], o.host(s), o.port(s), s.password, s.auth == "apop")
	if s.tls != "" {
		config += "ca_certs = " + o.certificate + "\n"
	}
	config += fmt.Sprintf(`[destination]
type = MDA_external
path = /usr/bin/tee
arguments = ("-a", "%s/mail")
allow_root_commands = true
[options]
delete = %t
read_all = false
received = false
delivered_to = false
`, o.home, s.delete)
	return []string{"getmail", "--getmaildir", o.home, "--rcfile", o.write("getmailrc", config)}
}

// poplibScript does by Python's library what mail programs do.
const poplibScript = `
import poplib, ssl, sys
host, port, certificate, password, auth, tls, delete = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate) if tls else None
if tls == "implicit":
    box = poplib.POP3_SSL(host, int(port), timeout=10, context=context)
else:
    box = poplib.POP3(host, int(port), timeout=10)
if tls == "starttls":
    box.stls(context)
if auth == "apop":
    box.apop("alice", password)
else:
    box.user("alice")
    box.pass_(password)
box.stat()
with open("mail", "wb") as mail:
    for entry in box.uidl()[1]:
        number = int(entry.split()[0])
        mail.write(b"".join(line + b"\n" for line in box.retr(number)[1]))
        if delete == "true":
            box.dele(number)
box.quit()
`

func poplib(o *office, s settings) []string {
	return []string{"python3", "-c", poplibScript, o.host(s), o.port(s), o.certificate, s.password, s.auth, s.tls, fmt.Sprint(s.delete)}
}

// fetched is the mail that a run left in the home, as it was sent.
func (f *fetcher) fetched(o *office) string {
	mail := o.took("mail")
	if f.added != nil {
		mail = f.added.ReplaceAllString(mail, "")
	}
	return strings.ReplaceAll(mail, "\r\n", "\n")
}
