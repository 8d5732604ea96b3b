package check

import (
	"errors"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// Form is one way to write a goal, for manuals.
type Form struct {
	Syntax  string // words in capitals stand for something of your own
	Example string // a goal that ParseGoal takes
	Meaning string // one sentence
}

// form is one row of the table of goals.
type form struct {
	Form
	scoped bool // may end in "as USER", "on HOST" and "in WINDOW"
	whose  bool // must end in the first two
	guard  bool // holds until it is broken
	build  func(captured) (judge, error)
}

// forms is the table of goals. The first word of each syntax is its own.
var forms = []form{
	{
		Form: Form{"greeting seen", "greeting seen on dewey",
			"The server greeted with +OK."},
		scoped: true, build: buildGreeting,
	},
	{
		Form: Form{"reply to COMMAND is REPLY", "reply to RETR 1 is +OK",
			"The command was answered so, at least once."},
		scoped: true, build: buildReply,
	},
	{
		Form: Form{"replies in order STEPS", "replies in order USER +OK then PASS +OK",
			"These replies came in this order within one session."},
		scoped: true, build: buildOrder,
	},
	{
		Form: Form{"state STATE reached", "state TRANSACTION reached on dewey",
			"A session was in that state, at least once."},
		scoped: true, build: buildState,
	},
	{
		Form: Form{"session ended by WAY", "session ended by quit on dewey",
			"A session ended that way: quit, hang-up (the learner closed without QUIT) or server (the server or the line gave up)."},
		scoped: true, build: buildEnding,
	},
	{
		Form: Form{"maildrop left with COUNT messages of OCTETS octets",
			"maildrop left with 2 messages of 320 octets as mrose on dewey",
			"A session of the user is over, and exactly this is left on the server."},
		scoped: true, whose: true, build: buildLeft,
	},
	{
		Form: Form{"messages under OCTETS octets fetched and no others",
			"messages under 5000 octets fetched and no others as class on dewey",
			"In one session, RETR fetched every message under that size before any larger one."},
		scoped: true, whose: true, build: buildFetched,
	},
	{
		Form: Form{"command COMMAND never sent", "command DELE never sent on dewey",
			"The newest session did without that command."},
		scoped: true, guard: true, build: buildNever,
	},
	{
		Form: Form{"every line ends with crlf", "every line ends with crlf as ann",
			"In the newest session every line of the client ended with CR LF."},
		scoped: true, build: buildCRLF,
	},
	{
		Form: Form{"files of USER saved", "files of ann saved",
			"The learner's own program saved every message of that user as one file, byte for byte, and nothing else."},
		build: buildSaved,
	},
	{
		Form: Form{"answer FIELD is VALUE", "answer count is 2",
			"The learner wrote that value, or that fact, into the field."},
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

func buildGreeting(captured) (judge, error) { return greeted, nil }

func buildReply(c captured) (judge, error) {
	s, err := parseStep(c["COMMAND"] + " " + c["REPLY"])
	return s.answered, err
}

func buildOrder(c captured) (judge, error) {
	var list steps
	for part := range strings.SplitSeq(" "+c["STEPS"]+" ", " then ") {
		s, err := parseStep(part)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list.answered, nil
}

func buildState(c captured) (judge, error) {
	if state, ok := parseState(c["STATE"]); ok {
		return reached(state), nil
	}
	return nil, errors.New("there is no state " + c["STATE"] + "; write AUTHORIZATION, TRANSACTION or UPDATE")
}

// parseState reads the name of a state.
func parseState(name string) (transcript.State, bool) {
	for _, state := range []transcript.State{transcript.Authorization, transcript.Transaction, transcript.Updated} {
		if pop3.EqualFold(name, state.String()) {
			return state, true
		}
	}
	return 0, false
}

func isState(name string) bool {
	_, ok := parseState(name)
	return ok
}

func buildEnding(c captured) (judge, error) {
	for _, way := range []ending{byQuit, byHangup, byServer} {
		if pop3.EqualFold(c["WAY"], way.String()) {
			return endedBy(way), nil
		}
	}
	return nil, errors.New("a session does not end by " + c["WAY"] + "; write quit, hang-up or server")
}

func buildLeft(c captured) (judge, error) {
	count, err := number(c["COUNT"])
	if err != nil {
		return nil, err
	}
	octets, err := number(c["OCTETS"])
	return left{count, octets}.judge, err
}

func buildFetched(c captured) (judge, error) {
	limit, err := number(c["OCTETS"])
	return fetched(limit).judge, err
}

func buildNever(c captured) (judge, error) {
	return parseCommand(strings.Fields(c["COMMAND"])).never, nil
}

func buildAnswer(c captured) (judge, error) {
	return newAnswer(c["FIELD"], c["VALUE"]).judge, nil
}

func number(word string) (int, error) {
	n, ok := pop3.Decimal(word)
	if !ok {
		return 0, errors.New("\"" + word + "\" is no count; write digits alone, such as 320")
	}
	return n, nil
}
