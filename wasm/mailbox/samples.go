package mailbox

import (
	"strings"

	"poplab/wasm/pop3"
)

// Sample gives a named sample message ("m1", "m2", "m3", "dots"), and false for
// a name it does not know. m1 and m2 are the default mailbox.
func Sample(name string) (pop3.Message, bool) {
	for _, s := range samples {
		if s.name == name {
			return pop3.Message{UID: s.uid, Octets: Normalise([]byte(strings.TrimPrefix(s.text, "\n")))}, true
		}
	}
	return pop3.Message{}, false
}

// samples begin with a line end that is no part of them, so that they can be
// read here as they are sent. Their sizes are part of them: 120, 200, 116 and
// 118 octets.
var samples = []struct{ name, uid, text string }{
	{"m1", "whqtswO00WBw418f9t5JxYwZ", `
From: ann@example.org
Date: Wed, 1 May 1996 09:00:00 +0000
Subject: Hi

This message is exactly 120 octets in all.
`},
	{"m2", "QhdPYR:00WBw1Ph7x7", `
From: bob@example.net
To: mrose@dewey.example
Date: Thu, 2 May 1996 17:30:00 +0000
Subject: Lunch

Lunch is at noon on Friday.
See you there, -- Bob
This message is exactly 200 octets in all.
`},
	{"m3", "uid-3-ZpX7Q2", `
From: carol@example.com
Date: Fri, 3 May 1996 08:15:00 +0000
Subject: New mail

I arrived while you were away.
`},
	{"dots", "dots-1", `
From: ann@example.org
Date: Wed, 1 May 1996 09:00:00 +0000
Subject: Dots

.profile is a hidden file
..
.
Bye.
`},
}
