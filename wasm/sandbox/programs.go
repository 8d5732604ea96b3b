package sandbox

// The mail programs that run on devices. Each is a table: what the program sends, in
// its order, and what it says at the end. Both were taken from the real one, byte for
// byte, and a test lets the real ones run again. Who wants another adds a row.

// program is a mail program with its settings.
type program struct {
	mode  string // what it does, in a word of the scenario
	name  string // of the program
	title string // what its settings say, for people
	steps []step

	pipelines bool            // where CAPA allows it
	forgets   bool            // it does not know what it has fetched before
	skims     bool            // a header is all that it wants
	leaves    bool            // an empty maildrop ends the session behind STAT
	quits     bool            // a refusal is followed by QUIT; else the program just hangs up
	says      [sayings]string // in braces stand the names of what is filled in
}

// step is what a program sends at a time: commands parted by "|", for each message
// that it is about. In the place of # stands the number of the message.
type step struct {
	say   string
	about about
	piped bool // the program does not wait for replies within this step
	may   bool // a refusal changes nothing

	instead string // what it sends from then on where the server refuses to say this, or ""
}

// about is which messages a step is about.
type about uint8

const (
	once  about = iota // the maildrop, or the session
	fresh              // those that the device has not got whole or, for headers, at all
	each               // every one in the maildrop
)

// saying is an occasion to tell the user something.
type saying uint8

const (
	saidSome        saying = iota // messages came
	saidNothing                   // none is new
	saidEmpty                     // none is there
	saidBusy                      // another session has the maildrop, where the program knows that
	saidDenied                    // the server refused user or password
	saidRefused                   // it refused a command
	saidLost                      // the connection broke
	saidUnreachable               // there is no network
	saidClosed                    // nothing listens
	sayings                       // how many there are
)

// programs are all of them, one for each mode, in the order in which people meet them.
var programs = []program{
	{
		mode: "delete", name: "mpop 1.4.18", title: "download and delete", pipelines: true, leaves: true,
		steps: []step{
			{say: "CAPA", may: true},
			{say: "USER {user}|PASS {password}", piped: true},
			{say: "STAT"},
			{say: "LIST"},
			{say: "UIDL", may: true},
			{say: "RETR #", about: fresh, piped: true},
			{say: "DELE #", about: each, piped: true},
			{say: "QUIT"},
		},
		says: [sayings]string{
			saidSome:        "new: {new} in {newbytes}, total: {total} in {bytes}",
			saidNothing:     "new: no messages, total: {total} in {bytes}",
			saidEmpty:       "no messages",
			saidDenied:      "mpop: authentication failed (method USER)\nmpop: POP3 server message: {reply}",
			saidRefused:     "mpop: command {command} failed\nmpop: POP3 server message: {reply}",
			saidLost:        "mpop: POP3 server sent an empty reply",
			saidUnreachable: "mpop: cannot connect to {host}, port 110: Network is unreachable",
			saidClosed:      "mpop: cannot connect to {host}, port 110: Connection refused",
		},
	},
	{
		mode: "keep", name: "poplib (Python)", title: "download and keep", forgets: true,
		steps: []step{
			{say: "USER {user}|PASS {password}"},
			{say: "STAT"},
			{say: "UIDL"},
			{say: "RETR #", about: each},
			{say: "QUIT"},
		},
		says: [sayings]string{
			saidSome:        "{new} fetched",
			saidNothing:     "{new} fetched",
			saidEmpty:       "{new} fetched",
			saidDenied:      "poplib.error_proto: b'{reply}'",
			saidRefused:     "poplib.error_proto: b'{reply}'",
			saidLost:        "poplib.error_proto: -ERR EOF",
			saidUnreachable: "OSError: [Errno 101] Network is unreachable",
			saidClosed:      "ConnectionRefusedError: [Errno 111] Connection refused",
		},
	},
	{
		mode: "uidl", name: "fetchmail 6.4.37", title: "keep, and remember by unique-id", leaves: true, quits: true,
		steps: []step{
			{say: "USER {user}|PASS {password}"},
			{say: "STAT"},
			{say: "UIDL", may: true},
			{say: "LIST #|TOP # 99999999", about: fresh},
			{say: "QUIT"},
		},
		says: [sayings]string{
			saidSome:        "{total}{seen} for {user} at {host} ({octets}).",
			saidNothing:     "{total}{seen} for {user} at {host} ({octets}).",
			saidEmpty:       "fetchmail: No mail for {user} at {host}",
			saidBusy:        "fetchmail: lock busy!  Is another session active?",
			saidDenied:      "fetchmail: Authorization failure on {user}@{host}",
			saidRefused:     "fetchmail: client/server protocol error while fetching from {user}@{host}",
			saidLost:        "fetchmail: socket error while fetching from {user}@{host}",
			saidUnreachable: "fetchmail: POP3 connection to {host} failed: Network is unreachable",
			saidClosed:      "fetchmail: POP3 connection to {host} failed: Connection refused",
		},
	},
	{
		mode: "headers", name: "Thunderbird", title: "headers only", skims: true, leaves: true, quits: true,
		steps: []step{
			{say: "CAPA", may: true},
			{say: "USER {user}|PASS {password}"}, // AUTH PLAIN, where CAPA has it: inside TLS
			{say: "STAT"},
			{say: "LIST"},
			{say: "UIDL"},
			{say: "TOP # 0", about: fresh, instead: "RETR #"},
			{say: "QUIT"},
		},
		says: [sayings]string{
			saidSome:        "Received {news} of {news} messages",
			saidNothing:     "There are no new messages.",
			saidEmpty:       "There are no new messages.",
			saidDenied:      "Login to server {host} with username {user} failed.",
			saidRefused:     "The {command} command did not succeed. Mail server {host} responded: {text}",
			saidLost:        "Connection to server {host} was reset.",
			saidUnreachable: "Failed to connect to server {host}.",
			saidClosed:      "Could not connect to server {host}; the connection was refused.",
		},
	},
}

// modes are the words for all programs.
func modes() []string {
	var list []string
	for i := range programs {
		list = append(list, programs[i].mode)
	}
	return list
}

// programFor finds the program of a mode, or nil.
func programFor(mode string) *program {
	for i := range programs {
		if programs[i].mode == mode {
			return &programs[i]
		}
	}
	return nil
}
