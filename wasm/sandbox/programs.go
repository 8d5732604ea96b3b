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

	pipelines bool // where CAPA allows it
	forgets   bool // it does not know what it has fetched before
	skims     bool // a header is all that it wants
	leaves    bool // an empty maildrop ends the session behind STAT
	quits     bool // a refusal is followed by QUIT; else the program just hangs up
	says      sayings
}

// step is what a program sends at a time: commands parted by "|", for each message
// that it is about. In the place of # stands the number of the message.
type step struct {
	say   string
	about about
	when  when
	piped bool // the program does not wait for replies within this step
	may   bool // a refusal changes nothing
}

// about is which messages a step is about.
type about uint8

const (
	none  about = iota // the maildrop, or the session
	fresh              // those that the device has not got whole or, for headers, at all
	all                // every one in the maildrop
)

// when is on what a step depends.
type when uint8

const (
	always       when = iota
	withPlain         // CAPA offers AUTH PLAIN
	withoutPlain      // it does not
)

// sayings are what the program tells its user. In braces stand the names of what is
// filled in.
type sayings struct {
	some, nothing, empty string // how many messages came, that none is new, that none is there
	busy                 string // another session has the maildrop, where the program knows that
	login                string // the server refused user or password
	refused              string // it refused a command
	lost                 string // the connection broke
	unreachable, closed  string // no network, nothing that listens
}

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
			{say: "DELE #", about: all, piped: true},
			{say: "QUIT"},
		},
		says: sayings{
			some:        "new: {new} in {newbytes}, total: {total} in {bytes}",
			nothing:     "new: no messages, total: {total} in {bytes}",
			empty:       "no messages",
			login:       "mpop: authentication failed (method USER)\nmpop: POP3 server message: {reply}",
			refused:     "mpop: command {command} failed\nmpop: POP3 server message: {reply}",
			lost:        "mpop: POP3 server sent an empty reply",
			unreachable: "mpop: cannot connect to {host}, port 110: Network is unreachable",
			closed:      "mpop: cannot connect to {host}, port 110: Connection refused",
		},
	},
	{
		mode: "keep", name: "poplib (Python)", title: "download and keep", forgets: true,
		steps: []step{
			{say: "USER {user}|PASS {password}"},
			{say: "STAT"},
			{say: "UIDL"},
			{say: "RETR #", about: all},
			{say: "QUIT"},
		},
		says: sayings{
			some:        "{new} fetched",
			nothing:     "{new} fetched",
			empty:       "{new} fetched",
			login:       "poplib.error_proto: b'{reply}'",
			refused:     "poplib.error_proto: b'{reply}'",
			lost:        "poplib.error_proto: -ERR EOF",
			unreachable: "OSError: [Errno 101] Network is unreachable",
			closed:      "ConnectionRefusedError: [Errno 111] Connection refused",
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
		says: sayings{
			some:        "{total}{seen} for {user} at {host} ({octets}).",
			nothing:     "{total}{seen} for {user} at {host} ({octets}).",
			empty:       "fetchmail: No mail for {user} at {host}",
			busy:        "fetchmail: lock busy!  Is another session active?",
			login:       "fetchmail: Authorization failure on {user}@{host}",
			refused:     "fetchmail: client/server protocol error while fetching from {user}@{host}",
			lost:        "fetchmail: socket error while fetching from {user}@{host}",
			unreachable: "fetchmail: POP3 connection to {host} failed: Network is unreachable",
			closed:      "fetchmail: POP3 connection to {host} failed: Connection refused",
		},
	},
	{
		mode: "headers", name: "Thunderbird", title: "headers only", skims: true, leaves: true, quits: true,
		steps: []step{
			{say: "CAPA", may: true},
			{say: "AUTH PLAIN|{plain}", when: withPlain},
			{say: "USER {user}|PASS {password}", when: withoutPlain},
			{say: "STAT"},
			{say: "LIST"},
			{say: "UIDL"},
			{say: "TOP # 0", about: fresh},
			{say: "QUIT"},
		},
		says: sayings{
			some:        "Received {news} of {news} messages",
			nothing:     "There are no new messages.",
			empty:       "There are no new messages.",
			login:       "Login to server {host} with username {user} failed.",
			refused:     "The {command} command did not succeed. Mail server {host} responded: {text}",
			lost:        "Connection to server {host} was reset.",
			unreachable: "Failed to connect to server {host}.",
			closed:      "Could not connect to server {host}; the connection was refused.",
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
