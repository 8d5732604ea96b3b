package annotate

import (
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// topics are the notes of lines that the learner's own program writes.
var topics = [transcript.Topics]key{
	transcript.Trying: localTrying, transcript.Opened: localOpened, transcript.Escape: localEscape,
	transcript.UnknownHost: localUnknownHost, transcript.Refused: localRefused, transcript.Usage: localUsage,
	transcript.Offline: localOffline, transcript.HelpText: localHelp,
	transcript.TLSBegun: localTLS, transcript.Gap: localGap, transcript.Logged: localLogged, transcript.Unfinished: localUnfinished,
	transcript.ViaHere: viaHere, transcript.ViaTLS: viaTLS, transcript.ViaClear: viaClear,

	transcript.Moved: worldMoved, transcript.Waited: worldWaited, transcript.Arrived: worldArrived,
	transcript.CableOut: worldCableOut, transcript.CableIn: worldCableIn,
	transcript.DiskFull: worldDiskFull, transcript.DiskFree: worldDiskFree,
	transcript.AttackerOn: worldAttackerOn, transcript.AttackerOff: worldAttackerOff,
	transcript.HostStopped: worldHostStopped, transcript.HostStarted: worldHostStarted,
	transcript.Queued: worldQueued, transcript.Relayed: worldRelayed,
	transcript.ReadCopy: worldReadCopy, transcript.Digested: worldDigested, transcript.Listens: tapListens,
	transcript.Runs: deviceRuns, transcript.Checked: deviceChecked, transcript.Failed: deviceFailed,
	transcript.ModeSet: deviceMode, transcript.OtherCable: worldOtherCable, transcript.NotYours: deviceNotYours,
}

// typed are the notes of the words that the console keeps to itself.
var typed = glossary[key]{
	{"telnet", localTelnet}, {"openssl", localOpenssl}, {"help", localHelpWord}, {"clear", localClear},
	{"window", localWindow}, {"wait", localWait}, {"deliver", localDeliver}, {"pull plug", localCable}, {"check", localCheck}, {"mode", localMode}, {"disk", localDisk},
	{"attacker", localAttacker}, {"stop start", localSwitch}, {"queue", localQueue}, {"read", localRead}, {"md5", localMd5},
}

// endings are the notes of a connection that ends, by who ended it: without the reply
// to QUIT before the login, with nothing marked, with marks; and behind that reply, with
// no login and with one.
var endings = [transcript.Topics][5]key{
	transcript.ServerClosed:  {serverLeftEarly, serverLeft, serverLeftMarks, closedEarly, closedUpdated},
	transcript.LearnerClosed: {learnerLeftEarly, learnerLeft, learnerLeftMarks, learnerQuitEarly, learnerQuit},
	transcript.Lost:          {lineLostEarly, lineLost, lineLostMarks, lineLostBehind, lineLostBehind},
	transcript.TimedOut:      {timedOutEarly, timedOut, timedOutMarks, closedEarly, closedUpdated},
}

// local explains a line that never was on the wire.
func (s *session) local(l *line) remark {
	if keys := endings[l.Topic]; keys[0] != nothing {
		s.over = true
		if l.protocol == transcript.SMTP {
			return s.smtpEnding()
		}
		return s.ending(l, keys)
	}
	if r := s.event(l); r.key != nothing {
		return r
	}
	switch {
	case l.Topic == transcript.TLSBegun:
		s.secure()
		if s.bridged {
			return remark{key: pick(s.lines == 0, bridgedTLSFirst, bridgedTLS), args: args{N: s.lines}}
		}
	case l.Topic >= transcript.ViaHere && l.Topic <= transcript.ViaClear:
		s.bridged, s.exposed = true, l.Topic == transcript.ViaClear
	case l.Topic == transcript.Gap:
		s.lose()
	case l.Topic == transcript.Unfinished:
		s.over = true
	case l.Topic == transcript.Logged && strings.HasPrefix(l.text, "RENEGOTIATING"):
		return remark{key: localRenegotiating}
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
func (s *session) ending(l *line, keys [5]key) remark {
	byServer := l.Topic == transcript.ServerClosed
	r := remark{key: keys[0]}
	switch seconds := since(s.spoke, l); {
	case s.updated:
		return remark{key: keys[4]}
	case s.left, s.leaving && !s.loggedIn && l.Topic == transcript.LearnerClosed:
		return remark{key: keys[3]}
	case s.hidden, s.gap:
		return remark{key: closedUncertain}
	case s.leaving && s.loggedIn:
		r.key = closedUncertain
	case byServer && !s.greeted && !s.shakes:
		r.key = serverSilent
	case byServer && seconds < longestSilence && since(s.heard, l) > shortestTimer && s.listens():
		r = remark{key: serverLeftSoon, args: args{N: seconds}}
	case s.loggedIn:
		r = s.byMarks(keys[1], keys[2], keys[1])
	}
	if byServer && s.open > 0 && !s.turnedAway && !s.sealed { // an alert of TLS is an answer, too
		r.aside, r.args.M = unanswered, s.open
	}
	return r
}

// A server may end a session that was silent for ten minutes (RFC 1939 section 3).
// One that hangs up within half a minute has another reason. In seconds.
const (
	shortestTimer  = 30
	longestSilence = 600
)

// listens says whether the server had nothing to do but wait for a command: it owes
// no reply and no rest of a message, and no login was refused, behind which it may
// hang up at any time (RFC 1939 section 4).
func (s *session) listens() bool {
	return s.open == 0 && !s.turnedAway && (s.body.message == 0 || s.body.ended)
}

// since is how many seconds passed from a moment to a line, or 0 if nobody knows.
func since(moment int64, l *line) int {
	if moment == 0 || l.Time == 0 {
		return 0
	}
	return int((l.Time - moment) / 1e6)
}
