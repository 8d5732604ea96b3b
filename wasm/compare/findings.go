package compare

import (
	"cmp"

	"poplab/wasm/phrase"
)

// finding is a difference that the comparison shows, apart from what the notes tell.
type finding uint8

const (
	noReply finding = iota
	incomplete
	apart
	untold

	unlike
	unlikeCode
	moreCommands
	moreMechanisms
	moreLanguages
	newStamp
	onlyStamp
	mayRefuse

	bareLF
	mustGrant
	lostCAPA
	announcedOnly
	unannounced
	unfit
	newBeginning
	newText
)

// findings say what each means. Where there is no rule, the one that is at stake comes with
// the finding.
var findings = [...]struct {
	verdict Verdict
	rule    rule
	text    string
}{
	noReply:    {Unknown, none, "No reply came: the connection ended first, or the server still thinks."},
	incomplete: {Unknown, none, "The reply is not complete."},
	apart:      {Unknown, none, "The two have gone separate ways before."},
	untold:     {Unknown, none, "The server did not tell all that the sandbox needs to count the same."},

	unlike:         {Allowed, none, "The server: $. The sandbox: $."},
	unlikeCode:     {Allowed, none, "Response code of the server: $. Of the sandbox: $."},
	moreCommands:   {Allowed, otherSet, "The server has a command that the sandbox does not have."},
	moreMechanisms: {Allowed, mechanisms, "The server has another set of mechanisms."},
	moreLanguages:  {Allowed, languages, "The server has other languages."},
	newStamp:       {Allowed, otherStamp, "The timestamp is a different one in every greeting."},
	onlyStamp:      {Allowed, stamp, "Only the server has a timestamp, and so APOP."},
	mayRefuse:      {Allowed, none, "The server refuses $, and it may."},

	bareLF:        {Broken, lineEnds, "A line of the server ends with LF alone."},
	mustGrant:     {Broken, none, "$ is in order here, and every server has it."},
	lostCAPA:      {Broken, bothStates, "CAPA works here in one state and not in the other."},
	announcedOnly: {Broken, tagMatches, "The server announces $ and refuses it."},
	unannounced:   {Broken, tagMatches, "The server has $ and does not announce it."},
	unfit:         {Broken, numbersFit, "The numbers of STAT, LIST and RETR do not fit together."},
	newBeginning:  {Broken, topLines, "This is not the beginning of the message as the server sent it elsewhere."},
	newText:       {Broken, unchanged, "The message is not the one that the server sent before under this number."},
}

// find takes a reason that needs no more words.
func (c *comparison) find(f finding) { c.because(f, findings[f].rule, "", "") }

// because takes a reason of a rule, with up to two parts for its sentence.
func (c *comparison) because(f finding, r rule, one, two string) {
	text := phrase.Say(findings[f].text, one, two)
	c.reasons = append(c.reasons, Reason{findings[f].verdict, text, rules[r].name, rules[r].rfc})
}

// differ takes the reason that one has what the other has not, or in another form.
func (c *comparison) differ(f finding, r rule, theirs, ours string) {
	nothing := phrase.Say("nothing like it")
	c.because(f, r, cmp.Or(theirs, nothing), cmp.Or(ours, nothing))
}
