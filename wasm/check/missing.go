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

// missing says why a step is not taken in a session after an exchange: the
// newest try tells most, and if there was none, a try with other arguments.
func (s step) missing(in *session, after int, where scope) Verdict {
	var other *transcript.Exchange
	for n := len(in.exchanges) - 1; n >= 0 && in.exchanges[n] > after; n-- {
		x := &in.Transcript.Exchanges[in.exchanges[n]]
		if s.is(x) {
			return s.failed(in, x)
		}
		if other == nil && s.keyword == pop3.Upper(x.Keyword) {
			other = x
		}
	}
	if other != nil {
		return in.unmet(other.Request, "you sent "+shown(other)+" at "+in.line(other.Request)+", and this goal wants "+s.command.String())
	}
	return unmet(-1, s.command.String()+" has not been sent yet"+where.at())
}

// shown is a command as it may be repeated to the learner: without its secret.
func shown(x *transcript.Exchange) string {
	switch x.Keyword {
	case "PASS", "APOP", "AUTH":
		return x.Keyword
	}
	return strings.TrimSpace(x.Keyword + " " + x.Arguments)
}

// failed says why a try did not count.
func (s step) failed(in *session, x *transcript.Exchange) Verdict {
	switch x.Outcome {
	case transcript.Pending:
		return in.unmet(x.Request, "the reply to "+s.keyword+" at "+in.line(x.Request)+" has not come yet")
	case transcript.Unanswered:
		return in.unmet(x.Request, s.keyword+" at "+in.line(x.Request)+" got no reply: the connection ended first")
	case transcript.Garbled:
		return in.unmet(x.Status, "the reply to "+s.keyword+" at "+in.line(x.Status)+" is neither +OK nor -ERR")
	case transcript.OK:
		return in.unmet(x.Status, s.tell(in, x)+"; this goal wants it refused")
	}
	return in.unmet(x.Status, s.tell(in, x)+s.advice(x))
}

// advice says what to do after -ERR where the state tells it.
func (s step) advice(x *transcript.Exchange) string {
	login := s.keyword == "USER" || s.keyword == "PASS" || s.keyword == "APOP"
	switch {
	case s.keyword == "PASS" && x.Before == transcript.Authorization:
		return "; send USER again, then PASS"
	case login && x.Before == transcript.Transaction:
		return "; you are logged in already"
	case !login && x.Before == transcript.Authorization:
		return "; log in first, with USER and PASS"
	}
	return ""
}
