// Package pop3 is a POP3 server without a network: octets of the client go in,
// replies come out. It has no clock, no randomness, no goroutine and no I/O, so
// the same code runs in a browser, behind a TCP port and in a test.
//
//	s := pop3.NewSession(pop3.Config{Accounts: accounts})
//	s.Greeting().WriteTo(w)
//	s.Feed(octets, func(r pop3.Reply) { r.WriteTo(w) })
//	s.Drop() // when the connection is gone
//
// A session goes through the states of RFC 1939 section 3:
//
//	greeting
//	   |      +--- STLS: the handshake, and AUTHORIZATION again
//	   v      v
//	AUTHORIZATION -------------------------> TRANSACTION
//	   |          USER and PASS, APOP, AUTH    |       |
//	   | QUIT                             QUIT |       | connection lost
//	   v                                       v       v
//	 closed                                 UPDATE   closed, nothing removed
//	                                           |
//	                                           v
//	                                        closed, marked messages removed
//
// Two times within AUTHORIZATION a line is not a command. Behind the +OK to STLS
// every octet is dropped until the owner of the connection, who does the
// handshake, calls TLSStarted. And while AUTH goes on, each line of the client is
// a response to the mechanism, in base64, or "*" to give up; the server sends
// challenges (Reply.Challenge) until its last word is +OK or -ERR.
//
// # Strictness
//
// The RFCs leave some points open and servers differ in them. This one is strict
// where a habit that works here would fail elsewhere, and says why in the text of
// the reply. The numbers are those of the rules in package conformance:
//
//   - D1: One space separates the parts of a command. Leading, doubled and
//     trailing spaces and TABs are refused.
//   - D2: A line holds at most 255 octets, its CRLF included (RFC 2449 section 4),
//     and one within AUTH at most 8192. A longer one gets one -ERR; the rest of it
//     is thrown away and the session goes on.
//   - D3, D4: PASS must be the very next line after a USER that was accepted. Any
//     other line, a second USER included, takes the name back.
//   - D5: The digests of APOP and CRAM-MD5 may be in capitals.
//   - D6: A bare LF ends a line as well as CRLF. A lone CR never does.
//   - D7: Numbers may have leading zeros but no sign, and never overflow: one that
//     is too large means "more than there are".
//   - D8: NUL and other octets that are not printable get -ERR, wherever they are.
//   - D9: A wrong password costs no time.
//   - D10: A login to a locked maildrop is refused at once, and the session stays
//     in AUTHORIZATION.
//   - D11: QUIT with an argument is refused, and the session goes on.
//   - D12: The text of a reply and of a capability may hold spaces, though the
//     grammar of RFC 2449 section 3 forgot them.
//
// There is no limit on bad commands: people learn by making them.
//
// # Passwords and TLS
//
// CAPA announces AUTH PLAIN inside TLS only. Who types it in the clear is served
// all the same, as USER and PASS are, unless Config.RequireTLS is set: then no
// password is taken without TLS, and neither USER nor PLAIN is announced there.
// APOP and CRAM-MD5 send none. What was agreed in the clear does not count inside
// TLS: a name given by USER is forgotten, and STLS behind UTF8 is refused. Only the
// language that LANG chose stays, since nothing but wording depends on it.
//
// # UTF-8
//
// Only a profile that offers "UTF8 USER" knows UTF8; the others send every octet
// of a message as it is stored. On the one that does
//
//   - USER, PASS and APOP take valid UTF-8 from the start, and AUTH PLAIN does so
//     everywhere (RFC 4616 section 2);
//   - without UTF8, RETR, TOP and LIST of a message with 8-bit octets in its header
//     get "-ERR [UTF8]"; an 8-bit body harms nobody and is sent;
//   - STAT, LIST without a number, UIDL and DELE treat all messages alike in both
//     modes, and sizes are those of the stored message, which is what RETR sends.
//
// # Where things are
//
// One table (Commands) is the protocol: dispatch, refusal in the wrong state and
// argument checks read it, and so do help texts and annotations elsewhere. The
// files follow the chapters of the RFCs: auth.go, transaction.go, update.go, capa.go
// for RFC 2449, tls.go for RFC 2595, sasl.go and mechanisms.go for RFC 5034, utf8.go
// and lang.go for RFC 6856. Between the socket and the handlers stand line.go
// (octets to lines), dispatch.go (a line to a command) and args.go (text to
// arguments); reply.go puts the answer back on the wire. What the server says is
// data in profiles*.go and wording_*.go; no handler holds a text. Where real
// servers depart from the rules is data too, in habits.go.
//
// # Adding a command
//
// Add a row to the table with a handler of type func(*Session, args) (Reply,
// error), put the handler into the file of its chapter, and its texts into Wording
// and each language. A handler gets arguments that are already checked: a
// message-number that it receives exists and is not marked. A command that not
// every server has names in Needs what a profile must offer. Give it a dialogue in
// testdata.
//
// # Adding a mechanism
//
// Implement Exchange. A small one is a row of mechanisms and lives here; one that
// needs more than a browser should load is handed in with Config.Mechanisms. It
// finishes with a Proof: one that Accounts can check, or, where it has checked the
// credentials itself, one whose Method is Verified. Data that belongs to its success
// is one more challenge.
//
// # Adding a language
//
// Fill a Wording, in a file wording_TAG.go, and give it a row in languages. A
// test tells which text is missing and which placeholder got lost.
//
// # Adding a profile or a habit
//
// A profile is a Profile in profiles_rfc.go or profiles_real.go, and a name in the
// list of Profiles. What a real server was heard to say goes into TestRealServers.
//
// A habit is a bit and a row of the table in habits.go, which names the rule that
// it breaks. Ask for it where that rule lives, in one line, and write what it does
// into one of the files habits_*.go. TestHabits wants a session that shows it,
// and in rulebook_test.go a check of the rule that knows nothing of habits. Never
// may a habit but "update-without-quit" remove a message without QUIT.
package pop3
