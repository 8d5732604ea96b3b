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
//	   |
//	   v            USER and PASS, or APOP
//	AUTHORIZATION -------------------------> TRANSACTION
//	   |                                       |       |
//	   | QUIT                             QUIT |       | connection lost
//	   v                                       v       v
//	 closed                                 UPDATE   closed, nothing removed
//	                                           |
//	                                           v
//	                                        closed, marked messages removed
//
// # Strictness
//
// RFC 1939 leaves some points open and servers differ in them. This one is
// strict where a habit that works here would fail elsewhere, and says why in the
// text of the reply:
//
//   - One space separates the parts of a command. Leading, doubled and trailing
//     spaces and TABs are refused.
//   - A line holds at most 255 octets, its CRLF included (RFC 2449 section 4). A
//     longer one gets one -ERR; the rest of it is thrown away and the session
//     goes on.
//   - A bare LF ends a line as well as CRLF. A lone CR never does.
//   - PASS must be the very next line after a USER that was accepted. Any other
//     line, a second USER included, takes the name back.
//   - QUIT with an argument is refused, and the session goes on.
//   - Numbers may have leading zeros but no sign, and never overflow: one that is
//     too large means "more than there are".
//   - The digest of APOP may be in capitals.
//
// There is no limit on bad commands: people learn by making them.
//
// # Where things are
//
// One table (Commands) is the protocol: dispatch, refusal in the wrong state and
// argument checks read it, and so do help texts and annotations elsewhere. The
// files follow the chapters of the RFC: auth.go, transaction.go, update.go, and
// capa.go for RFC 2449. Between the socket and the handlers stand line.go (octets
// to lines), dispatch.go (a line to a command) and args.go (text to arguments);
// reply.go puts the answer back on the wire. What the server says is data in
// profiles.go; no handler holds a text.
//
// # Adding a command
//
// Add a row to the table with a handler of type func(*Session, args) (Reply,
// error), put the handler into the file of its chapter, and its wording into
// Wording. A handler gets arguments that are already checked: a message-number
// that it receives exists and is not marked. Give the command a dialogue in
// testdata.
package pop3
