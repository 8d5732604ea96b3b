package pop3_test

import (
	"regexp"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

var (
	// mayWork are the lines that can get +OK or a challenge before the login.
	mayWork = regexp.MustCompile(`(?i)^(USER [^ ]+|APOP [^ ]+ [0-9a-f]{32}|AUTH [!-~]+( [!-~]+)?|AUTH|CAPA|QUIT|UTF8|STLS|LANG( [!-~]+)?)$`)
	// mustWork are those that get +OK whatever is offered.
	mustWork = regexp.MustCompile(`(?i)^(USER [!-~]{1,40}|CAPA|QUIT)$`)
)

// FuzzLine sends one line, before the login or after. What the grammar of RFC
// 1939 section 3 does not have gets -ERR, and what it has does what it should.
func FuzzLine(f *testing.F) {
	for _, c := range cases(f) {
		for line := range strings.Lines(c.Sent()) {
			f.Add(line, false)
			f.Add(line, true)
		}
	}
	f.Fuzz(func(t *testing.T, line string, login bool) {
		line, _, _ = strings.Cut(line, "\n")
		line += "\n"
		c, drop := newWorld(t)
		p := newPeer(t, c)
		defer p.Drop()
		if login {
			p.say("USER alice")
			p.say("PASS secret")
			v := newView(drop.Messages())
			p.checkTransaction(v, line, p.send([]byte(line))[0])
			return
		}
		got := p.send([]byte(line))[0]
		command := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if (got.ok || got.challenge) && (!mayWork.MatchString(command) || len(line) > pop3.MaxLine) {
			t.Errorf("%q means nothing, and got %+v", line, got)
		}
		if !got.ok && mustWork.MatchString(command) && len(line) <= pop3.MaxLine {
			t.Errorf("%q is right, and got %+v", line, got)
		}
	})
}
