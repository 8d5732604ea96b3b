package check

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// tell says how a command was answered, and where.
func (s *step) tell(in *session, x *transcript.Exchange) string {
	text := "$ was answered at @: $"
	if x.Outcome == transcript.Err {
		text = "$ was refused at @: $"
	}
	return fill(text, in.line(x.Status), []string{s.String(), in.Transcript.Masked(x.Status)})
}

// missing says why a step is not taken in a session behind an entry: the newest try
// tells most, and if there was none, a try with other arguments.
func (s *step) missing(q *inquiry, in *session, after int) *Verdict {
	var other *transcript.Exchange
	for _, x := range slices.Backward(in.exchanges) {
		switch {
		case x.Request <= after:
		case s.is(in, x):
			return s.failed(in, x)
		case other == nil && s.keyword == pop3.Upper(x.Keyword):
			other = x
		}
	}
	if other != nil {
		return in.unmet(other.Request, "you sent $ at @, and this goal wants $", in.shown(other), s.String())
	}
	return missing("$ has not been sent yet$$", s.String(), q.at(), in.over())
}

// shown is a command as it may be repeated to the learner: without its secret.
func (s *session) shown(x *transcript.Exchange) string {
	switch x.Keyword {
	case "PASS", "APOP", "AUTH":
		return x.Keyword
	case "":
		return say("an empty line")
	}
	return strings.TrimSpace(s.Transcript.Masked(x.Request))
}

// failed says why a try did not count.
func (s *step) failed(in *session, x *transcript.Exchange) *Verdict {
	switch {
	case x.Outcome == transcript.Pending:
		return in.unmet(x.Request, "the reply to $ at @ has not come yet", s.keyword)
	case x.Outcome == transcript.Unanswered:
		return in.unmet(x.Request, "$ at @ got no reply: the connection ended first", s.keyword)
	}
	text := s.tell(in, x)
	switch {
	case s.code != 0, x.Outcome == s.want:
		text += say("; this goal wants $", s.reply())
	case x.Outcome == transcript.Garbled:
		text += say(", which is neither +OK nor -ERR")
	case x.Outcome == transcript.OK:
		text += say("; this goal wants it refused")
	default:
		text += s.advice(in, x)
	}
	return in.unmet(x.Status, "$", text)
}

// advice says what to do after -ERR where code or state tells it.
func (s *step) advice(in *session, x *transcript.Exchange) string {
	reply := in.Transcript.Text(x.Status)
	login := s.keyword == "USER" || s.keyword == "PASS" || s.keyword == "APOP"
	switch {
	case pop3.HasPrefixFold(reply, "-ERR [IN-USE]"):
		return say("; another session has the maildrop, so end that one first")
	case pop3.HasPrefixFold(reply, "-ERR [LOGIN-DELAY]"):
		return say("; wait a little, then log in again")
	case s.keyword == "PASS" && x.Before == transcript.Authorization:
		return say("; send USER again, then PASS")
	case login && x.Before == transcript.Transaction:
		return say("; you are logged in already")
	case !login && x.Before == transcript.Authorization:
		return say("; log in first, with USER and PASS")
	}
	return ""
}
