package forward

import "sync"

// maxAttempts is how many passwords a session may try, and maxAsked how many
// commands may wait for their replies before login.
const maxAttempts, maxAsked = 4, 32

// watch follows a session until somebody is logged in. It holds nothing back: it
// counts octets that may pass, and ends a session whose page would guess passwords,
// send in clear what must not be, or talk into the beginning of TLS. After a
// login it is gone, and the relay touches octets no more.
//
// It knows two things of POP3: a command is a line that begins with a word of four
// letters, and its reply is a line that begins with +OK or -ERR (RFC 1939 section 3).
// CAPA alone has a list behind it that matters (RFC 2449 section 5), and AUTH alone
// asks for lines that are no commands (RFC 5034 section 4).
type watch struct {
	target *Target

	mu    sync.Mutex
	page  pageLine
	reply replyLine

	// What the server has not answered, twice: it answers an empty line, or it does not.
	// Servers do either, and both are kept as long as both may be true.
	answering, silent queue
	attempts          int  // passwords sent
	failed            int  // passwords refused
	told              bool // the server awaits an answer to a challenge of AUTH
	listing           bool // the list of CAPA is under way
	offered           bool // STLS was in it
	phase             phase
	replied           bool // since STLS was sent; in phase asked to a command before it, then
	loggedIn          bool
	news              bool // failed has grown
}

// outcome tells how many passwords were refused in all, when there are more than
// when it was last asked, and whether there is a login.
func (w *watch) outcome() (failed int, loggedIn bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.news {
		w.news, failed = false, w.failed
	}
	return failed, w.loggedIn
}

// phase is how far a session is on its way into TLS.
type phase int

const (
	clearText phase = iota
	asked           // STLS is sent
	agreed          // the server said +OK
	underway        // the page said that TLS is to begin
	encrypted
)

var (
	tooManyGuesses = &ending{code: 1008, reason: "Too many logins failed in this session. Wait a while, then connect again."}
	tooManyAsked   = &ending{code: 1008, reason: "Too many commands at once before login."}
	authUnanswered = &ending{code: 1008, reason: "A line came after AUTH before the server had answered it."}
	lineEnding     = &ending{code: 1008, reason: "Before login, each line must end with CR LF."}

	overheard   = &ending{code: 4007, reason: "This page came without HTTPS, so others could read a password. Open it with https."}
	notForLogin = &ending{code: 4007, reason: "Before login, the bridge forwards only what a login needs."}
	notInClear  = &ending{code: 4007, reason: "This target wants STLS first: nothing else goes out in clear text."}

	injected    = &ending{code: 4006, reason: "The server said more in clear text after agreeing to TLS. Somebody may be in between."}
	talkedInto  = &ending{code: 4006, reason: "The page sent something between STLS and the end of the TLS handshake."}
	notAgreed   = &ending{code: 4006, reason: "TLS can begin only after the server has answered STLS with +OK."}
	outOfStep   = &ending{code: 4006, reason: "A command before STLS had no answer yet, so the reply that came counts for that one, not for STLS."}
	afterLogin  = &ending{code: 4006, reason: "TLS can begin only before a login."}
	notPlanned  = &ending{code: 4006, reason: "This target is not set up for STLS. Whoever runs the bridge can change that."}
	stlsMissing = noTLS("The server does not offer STLS, or somebody in between hides it. This target wants it.")
	stlsRefused = noTLS("The server refused STLS, or somebody in between did. This target wants it.")
)

// newWatch follows a session that has just been greeted.
func newWatch(t *Target) *watch {
	w := &watch{target: t}
	if t.TLS == Implicit {
		w.phase = encrypted
	}
	return w
}

// begin is the page's wish to begin TLS.
func (w *watch) begin() *ending {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.target.TLS != StartTLS:
		return notPlanned
	case w.behind():
		return outOfStep
	case w.phase != agreed:
		return notAgreed
	}
	w.phase = underway
	return nil
}

// behind says whether STLS has no reply though one came after it. The server may have
// answered another command twice and one not at all, but who answers what is known by
// the order alone.
func (w *watch) behind() bool { return w.phase == asked && w.replied }

// beginning says whether TLS is to begin.
func (w *watch) beginning() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.phase == underway
}

// secured ends the watch over the beginning of TLS. What was asked before it
// counts no more (RFC 2595 section 4).
func (w *watch) secured() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.phase, w.answering, w.silent = encrypted, queue{}, queue{}
	w.page, w.reply = pageLine{}, replyLine{}
}
