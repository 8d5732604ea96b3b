package forward

// verb is the word of a command.
type verb byte

const (
	other verb = iota
	user
	pass
	apop
	auth
	capa
	stls
	quit
	noop
	response // no command: the answer to a challenge of AUTH
	nothing  // nor is an empty line
)

// verbs are the commands that the watch tells apart, and what is allowed where.
var verbs = []struct {
	word    string
	verb    verb
	login   bool // a login needs it
	inClear bool // it may go out before STLS
}{
	{"USER", user, true, false},
	{"PASS", pass, true, false},
	{"APOP", apop, true, false},
	{"AUTH", auth, true, false},
	{"CAPA", capa, true, true},
	{"STLS", stls, true, true},
	{"QUIT", quit, true, true},
	{"NOOP", noop, true, true},
}

// pageLine is the line that the page is sending.
type pageLine struct {
	word     [4]byte // in capitals
	n        int     // octets of the line, up to 5, from its word on
	judged   bool    // the word is complete, and verb is its command
	verb     verb
	argument bool
	cr       bool
}

// up follows octets of the page and gives how many of them may go to the server.
// If not all, it says why the session is over.
func (w *watch) up(b []byte) (int, *ending) {
	w.mu.Lock()
	defer w.mu.Unlock()
	begin := 0 // of the line
	for i, c := range b {
		if why := w.pageOctet(c); why != nil {
			return begin, why
		}
		if c == '\n' {
			begin = i + 1
		}
	}
	return len(b), nil
}

func (w *watch) pageOctet(c byte) *ending {
	l := &w.page
	switch {
	case w.behind():
		return outOfStep
	case w.phase == asked, w.phase == agreed, w.phase == underway:
		return talkedInto
	case l.cr != (c == '\n'):
		return lineEnding
	case c == '\n':
		return w.pageLineEnds()
	case l.n == 0 && w.told:
		l.judged, l.verb = true, response
	case l.n == 0 && w.answering.newest() == auth && w.silent.newest() == auth:
		return authUnanswered
	}
	return w.pageWord(c)
}

// pageWord takes an octet of a line. The word of a command ends with a space, with
// the line, or when it is too long to be one that is known; that is the moment to
// judge it, before an argument follows. Spaces in front of it some servers pass over,
// as Courier does, so they hide no word.
func (w *watch) pageWord(c byte) *ending {
	l := &w.page
	l.cr = c == '\r'
	if l.n == 0 && !l.judged && c <= ' ' && !l.cr {
		return w.judge(other)
	}
	l.argument = l.argument || l.judged && c > ' '
	if !l.judged && (c <= ' ' || l.n == len(l.word)) {
		l.judged, l.verb = true, verbOf(l.word[:l.n], c)
		if why := w.judge(l.verb); why != nil {
			return why
		}
	}
	if !l.judged {
		l.word[l.n] = upper(c)
	}
	l.n = min(l.n+1, len(l.word)+1)
	return w.tried(l)
}

func verbOf(word []byte, next byte) verb {
	for _, v := range verbs {
		if v.word == string(word) && next <= ' ' {
			return v.verb
		}
	}
	return other
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

// judge says whether a command may go out at all.
func (w *watch) judge(v verb) *ending {
	login, inClear := false, false
	for _, known := range verbs {
		if known.verb == v {
			login, inClear = known.login, known.inClear
		}
	}
	switch {
	case w.target.exposed && (v == pass || v == auth):
		return overheard
	case w.target.Required && w.phase == clearText && !inClear:
		return notInClear
	case w.target.LoginOnly && !login:
		return notForLogin
	}
	return nil
}

// tried counts a password when its line is complete but for the LF, without which
// it does nothing.
func (w *watch) tried(l *pageLine) *ending {
	if !l.cr || !l.credential() {
		return nil
	}
	w.attempts++
	if w.attempts > maxAttempts {
		return tooManyGuesses
	}
	return nil
}

// credential says whether a line tries to log in. AUTH alone asks for a list
// on some servers.
func (l *pageLine) credential() bool {
	return l.verb == pass || l.verb == apop || l.verb == auth && l.argument
}

func (w *watch) pageLineEnds() *ending {
	l := w.page
	w.page = pageLine{}
	if l.verb == response {
		w.told = false
		return nil
	}
	switch {
	case l.verb == auth && !l.argument:
		l.verb = other
	case l.n <= 1: // the CR
		l.verb = nothing
	}
	if l.verb == stls && w.phase == clearText {
		w.phase, w.replied = asked, false
	}
	return w.push(l.verb)
}
