package forward

import "bytes"

// replyLine is the beginning of the line that the server is sending. Five octets
// tell all that matters: "+OK ", "-ERR ", "STLS", "."; and that "STLSX" is none of them.
type replyLine struct {
	begin [5]byte
	n     int // octets of the line, without CR, up to 5
	cut   bool
}

func (l *replyLine) is(word string) bool {
	return !l.cut && bytes.EqualFold(l.begin[:l.n], []byte(word))
}

func (l *replyLine) status(indicator string) bool { return hasStatus(l.begin[:l.n], indicator) }

// down follows octets of the server and gives how many of them may go to the
// page. If not all, or if a line of them ends the session, it says why.
func (w *watch) down(b []byte) (int, *ending) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, c := range b {
		if w.phase == agreed || w.phase == underway {
			return i, injected
		}
		if why := w.serverOctet(c); why != nil {
			return i + 1, why
		}
	}
	return len(b), nil
}

func (w *watch) serverOctet(c byte) *ending {
	l := &w.reply
	switch {
	case c == '\n':
		line := *l
		*l = replyLine{}
		return w.serverLine(&line)
	case c == '\r':
	case l.n == len(l.begin):
		l.cut = true
	default:
		l.begin[l.n] = c
		l.n++
	}
	return nil
}

func (w *watch) serverLine(l *replyLine) *ending {
	switch {
	case w.listing:
		return w.listed(l)
	case l.status(positive):
		return w.accepted(w.pop(true))
	case l.status(negative):
		return w.refused(w.pop(false))
	case l.status("+"):
		w.settle(true)
		w.told = w.answering.newest() == auth && w.answering.n == 1
	}
	return nil
}

// listed takes a line of the list of CAPA.
func (w *watch) listed(l *replyLine) *ending {
	switch {
	case l.is("STLS"):
		w.offered = true
	case l.is("."):
		w.listing = false
		if w.target.Required && w.phase == clearText && !w.offered {
			return stlsMissing
		}
	}
	return nil
}

// accepted takes a +OK. Where it may belong to either of two commands, it is taken for
// neither: a login would end the watch.
func (w *watch) accepted(v, or verb) *ending {
	switch {
	case v.logsIn() && or.logsIn():
		w.loggedIn, w.told = true, false
	case v != or:
	case v == capa:
		w.listing, w.offered = true, false
	case v == stls && w.phase == asked:
		w.phase = agreed
	}
	return nil
}

// refused takes a -ERR. Where it may belong to a password, it does.
func (w *watch) refused(v, or verb) *ending {
	switch {
	case v.logsIn(), or.logsIn():
		w.told, w.news = false, true
		if w.failed++; w.failed == maxAttempts {
			return tooManyGuesses
		}
	case v == stls && or == stls && w.phase == asked:
		w.phase = clearText
		if w.target.Required {
			return stlsRefused
		}
	}
	return nil
}

// logsIn says whether a yes to the command is a login.
func (v verb) logsIn() bool { return v == pass || v == apop || v == auth }
