package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// topics are the notes of lines that the learner's own program writes.
var topics = [transcript.Lost + 1]key{
	transcript.Trying: localTrying, transcript.Opened: localOpened, transcript.Escape: localEscape,
	transcript.UnknownHost: localUnknownHost, transcript.Refused: localRefused, transcript.Usage: localUsage,
	transcript.Offline: localOffline, transcript.HelpText: localHelp,
}

// typed are the notes of the words that the console keeps to itself.
var typed = glossary[key]{
	{"telnet", localTelnet}, {"openssl", localOpenssl}, {"help", localHelpWord}, {"clear", localClear},
}

// endings are the notes of a connection that ends without the reply to QUIT:
// before the login, with nothing marked, with marks.
var endings = [transcript.Lost + 1][3]key{
	transcript.ServerClosed:  {serverLeftEarly, serverLeft, serverLeftMarks},
	transcript.LearnerClosed: {learnerLeftEarly, learnerLeft, learnerLeftMarks},
	transcript.Lost:          {lineLostEarly, lineLost, lineLostMarks},
}

// local explains a line that never was on the wire.
func (s *session) local(l *line) remark {
	if keys := endings[l.Topic]; keys[0] != nothing {
		return s.ending(keys)
	}
	if k := topics[l.Topic]; k != nothing {
		return remark{key: k}
	}
	if l.Topic == transcript.Typed {
		word, _, _ := strings.Cut(strings.TrimSpace(l.text), " ")
		if k, ok := typed.find(pop3.Lower(word)); ok {
			return remark{key: k}
		}
		return remark{key: localTyped}
	}
	return remark{key: localOther}
}

// ending explains what the end of the connection means for the maildrop.
func (s *session) ending(keys [3]key) remark {
	switch {
	case s.updated:
		return remark{key: closedUpdated}
	case s.left:
		return remark{key: closedEarly}
	case s.leaving && s.loggedIn, s.sealed:
		return remark{key: closedUncertain}
	case !s.loggedIn:
		return remark{key: keys[0]}
	}
	return s.byMarks(keys[1], keys[2], keys[1])
}
