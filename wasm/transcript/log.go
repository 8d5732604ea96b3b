package transcript

import "poplab/wasm/phrase"

// EndReply ends the multi-line reply at hand without a terminator, for logs that
// leave it out: its last line so far is its End. The next line of the server is
// read as a new reply. Outside of a multi-line reply nothing happens.
func (t *Transcript) EndReply() {
	if t.body == LocalText {
		return
	}
	end := len(t.Entries) - 1
	for t.Entries[end].Exchange != t.waiting[0] {
		end--
	}
	t.finish(end)
}

// Skip tells that the next n octets of a side are missing, as where a capture lost
// a packet; 0 is for a number that nobody knows. They count in the offsets of the
// entries that follow, and in the Sum of the message at hand.
//
// A line that was cut there becomes an entry as it stands. What follows is read by
// these rules:
//
//   - A multi-line reply goes on. Its terminator may be missing, so a line that
//     begins like a status line ends it if another command waits.
//   - If one command waited for its status line, and others were sent since, that
//     one was answered in the gap: a client that goes on had its answer.
//   - Else the next status line answers the oldest command that waits.
//   - The first line of the client is the end of the command that was cut, unless
//     it is a command itself.
//   - Where TLS has begun, records are looked for.
func (t *Transcript) Skip(side Side, n int) {
	t.mustBeOpen()
	before := len(t.Exchanges)
	t.flush(side)
	d := t.direction(side)
	d.sent += n
	d.begun, d.sealed = false, t.client.sealed || t.server.sealed
	if side == Client {
		t.lost = gap{open: true, tail: true, exchange: before}
	} else {
		t.torn = gap{open: true, tail: true, exchange: before}
	}
	if (side == Client) == (t.protocol == SMTP) { // it sends the mail
		t.message += n
	}
	t.Say(Gap, missing(side, n))
}

func missing(side Side, n int) string {
	octets := phrase.Say("some octets")
	if n > 0 {
		octets = phrase.Count(n, "1 octet", "$ octets")
	}
	if side == Client {
		return phrase.Say("Missing here: $ of the client.", octets)
	}
	return phrase.Say("Missing here: $ of the server.", octets)
}
