package dialogue

import (
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// fixture is the mailbox of the conformance dialogues: five messages with wire
// sizes of 175, 160, 247, 176 and 142 octets, 900 in all. They are kept as a
// server might find them in files, before they are normalised.
var fixture = map[string]pop3.Message{
	// Three lines of body.
	"f1": {UID: "fix-1", Octets: []byte(`From: Ann <ann@example.org>
To: alice@example.test
Date: Wed, 1 May 1996 09:00:00 +0000
Subject: Three lines, and then it ends here

first line
second line
third line
`)},
	// Lines that begin with a dot, and one that looks like the terminator.
	"f2": {UID: "fix-2", Octets: []byte(`From: Bob <bob@example.net>
To: alice@example.test
Date: Thu, 2 May 1996 17:30:00 +0000
Subject: Dots at the start of several lines

.
..
.hidden
end.
`)},
	// 238 characters in 247 octets.
	"f3": {UID: "fix-3", Octets: []byte(`From: Zoë <zoe@example.org>
To: alice@example.test
Date: Fri, 3 May 1996 08:15:00 +0000
Subject: Octets, and not characters

Grüße aus Köln: süße Äpfel, größere Birnen.
Count octets here, since characters come to a smaller number.
`)},
	// No line end at its end: 174 octets here, 176 on the wire.
	"f4": {UID: "fix-4", Octets: []byte("From: Carol <carol@example.com>\r\n" +
		"To: alice@example.test\r\n" +
		"Date: Sat, 4 May 1996 12:00:00 +0000\r\n" +
		"Subject: The sender's editor left out the last line end\r\n" +
		"\r\n" +
		"This line has no end")},
	// A header and not even the blank line behind it.
	"f5": {UID: "fix-5", Octets: []byte(`From: Dan <dan@example.net>
To: alice@example.test
Date: Sun, 5 May 1996 20:45:00 +0000
Subject: A header and nothing at all that follows
`)},
}

// find gives a message of the fixture or a sample of package mailbox.
func find(name string) (pop3.Message, bool) {
	if m, ok := fixture[name]; ok {
		return m, true
	}
	return mailbox.Sample(name)
}
