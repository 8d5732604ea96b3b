// Poplab teaches POP3: a POP3 server in the page, notes beside every line, and a
// bridge to real servers.
//
//	poplab serve           serve the site, the practice server and the bridge
//	poplab site -out DIR   write the site as files for any web host, or as one file
//	poplab lint DIR...     say what is wrong with lessons
//	poplab new lesson DIR  write a lesson to begin with
//	poplab help            say how it is used
//	poplab version         say which version it is
//
// # Serve
//
//	-http ADDRESS          where the site listens; 127.0.0.1:8080
//	-pop3 ADDRESS          where the practice server listens; 127.0.0.1:1110; "" leaves it out
//	-pop3s ADDRESS         where it listens inside TLS; 127.0.0.1:1995; "" leaves it out
//	-tls-cert FILE         its certificate (PEM), with -tls-key; without both it makes one
//	-tls-key FILE          the private key of the certificate (PEM)
//	-require-tls           it takes no password that could be read on the way
//	-user NAME:PASSWORD=MAILBOX  who may log in to it, instead of the built-in users; may be repeated
//	-apop NAME:SECRET=MAILBOX    the same with a secret for APOP; may be repeated
//	-writable              QUIT removes deleted messages from disk
//	-profile NAME          the server that it speaks like; rfc1939
//	-target NAME=HOST:PORT[,SETTING...]
//	                       a real server that the console may connect to; may be repeated
//	-targets FILE          a file of such servers (YAML)
//	-origin URL            a URL under which people open the site; may be repeated
//	-lessons DIR           lessons of your own; one with the ID of a built-in lesson replaces it
//
// # A bridge for many
//
//	-http-cert FILE        the site's certificate (PEM), with -http-key: the site speaks https
//	-http-key FILE         the private key of that certificate (PEM)
//	-autocert HOST         gets a certificate for that name from Let's Encrypt, and accepts its
//	                       terms; may be repeated. Port 443 of HOST has to lead to -http
//	-autocert-dir DIR      where these are kept; poplab/autocert in the user's cache folder
//	-autocert-url URL      the directory of another authority that speaks ACME; give it a
//	                       folder of its own
//	-autocert-ca FILE      who vouches for that authority (PEM), if this machine does not know it
//	-trusted-proxies LIST  networks of proxies that say in X-Forwarded-For whom they were asked by
//	-ticket-key FILE       a secret of 32 octets or more, shared by all bridges of one site
//	-allow-no-origin       lets in scripts, which send no Origin
//	-allow-any-public      opens the bridge to every POP3 server with a public address
//	-limit NAME=N          how much clients may have, see below; may be repeated
//	-admin ADDRESS         a second listener with /metrics and /readyz; none
//	-pprof                 shows there what the program is busy with, below /debug/pprof/
//	-log-level LEVEL       debug, info, warn or error; info
//	-log-format FORM       text or json; text
//	-drain TIME            how long it may take to go away after SIGTERM; 0s, at once
//
// What a target has for settings stands in go doc ./bridge/targets. At SIGHUP the file of
// -targets and the certificate of -http-cert are read again; where something is wrong with
// them the old ones stay, and the log says why. Sessions that are open stay as they are.
//
// As soon as others than this machine can open the site, that is with an -origin or a
// listen address that is not loopback, the bridge lets in whoever has a ticket from one
// of its pages, and nobody else.
//
// What clients may have is limited in many ways, which package forward lists; IPv6
// addresses of one /64 are one address. With -limit it may be more or less:
//
//	sessions=N             open at the same time; as many as there may be open files for
//	address=N              of those, from one address; 64
//	begins=N               new sessions from one address in a second; 20
//	frames=N               frames of one page in a second, a command or two each; 50
//	up=N                   MiB from a page in a session; 1
//	down=N                 MiB to a page in a session; 512
//	hour=N                 MiB for one address in an hour; 4096
//	passwords=N            sessions with a wrong one from one address at one target in 10 minutes; 200
//
// After SIGTERM /readyz says no for an eighth of the time of -drain, while new sessions
// are still let in. Then sessions have three eighths to end by themselves; the rest are
// ended with close code 1001 during the next quarter. Without -drain they are ended at
// once. A second signal ends the program.
//
// # A lesson on real ports
//
// With -lesson the hosts of a lesson's world take the place of the practice server,
// with the mailboxes that the learner has in the page. The first host listens on
// -pop3 and -pop3s, each further one on the next ports that are free. What the
// learner's own program does there is judged, live on the page /grade/, and as a
// report at the end.
//
//	-lesson ID             serve the world of this lesson
//	-learner NAME          whose mailboxes; needed
//	-class CODE            of the class, if there is one
//	-attempt N             counted from 1; another number gives other mailboxes
//	-files DIR             the program writes what it fetched into DIR/USER, a file for each message
//	-report FILE           write the report into a file, too
//
// # Mailboxes
//
// A MAILBOX is an .mbox file, a Maildir or a folder of .eml files. Without
// -writable nothing on disk is ever changed: what a session deletes is there again
// after a restart. In NAME:PASSWORD=MAILBOX the first colon ends the name, and the
// last "=" with an existing path behind it ends the password, so a password may
// hold both. Other users of this machine can see it, as all of a command line.
//
// The certificate that serve makes at start is good for the names and addresses
// that it listens on, and for a year. Nobody vouches for it, so serve prints its
// fingerprint to compare.
//
// The site answers only under the names that it knows: its listen address, the
// names of the loopback interface, the addresses of the machine where it
// listens on all of them, and each -origin. That keeps other web sites from using
// it through a visitor's browser.
//
// With -lessons the pages follow the folder: when a file is saved, open pages show
// it by themselves, and where something is wrong with it they say what and where.
//
// # Site
//
// Site writes the site as files. A web host needs to know nothing about them: they work in any
// folder of it, whatever types and headers it sends. Links between pages are relative;
// what needs a server, the bridge, is explained there and left out. Browsers keep the
// site, so that it works without a network after the first visit; when a newer version is
// put in its place they tell.
//
//	-out DIR               the folder to write: a new or empty one, or one that poplab wrote,
//	                       whose files are replaced
//	-single                write one HTML file instead, which -out names: the whole course, opened
//	                       from a disk without any host
//	-lessons DIR           lessons of your own; one with the ID of a built-in lesson replaces it
//	-lang LIST             languages of the pages, parted by commas; en,de. The first has the top
//	                       of the site, each other one a folder of its name
//
// # Lint
//
// Lint reads the lessons of each folder, plays every solution, every wrong run and
// every transcript in them, and looks for links that lead nowhere and the like. It
// prints a line for each problem, file:line:column: message, or one line that says
// how much was looked at.
//
// # New
//
// New writes a lesson that works into a folder, which it makes if there is none:
// with a world, a task, a puzzle, questions and a transcript, to be replaced by
// your own.
//
// # Exit status
//
//	0  it did what was asked; for serve, after SIGINT or SIGTERM
//	1  it could not: a port is taken, a mailbox cannot be read; for lint, there are problems
//	2  it was asked wrongly; one line says what to do
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"syscall"
)

