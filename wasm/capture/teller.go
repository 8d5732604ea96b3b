package capture

import (
	"bytes"
	"strconv"

	"poplab/wasm/transcript"
)

// teller tells a log to a transcript, line by line. It knows where one session ends
// and the next begins, and what the next line of a side can be.
type teller struct {
	t        *transcript.Transcript
	octets   []byte // of the line at hand
	speakers string // programs whose sayings the log may have

	open    bool   // a connection stands
	heard   bool   // the server has spoken, in any session
	replied bool   // with a reply of POP3
	failed  bool   // a connection could not be made
	begun   bool   // a line of the wire belongs to this session
	secured bool   // TLS wraps this session
	apart   bool   // a mark of the document parts what follows from what was before
	tls     string // a line that tells of TLS, to be said before the next line of the wire

	start  int // the first entry of this session
	oldest int // the oldest exchange of this session that may wait for its status line
	status int // entry of the newest line of the server

	aside  string // the first of the lines of the program that are not yet said
	since  int64  // its time
	asides int    // how many there are
}

// server tells a line of the server.
func (w *teller) server(line string) {
	w.octets = append(append(w.octets[:0], line...), "\r\n"...)
	w.fromServer(w.octets, isReply(line))
}

// client tells a line of the client.
func (w *teller) client(line string) {
	w.octets = append(append(w.octets[:0], line...), "\r\n"...)
	w.fromClient(w.octets)
}

// fromServer tells octets of the server. A reply that nothing asked for is the
// greeting of the next session; one in place of a message means that the log has no
// messages.
func (w *teller) fromServer(octets []byte, reply bool) {
	switch {
	case reply && w.waiting() == nil && !w.inBody() && (w.apart || w.over()):
		w.connect("")
	case reply && w.bodyIsEmpty() && w.waiting() != nil:
		w.t.EndReply()
	}
	begun := w.begun && w.open
	w.onWire()
	if !begun && (bytes.HasPrefix(octets, []byte("220 ")) || bytes.HasPrefix(octets, []byte("220-"))) {
		w.t.Speak(transcript.SMTP)
	}
	w.t.Server(octets)
	w.heard, w.replied, w.status = true, w.replied || reply, len(w.t.Entries)-1
}

// fromClient tells octets of the client. Who begins with them has not kept what the
// server said before.
func (w *teller) fromClient(octets []byte) {
	first := !w.open || !w.begun
	w.onWire()
	if first {
		w.t.Skip(transcript.Server, 0)
	}
	w.t.Client(octets)
}

// onWire readies the transcript for octets.
func (w *teller) onWire() {
	w.flush()
	if !w.open {
		w.connect("")
	}
	if w.tls != "" && !w.secured {
		w.t.Secure(w.tls)
		w.secured = true
	}
	w.begun, w.apart, w.tls = true, false, ""
}

// connect begins a session.
func (w *teller) connect(host string) {
	w.flush()
	w.t.Open(host)
	w.open, w.begun, w.secured, w.apart = true, false, false, false
	w.start, w.oldest = len(w.t.Entries), len(w.t.Exchanges)
}

// over says whether nothing more is to come: no connection stands, or QUIT had its
// reply.
func (w *teller) over() bool {
	n := len(w.t.Exchanges)
	if !w.open || !w.begun || n == 0 {
		return !w.open
	}
	return w.t.Exchanges[n-1].Keyword == "QUIT" && w.t.Exchanges[n-1].Outcome == transcript.OK
}

// upgraded says whether the server agreed to STLS, and TLS follows.
func (w *teller) upgraded() bool {
	n := len(w.t.Exchanges)
	return n > 0 && w.t.Exchanges[n-1].Keyword == "STLS" && w.t.Exchanges[n-1].Outcome == transcript.OK
}

// waiting is the oldest command without a status line, or nil.
func (w *teller) waiting() *transcript.Exchange {
	for ; w.oldest < len(w.t.Exchanges); w.oldest++ {
		if x := &w.t.Exchanges[w.oldest]; x.Outcome == transcript.Pending {
			return x
		}
	}
	return nil
}

// newest is the newest line of the server in this session, or nil.
func (w *teller) newest() *transcript.Entry {
	if !w.open || !w.heard || w.status < w.start {
		return nil
	}
	return &w.t.Entries[w.status]
}

// inBody says whether the server is within a multi-line reply.
func (w *teller) inBody() bool {
	e := w.newest()
	return e != nil && e.Exchange >= 0 && e.Kind != transcript.Challenge && w.t.Exchanges[e.Exchange].End < 0
}

// bodyIsEmpty says whether no line of a multi-line reply has come yet.
func (w *teller) bodyIsEmpty() bool { return w.inBody() && w.newest().Kind == transcript.Status }

// challenged says whether AUTH waits for a line of the client.
func (w *teller) challenged() bool {
	e := w.newest()
	return e != nil && e.Kind == transcript.Challenge && w.status == len(w.t.Entries)-1
}

// program tells a line of the program: one that means something for the
// connection, or else an aside.
func (w *teller) program(line string) {
	p := sayingIn(line, w.speakers)
	if p == nil {
		if command, ok := typed(line); ok && w.speakers != "" {
			w.say(transcript.Typed, command)
		} else {
			w.mutter(line)
		}
		return
	}
	switch p.topic {
	case transcript.TLSBegun:
		w.tls = line
	case transcript.Opened:
		w.connect(p.host(line))
		w.say(p.topic, line)
	case transcript.ServerClosed, transcript.LearnerClosed, transcript.Lost:
		w.close()
		w.say(p.topic, line)
	default:
		w.failed = w.failed || p.topic == transcript.Refused || p.topic == transcript.UnknownHost
		w.say(p.topic, line)
	}
}

// close ends the session at hand.
func (w *teller) close() {
	w.flush()
	if w.open {
		w.t.Close()
	}
	w.open = false
}

func (w *teller) say(topic transcript.Topic, text string) {
	w.flush()
	w.t.Say(topic, text)
}

// mutter keeps a line of the program that is of little interest.
func (w *teller) mutter(line string) {
	if line == "" {
		return
	}
	if w.asides == 0 {
		w.aside, w.since = line, w.t.Now
	}
	w.asides++
}

// flush says the asides: one as it is, of more the first and their number.
func (w *teller) flush() {
	if w.asides == 0 {
		return
	}
	text := w.aside
	if w.asides > 1 {
		text += " (first of " + strconv.Itoa(w.asides) + " lines)"
	}
	w.asides = 0
	now := w.t.Now
	w.t.Now = w.since
	w.t.Say(transcript.Logged, text)
	w.t.Now = now
}

// finish ends the log.
func (w *teller) finish() {
	w.flush()
	if w.open {
		w.t.Close()
	}
}
