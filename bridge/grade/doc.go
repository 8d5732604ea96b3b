// Package grade serves the world of a lesson on real TCP and TLS ports and judges
// what the learner's own program does there.
//
//	g, err := grade.New(grade.Options{Lesson: lesson, Learner: "ann", Attempt: 1, Files: "mail", Certificate: c})
//	for _, h := range g.Hosts() {
//		go h.Serve(plain)
//		go h.ServeTLS(secure)
//	}
//	...
//	open, err := g.Report(os.Stdout)
//
// The mailboxes are those that the learner has in the page: the same seed, the same
// octets. So are the goals, and package check judges them. Every connection is one
// window of the evidence, named "1", "2" and so on, so a verdict speaks of line 14
// of 3.
//
//	connection ──► practice.Server ──► stream ──► transcript ──► check.View
//	                     │             makes trouble                │
//	                  account ──► mailbox.Maildrop               saved ◄── files
//	                  makes trouble
//
// # Trouble
//
// What a scenario calls trouble happens to whoever has logged in to that account
// (sandbox.Trouble). All of it is allowed, and real clients meet it:
//
//	one-octet      each octet of a reply is a segment of its own
//	joined         a reply waits for the next one, up to 20 ms, and both are one segment
//	drop-in-retr   the connection breaks within the first message, once
//	locked N       the maildrop is in use for N seconds after the first login
//	shared-uid     equal messages have one unique-id
//	renumbered     every other session lists the messages in the opposite order
//	refused        no password is right
//
// A message that the scenario calls an arrival comes when a session of its user is
// over, one after each.
//
// # Files
//
// The program writes each message that it fetched into a file of its own below
// DIR/USER, under any name without a dot at its begin. A file has to hold exactly the
// octets that were sent: CR LF, dots un-stuffed, no terminator. Where one differs,
// difference.go finds out which fault of a program makes that of the message, and
// names it. Messages with equal octets are that many files; those that also share a
// unique-id may be one file, since a client may take them for one message (RFC 1939
// section 7).
//
// DELE of a message that no file holds yet counts as a fault, too: a client which
// deletes first loses mail when it breaks down in between.
//
// # What is not judged
//
// Goals that ask for an answer, or for something that only the simulated world has
// (events, typed words), belong to the page, and so do puzzles. They count neither
// as done nor as open.
//
// To add a fault of files: a row in the stages of difference.go, and a case in its
// test. To add trouble: a field of sandbox.Trouble, what it does in trouble.go (on
// the wire) or account.go (in the maildrop), and a line above.
package grade
