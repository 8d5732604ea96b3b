// Package dialogue plays POP3 sessions that are written down as text against a
// server: the engine itself, the engine as WASM, or a server behind a TCP port.
//
// A file holds cases. What stands before the first case sets up the world of
// every case in the file, and each case begins with a fresh one:
//
//	# Comments and blank lines mean nothing.
//	profile rfc1939
//	user alice
//	password secret
//	message f1 f2
//
//	== R70 STAT gives count and octets
//	connect
//	S: +OK POP3 server ready
//	C: USER alice
//	S: +OK alice
//	C: PASS secret
//	S: +OK ...
//	C: STAT
//	S: +OK 2 335
//	drop
//
// A case is named by the rule that it proves. Its lines are
//
//	C: LINE          the client sends a line; CRLF is added
//	S: LINE          the server must send this line with CRLF; " ..." at its end
//	                 stands for any further text
//	C> OCTETS        the client sends octets as they are: quoted as in Go, each
//	S> OCTETS        quotation repeated by *N: "F"*600 "\r\n". S> likewise
//	connect [NAME]   opens a connection and talks on it
//	login NAME PASSWORD  connects, and logs in with USER and PASS
//	on NAME          talks on an open connection again
//	starttls         the client does the TLS handshake after STLS
//	closed           the server must have closed the connection
//	drop             the client goes away without QUIT; nothing more may come
//	deliver USER MESSAGE...  mail arrives
//	fail USER        from now on no message of the user can be removed
//	mend USER        they can be removed again
//	wait SECONDS     time passes on the clock of the accounts
//
// and these set up the world:
//
//	profile NAME       wording, else that of RFC 1939
//	timestamp STAMP    of every session; where a user has a secret it offers APOP
//	tls offered|active  STLS begins TLS, or all is inside it from the greeting on
//	require-tls        no password is taken in the clear
//	user NAME          begins an account; the next lines belong to it
//	password REST
//	secret REST
//	logindelay SECONDS between two logins
//	expire DAYS        messages are removed then; 0: at the QUIT after their RETR
//	message NAME...    f1 to f5 of the fixture, a sample of package mailbox
//	                   such as m1, or quoted octets
//
// At the end of a case every open connection is dropped, so that a reply nobody
// expected is always found.
package dialogue

import (
	"errors"
	"strconv"
	"strings"
)

// Case is one dialogue of a file.
type Case struct {
	Name  string
	setup []step
	steps []step
}

// step is one line of a file, taken apart.
type step struct {
	file   string
	number int // line in the file, from 1
	verb   string
	text   string // what follows the verb; of C and S the octets with their line end
	open   bool   // an S whose line may go on
}

// wrong is an error at the place of a step.
func (s step) wrong(parts ...string) error {
	text := s.file + ":" + strconv.Itoa(s.number) + ": "
	for _, part := range parts {
		text += part
	}
	return errors.New(text)
}

// Keywords are the keywords that the client of the case sends, in capitals.
func (c *Case) Keywords() []string {
	var keywords []string
	for _, s := range c.steps {
		if s.verb == "login" {
			keywords = append(keywords, "USER", "PASS")
		}
		if keyword, _, _ := strings.Cut(strings.TrimSpace(s.text), " "); s.verb == "C" {
			keywords = append(keywords, strings.ToUpper(keyword))
		}
	}
	return keywords
}
