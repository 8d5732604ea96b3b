// Package conformance is the list of rules by which poplab judges a POP3 server,
// and what its own tests say of each. No browser loads it.
//
// The rules stand in rules.txt, in words for people who write mail programs:
// R1 to R156 follow from the RFCs, D1 to D12 are questions that the RFCs leave
// open, with our answers. A test belongs to a rule by its name alone:
//
//	== R72 R78 marked messages are not counted     a case of a dialogue
//	func TestR44IdleTenMinutes(t *testing.T)       what needs a network or a clock
//
// So the tests of rule 101 are found with
//
//	go test ./... -run R101
//
// since rules_test.go of package pop3, which the command prove generates, holds
// one function for each rule that dialogues prove.
//
// The verdicts stand in verdicts.txt. The command prove writes them too, from
// what "go test" reports; "make test" fails when they are not what it reports
// today. A rule without a test that passes is shown as such.
//
// To add a rule: give it a block in rules.txt and a dialogue or a test of its
// name, and run "make conformance".
package conformance
