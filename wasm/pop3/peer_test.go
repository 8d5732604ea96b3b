package pop3_test

import (
	"bytes"
	"strings"

	"poplab/wasm/pop3"
)

// peer is a client that trusts nothing: what comes over the wire is read by the
// letter of RFC 1939 section 3, with code that shares nothing with the engine.
type peer struct {
	*pop3.Session
	t    failer
	wire bytes.Buffer // all that the server sent
	over bool         // the server closes the connection
}

// failer is a *testing.T, a *testing.F or a *rapid.T.
type failer interface {
	Helper()
	Error(...any)
	Errorf(string, ...any)
	Fatalf(string, ...any)
}

// heard is a reply as the peer understood it.
type heard struct {
	ok, challenge bool
	text          string // behind the status indicator
	multi         bool
	body          string // lines of a multi-line reply, dots taken away again
}

func newPeer(t failer, c pop3.Config) *peer {
	p := &peer{Session: pop3.NewSession(c), t: t}
	p.hear(p.Greeting())
	return p
}

// send sends octets as one packet, and gives the replies.
func (p *peer) send(octets []byte) (replies []heard) {
	startTLS := false
	p.Feed(octets, func(r pop3.Reply) {
		replies = append(replies, p.hear(r))
		startTLS = r.StartTLS
	})
	if startTLS {
		p.TLSStarted()
	}
	return replies
}

// say sends one command, which must get one reply.
func (p *peer) say(line string) heard {
	replies := p.send([]byte(line + "\r\n"))
	if len(replies) != 1 {
		p.t.Fatalf("%d replies to %q", len(replies), line)
	}
	return replies[0]
}

// hear reads one reply off the wire.
func (p *peer) hear(r pop3.Reply) heard {
	if p.over {
		p.t.Error("a reply after the last one")
	}
	p.over = r.Close
	begin := p.wire.Len()
	r.WriteTo(&p.wire)
	octets := string(p.wire.Bytes()[begin:])
	line, rest, _ := strings.Cut(octets, "\r\n")
	h := heard{multi: rest != ""}
	switch {
	case strings.HasPrefix(line, "+ "):
		h.challenge, h.text = true, line[2:]
	case line == "+OK" || strings.HasPrefix(line, "+OK "):
		h.ok, h.text = true, strings.TrimPrefix(line[3:], " ")
	case line != "-ERR" && !strings.HasPrefix(line, "-ERR "):
		p.t.Errorf("no status indicator: %q", line)
	}
	if bare := strings.ReplaceAll(octets, "\r\n", ""); strings.ContainsAny(bare, "\r\n") || !strings.HasSuffix(octets, "\r\n") {
		p.t.Errorf("a line does not end in CRLF: %q", octets)
	}
	if len(line)+2 > 512 && !h.challenge {
		p.t.Errorf("a first line of %d octets", len(line)+2)
	}
	if h.multi {
		h.body = p.unstuff(rest)
	}
	if h.multi && !h.ok {
		p.t.Errorf("more than one line behind %q", line)
	}
	return h
}

// unstuff gives what a client stores of the lines behind the first: the
// terminator ends them, and a dot that begins a line goes.
func (p *peer) unstuff(octets string) string {
	var body strings.Builder
	for {
		line, rest, _ := strings.Cut(octets, "\r\n")
		if line == "." {
			if rest != "" {
				p.t.Errorf("octets behind the terminator: %q", rest)
			}
			return body.String()
		}
		if octets == "" {
			p.t.Error("no terminator")
			return body.String()
		}
		body.WriteString(strings.TrimPrefix(line, ".") + "\r\n")
		octets = rest
	}
}
