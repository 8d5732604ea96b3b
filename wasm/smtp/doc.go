// Package smtp receives mail: the server's side of SMTP (RFC 5321), as much of it
// as brings a message into a maildrop. Octets go in, replies come out; there is no
// clock, no network and no store in it.
//
//	s := smtp.NewSession(smtp.Config{Host: "dewey.example", Knows: knows, Accept: accept})
//	write(s.Greeting())
//	s.Feed(octets, func(reply []byte, last bool) { write(reply) })
//
// Config says which addresses there are and takes the messages. Who writes them
// into a maildrop puts the lines before them that a last server adds, Return-Path
// and Received (RFC 5321 section 4.4); Client tells the name for the latter.
//
// # A session
//
//	            EHLO          MAIL           RCPT           DATA
//	greeted ──────────► ready ─────► sender ─────► recipient ─────► text
//	   │ HELO             ▲            │ RSET, EHLO    │              │ lone dot
//	   ▼                  ├────────────┴───────────────┘              │
//	 ready                └───────────────────────────────────────────┘
//
// A command out of this order gets 503 (RFC 5321 section 4.1.4). RSET, NOOP, VRFY
// and QUIT are right at any time, but not within the text: there every line is
// mail, up to the lone dot (RFC 5321 section 4.5.2).
//
// # What it refuses
//
// A line ends with CR LF and with nothing else (RFC 5321 section 2.3.8). A command
// that ends with LF alone gets 500; within the text a bare LF ends nothing, so a
// lone dot between such lines is no end of the mail, and the message is refused.
//
// # The files
//
// session.go takes lines out of octets; command.go answers commands and data.go the
// text; path.go reads addresses.
//
// To add a command, add a case to Session.command, its order to the picture above,
// and a dialogue to testdata.
package smtp
