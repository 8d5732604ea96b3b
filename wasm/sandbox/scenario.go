// Package sandbox is the simulated world that runs in the page: hosts with POP3
// servers, maildrops, and the learner's console in front of them.
package sandbox

// Scenario is the world at its beginning. Its written form is the "mailbox"
// fence of a lesson, one word per line:
//
//	host dewey
//	user mrose secret
//	message m1
//	message m2
//
//	host dewey
//	user class letters
//	generate 6 messages of 400 to 40000 octets
//
// "host" names one of the hosts the sandbox knows; "user" begins an account on
// it; "message" adds a sample message by name or, with no name, the indented
// lines below it; "generate" adds a mailbox made from the learner's seed.
type Scenario struct{}
