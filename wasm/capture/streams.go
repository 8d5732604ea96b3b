package capture

import (
	"poplab/wasm/pcap"
	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// The files of this name read packet captures:
//
//	streams.go             a capture ──► its POP3 sessions, one after another
//	streams_connection.go  segments ──► connections ──► the stream of each side
//	streams_order.go       both streams ──► who said what when
//	streams_kind.go        which streams are POP3, and whose they are
//	streams_words.go       what is said of a capture without POP3
//
// Who reads a capture does not see what the two ends saw. Segments may have come in
// another order, twice, or not at all, and the capture may begin and end anywhere. So
// each stream is put together by sequence numbers (RFC 9293 section 3.4), and where
// octets are missing, the transcript says how many.

// readPackets makes a transcript of all POP3 sessions of a capture, in the order in
// which the file begins them.
func readPackets(c *pcap.Capture) (Log, error) {
	t, all := new(transcript.Transcript), connections(c.Segments)
	for _, conn := range all {
		if conn.isPOP3() {
			conn.tell(t)
		}
	}
	switch n := len(t.Entries); {
	case n > MaxLines:
		return Log{}, TooMany
	case n == 0:
		return Log{}, withoutPOP3(c, all)
	}
	return Log{t, phrase.Say("packet capture ($)", c.Format)}, nil
}

// connections sorts segments into connections.
func connections(segments []pcap.Segment) []*connection {
	var list []*connection
	newest := map[[2]pcap.Endpoint]*connection{}
	for i := range segments {
		s := &segments[i]
		there, back := [2]pcap.Endpoint{s.From, s.To}, [2]pcap.Endpoint{s.To, s.From}
		conn := newest[there]
		if conn == nil || conn.isOver(s) {
			conn = newConnection(s)
			list = append(list, conn)
			newest[there], newest[back] = conn, conn
		}
		conn.add(s, i)
	}
	for _, conn := range list {
		conn.sides[0].arrange()
		conn.sides[1].arrange()
		conn.findClient()
	}
	return list
}

// tell adds a connection to a transcript as a session.
func (c *connection) tell(t *transcript.Transcript) {
	client, server := &c.sides[c.client], &c.sides[1-c.client]
	t.Now = c.began
	t.Open(address(server.at))
	switch {
	case client.whole || server.whole:
		t.Say(transcript.Opened, phrase.Say("Connected to $, port $.", t.Host, port(server.at)))
	case !c.greets():
		t.Skip(transcript.Server, 0) // the capture begins later
	}
	c.speak(t)
	t.Now = max(t.Now, c.ended)
	t.Close()
	t.Say(c.ending())
}

// ending is how the connection ended.
func (c *connection) ending() (transcript.Topic, string) {
	switch {
	case c.closer == unknown:
		return transcript.Unfinished, phrase.Say("The capture ends here; nobody had closed the connection.")
	case c.reset && c.closer == c.client:
		return transcript.Lost, phrase.Say("Connection reset by the client.")
	case c.reset:
		return transcript.Lost, phrase.Say("Connection reset by the server.")
	case c.closer == c.client:
		return transcript.LearnerClosed, phrase.Say("Connection closed by the client.")
	}
	return transcript.ServerClosed, phrase.Say("Connection closed by the server.")
}
