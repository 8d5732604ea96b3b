package check

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// tell says how a command was answered, and where.
func (s step) tell(in *session, x *transcript.Exchange) string {
	verb := " was answered at "
	if x.Outcome == transcript.Err {
		verb = " was refused at "
	}
	return s.command.String() + verb + in.line(x.Status) + ": " + in.Transcript.Masked(x.Status)
}

// missing says why a step is not taken in a session behind an entry: the newest try
// tells most, and if there was none, a try with other arguments.
func (s step) missing(in *session, after int, w scope) Verdict {
	var other *transcript.Exchange
	for n := len(in.exchanges) - 1; n >= 0; n-- {
		x := in.at(n)
		switch {
		case x.Request <= after:
		case s.is(x):
			return s.failed(in, x)
		case other == nil && s.keyword == pop3.Upper(x.Keyword):
			other = x
		}
	}
	if other != nil {
		return in.unmet(other.Request, "you sent "+in.shown(other)+" at "+in.line(other.Request)+
			", and this goal wants "+s.command.String())
	}
	return unmet(-1, s.command.String()+" has not been sent yet"+w.at()+in.over())
}

// shown is a command as it may be repeated to the learner: without its secret.
func (s *session) shown(x *transcript.Exchange) string {
	switch x.Keyword {
	case "PASS", "APOP", "AUTH":
		return x.Keyword
	case "":
		return "an empty line"
	}
	return strings.TrimSpace(s.Transcript.Masked(x.Request))
}

// failed says why a try did not count.
func (s step) failed(in *session, x *transcript.Exchange) Verdict {
	switch {
	case x.Outcome == transcript.Pending:
		return in.unmet(x.Request, "the reply to "+s.keyword+" at "+in.line(x.Request)+" has not come yet")
	case x.Outcome == transcript.Unanswered:
		return in.unmet(x.Request, s.keyword+" at "+in.line(x.Request)+" got no reply: the connection ended first")
	case s.code != 0, x.Outcome == s.want:
		return in.unmet(x.Status, s.tell(in, x)+"; this goal wants "+s.reply())
	case x.Outcome == transcript.Garbled:
		return in.unmet(x.Status, "the reply to "+s.keyword+" at "+in.line(x.Status)+" is neither +OK nor -ERR")
	case x.Outcome == transcript.OK:
		return in.unmet(x.Status, s.tell(in, x)+"; this goal wants it refused")
	}
	return in.unmet(x.Status, s.tell(in, x)+s.advice(in, x))
}

// advice says what to do after -ERR where code or state tells it.
func (s step) advice(in *session, x *transcript.Exchange) string {
	reply := in.Transcript.Text(x.Status)
	login := s.keyword == "USER" || s.keyword == "PASS" || s.keyword == "APOP"
	switch {
	case pop3.HasPrefixFold(reply, "-ERR [IN-USE]"):
		return "; another session has the maildrop, so end that one first"
	case pop3.HasPrefixFold(reply, "-ERR [LOGIN-DELAY]"):
		return "; wait a little, then log in again"
	case s.keyword == "PASS" && x.Before == transcript.Authorization:
		return "; send USER again, then PASS"
	case login && x.Before == transcript.Transaction:
		return "; you are logged in already"
	case !login && x.Before == transcript.Authorization:
		return "; log in first, with USER and PASS"
	}
	return ""
}
