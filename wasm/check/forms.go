package check

// Form is one way to write a goal, for manuals.
type Form struct {
	Syntax  string // words in capitals stand for something of your own
	Example string // a goal that ParseGoal takes
	Meaning string // one sentence
}

// form is one row of the table of goals.
type form struct {
	Form
	reach reach
	guard bool // holds until it is broken
	port  bool // needs a program and a real port
	build func(captured) (judger, error)
}

// reach says which sessions a form looks at.
type reach uint8

const (
	nowhere  reach = iota // none; it takes no "as USER", "on HOST" or "in WINDOW"
	anywhere              // those of the scope, if there are any
	tries                 // the same, and those in which its user only tried to log in; there must be one
	logins                // those of the scope; there must be one
	owner                 // the same, and the maildrop of user and host: both must be named
)

// forms is the table of goals. Where several fit, the first counts.
var forms = []form{
	{
		Form: Form{"greeting seen", "greeting seen on dewey",
			"The server greeted: with +OK, or in SMTP with 220."},
		reach: anywhere, build: buildGreeting,
	},
	{
		Form: Form{"reply to COMMAND is REPLY", "reply to RETR 1 is +OK",
			"The command was answered so, at least once."},
		reach: anywhere, build: buildReply,
	},
	{
		Form: Form{"replies in order STEPS", "replies in order USER +OK then PASS +OK",
			"These replies came in this order within one session."},
		reach: anywhere, build: buildOrder,
	},
	{
		Form: Form{"errors of COUNT kinds seen", "errors of 3 kinds seen",
			"Commands were refused for so many reasons: unknown command, wrong state, wrong argument, wrong name or secret."},
		reach: tries, build: buildErrors,
	},
	{
		Form: Form{"state STATE reached", "state TRANSACTION reached on dewey",
			"A session was in that state, at least once."},
		reach: logins, build: buildState,
	},
	{
		Form: Form{"session ended by WAY in STATE", "session ended by quit in AUTHORIZATION",
			"A session ended that way in that state: a QUIT after the login ends in UPDATE, one before it in AUTHORIZATION."},
		reach: logins, build: buildEnding,
	},
	{
		Form: Form{"session ended by WAY", "session ended by quit on dewey",
			"A session ended that way: quit, hang-up (the learner closed without QUIT), cable (it was pulled), timeout (the server's timer) or server (the server or the line gave up)."},
		reach: logins, build: buildEnding,
	},
	{
		Form: Form{"maildrop left empty", "maildrop left empty as mrose on dewey",
			"A session of the user is over, and no message is left on the server."},
		reach: owner, build: buildEmpty,
	},
	{
		Form: Form{"maildrop left untouched", "maildrop left untouched as mrose on dewey",
			"A session of the user is over, and every message that ever came is still on the server."},
		reach: owner, build: buildUntouched,
	},
	{
		Form: Form{"maildrop left with COUNT messages of OCTETS octets",
			"maildrop left with 2 messages of 320 octets as mrose on dewey",
			"A session of the user is over, and exactly this is left on the server."},
		reach: owner, build: buildLeft,
	},
	{
		Form: Form{"maildrop left with only messages WHICH",
			"maildrop left with only messages from ann@example.org as mrose on dewey",
			"A session of the user is over; these messages are all there, and nothing else is: those from a person, or those with numbers such as 1, 3."},
		reach: owner, build: buildOnly,
	},
	{
		Form: Form{"maildrop left without messages WHICH",
			"maildrop left without messages 1, 3 as mrose on dewey",
			"A session of the user is over; these messages are gone, and nothing else is."},
		reach: owner, build: buildWithout,
	},
	{
		Form: Form{"messages under OCTETS octets fetched and no others",
			"messages under 5000 octets fetched and no others as class on dewey",
			"In one session, RETR fetched every message under that size before any larger one."},
		reach: owner, build: buildSmaller,
	},
	{
		Form: Form{"messages NUMBERS fetched and no others",
			"messages 1, 3 fetched and no others as mrose on dewey",
			"In one session, RETR fetched the messages with these numbers before any other."},
		reach: logins, build: buildNumbered,
	},
	{
		Form: Form{"copies of SUBJECT kept in WINDOW are COUNT", "copies of New mail kept in portable are 2",
			"So often has RETR brought a message with that subject into that window, whole."},
		reach: anywhere, build: buildCopies,
	},
	{
		Form: Form{"command COMMAND never sent", "command DELE never sent on dewey",
			"The newest session did without that command."},
		reach: tries, guard: true, build: buildNever,
	},
	{
		Form: Form{"command COMMAND never sent in clear", "command PASS never sent in clear on dewey",
			"The newest session sent that command inside TLS only."},
		reach: tries, guard: true, build: buildNeverInClear,
	},
	{
		Form: Form{"command COMMAND sent", "command UIDL sent on dewey",
			"The command was sent, however the server answered."},
		reach: tries, build: buildSent,
	},
	{
		Form: Form{"command COMMAND retried after SECONDS seconds", "command PASS retried after 5 seconds",
			"The command was refused, and the next one came so many seconds later or more, in whatever session."},
		reach: tries, build: buildRetried,
	},
	{
		Form: Form{"commands COMMANDS sent at once", "commands STAT LIST QUIT sent at once",
			"These commands went out in this order, all of them before the reply to the first."},
		reach: tries, build: buildTogether,
	},
	{
		Form: Form{"at most COUNT commands sent", "at most 6 commands sent on dewey",
			"The newest session had no more commands than that."},
		reach: tries, guard: true, build: buildMost,
	},
	{
		Form: Form{"at most OCTETS octets received", "at most 2000 octets received on dewey",
			"In the newest session the server sent no more octets than that."},
		reach: tries, guard: true, build: buildReceived,
	},
	{
		Form: Form{"event NAME happened", "event waited happened",
			"The learner's world told of it: waited, arrived, cable-out, cable-in, disk-full, disk-free, attacker-on, attacker-off, host-stopped, host-started, queued, relayed, read-copy, digested, timed-out or tls."},
		reach: anywhere, build: buildEvent,
	},
	{
		Form: Form{"line PATTERN typed", "line USER: * typed",
			"The learner typed that line, whether it was sent or stayed in the console; a star at the end stands for one word or more."},
		reach: anywhere, build: buildTyped,
	},
	{
		Form: Form{"every line ends with crlf", "every line ends with crlf as ann",
			"In the newest session every line of the client ended with CR LF."},
		reach: logins, build: buildCRLF,
	},
	{
		Form: Form{"files of USER saved", "files of ann saved",
			"The learner's own program saved every message of that user as one file, byte for byte, and nothing else."},
		port: true, build: buildSaved,
	},
	{
		Form: Form{"answer FIELD is VALUE", "answer count is 2",
			"The learner wrote that value, or that fact, into the field; \"or\" parts values of which any is right."},
		build: buildAnswer,
	},
}

// Forms are all ways to write a goal.
func Forms() []Form {
	list := make([]Form, len(forms))
	for i, f := range forms {
		list[i] = f.Form
	}
	return list
}