const usage = `poplab teaches POP3.

  poplab serve           serve the site, the practice server and the bridge
  poplab site -out DIR   write the site as files, for any web host
  poplab site -single -out FILE.html
                         write it as one file, which browsers open from a disk
  poplab lint DIR...     say what is wrong with the lessons in these folders
  poplab new lesson DIR  write a lesson to begin with into this folder
  poplab help            show this
  poplab version         show the version

Flags of serve:

  -http ADDRESS           where the site listens (127.0.0.1:8080)
  -pop3 ADDRESS           where the practice server listens (127.0.0.1:1110); "" leaves it out
  -pop3s ADDRESS          where it listens inside TLS (127.0.0.1:1995); "" leaves it out
  -tls-cert FILE          its certificate (PEM), with -tls-key; without both it makes one
  -tls-key FILE           the private key of the certificate (PEM)
  -require-tls            it takes no password that could be read on the way
  -user NAME:PASSWORD=MAILBOX
                          who may log in to it, instead of the built-in users; may be repeated;
                          MAILBOX is an .mbox file, a Maildir or a folder of .eml files
  -apop NAME:SECRET=MAILBOX
                          the same with a secret for APOP; may be repeated
  -writable               QUIT removes deleted messages from disk; else they are back after a restart
  -profile NAME           the server that it speaks like (rfc1939)
  -target NAME=HOST:PORT[,tls=none|implicit|starttls][,required][,ca=FILE][,pin=sha256//DIGEST]
      [,server-name=NAME][,network=CIDR][,proxy][,login-only]
                          a real server that the console may connect to; may be repeated
  -targets FILE           a file of them (YAML); read again at SIGHUP
  -origin URL             a URL under which people open the site; may be repeated
  -lessons DIR            lessons of your own, beside or instead of the built-in ones
  -lesson ID              serve the hosts of this lesson on real ports, and judge the client there
  -learner NAME           whose mailboxes these are, with -lesson
  -class CODE             the class of the learner
  -attempt N              which attempt it is (1); another one has other mailboxes
  -files DIR              where the client saves mail: DIR/USER, one file for each message
  -report FILE            where to write the report that is printed at the end

Flags of serve for a bridge that many use:

  -http-cert FILE         the site's certificate (PEM), with -http-key: the site speaks https
  -http-key FILE          the private key of that certificate (PEM); both are read again at SIGHUP
  -autocert HOST          gets a certificate for this name from Let's Encrypt, and accepts its terms;
                          may be repeated; port 443 of HOST has to lead to -http
  -autocert-dir DIR       where to keep these (poplab/autocert in the user's cache folder)
  -autocert-url URL       the directory of another authority that speaks ACME; give it an -autocert-dir
  -autocert-ca FILE       who vouches for that authority (PEM), if this machine does not know it
  -trusted-proxies LIST   networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8
  -ticket-key FILE        a secret that all bridges behind one load balancer share
  -allow-no-origin        lets in scripts, which send no Origin
  -allow-any-public       opens the bridge to every POP3 server with a public address
  -limit NAME=N           how much clients may have, such as address=200; may be repeated;
                          sessions: open at the same time, address: of those from one address,
                          begins and frames: sessions of an address and frames of a page in a second,
                          up and down: MiB of a session, hour: MiB of an address in an hour,
                          passwords: sessions with a wrong one, of an address at a target in 10 minutes
  -admin ADDRESS          a second listener, with /metrics and /readyz
  -pprof                  shows there what the program is busy with
  -log-level LEVEL        debug, info, warn or error (info)
  -log-format FORM        text or json (text)
  -drain TIME             how long sessions may take to end after SIGTERM, such as 40s (at once)

Flags of site:

  -out DIR                the folder to write: a new or empty one, or one that poplab wrote
  -single                 write one HTML file instead; -out names it
  -lessons DIR            lessons of your own, beside or instead of the built-in ones
  -lang LIST              languages of the pages, the main one first (en,de)
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// usageError is a mistake in how the program was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// run is the whole program, for main and for tests. It gives the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := dispatch(ctx, args, stdout, stderr)
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		io.WriteString(stdout, usage)
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "poplab: %v (see poplab help)\n", err)
		return 2
	}
	fmt.Fprintln(stderr, "poplab:", err)
	return 1
}

func dispatch(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		return usageError{errors.New("what to do? Try poplab serve")}
	}
	if len(args) > 1 && slices.Contains(helpFlags, args[1]) {
		return flag.ErrHelp
	}
	switch args[0] {
	case "serve":
		return serve(ctx, args[1:], stdout, stderr)
	case "site":
		return publish(args[1:], stdout, stderr)
	case "lint":
		return lint(args[1:], stdout)
	case "new":
		return newLesson(args[1:], stdout)
	case "version":
		_, err := fmt.Fprintln(stdout, "poplab", version())
		return err
	}
	if args[0] == "help" || slices.Contains(helpFlags, args[0]) {
		return flag.ErrHelp
	}
	return usageError{fmt.Errorf("no command %q; try poplab serve", args[0])}
}

// helpFlags ask what the program can do, wherever they stand.
var helpFlags = []string{"-h", "-help", "--help"}

// version is that of the module, or of the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	return info.Main.Version
}
