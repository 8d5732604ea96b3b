package check

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// tell says how a command was answered, and where.
func (s step) tell(v *view, x *transcript.Exchange) string {
	verb := " was answered at "
	if x.Outcome == transcript.Err {
		verb = " was refused at "
	}
	return s.command.String() + verb + line(x.Status) + ": " + v.Transcript.Masked(x.Status)
}

// missing says why a step is not taken in a session after an exchange: the
// newest try tells most, and if there was none, a try with other arguments.
func (s step) missing(v *view, in *session, after int, where scope) Verdict {
	var other *transcript.Exchange
	for n := len(in.exchanges) - 1; n >= 0 && in.exchanges[n] > after; n-- {
		x := &v.Transcript.Exchanges[in.exchanges[n]]
		if s.is(x) {
			return s.failed(v, x)
		}
		if other == nil && s.keyword == pop3.Upper(x.Keyword) {
			other = x
		}
	}
	if other != nil {
		return unmet(other.Request, "you sent "+shown(other)+" at "+line(other.Request)+", and this goal wants "+s.command.String())
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
func (s step) failed(v *view, x *transcript.Exchange) Verdict {
	switch x.Outcome {
	case transcript.Pending:
		return unmet(x.Request, "the reply to "+s.keyword+" at "+line(x.Request)+" has not come yet")
	case transcript.Unanswered:
		return unmet(x.Request, s.keyword+" at "+line(x.Request)+" got no reply: the connection ended first")
	case transcript.Garbled:
		return unmet(x.Status, "the reply to "+s.keyword+" at "+line(x.Status)+" is neither +OK nor -ERR")
	case transcript.OK:
		return unmet(x.Status, s.tell(v, x)+"; this goal wants it refused")
	}
	return unmet(x.Status, s.tell(v, x)+s.advice(x))
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
