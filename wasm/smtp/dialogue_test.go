package smtp_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"poplab/wasm/smtp"
)

// The files of testdata hold cases, each a session of its own:
//
//	== NAME           begins a case
//	C: LINE           the client sends a line, escapes as in Go; CR LF is added
//	S: LINE           the server must send this line; " ..." at its end stands for any
//	                  further text
//	C> OCTETS         the client sends octets: quoted as in Go, each quotation repeated
//	S> OCTETS         by *N; the server must send them
//	hello             stands for the greeting, EHLO and its reply
//	mail              stands for MAIL, RCPT and DATA, and their replies
//	full              from now on there is no room for messages
//	accepted FROM to TO..., N octets    this message was taken
//	closed            the server must have closed the connection
//
// At the end of a case nothing may be left to hear, and no message unnamed.
type dialogue struct {
	name  string
	lines []string // each behind "file:number: "
}

var shorthands = map[string]string{
	"hello": "S: 220 ...\nC: EHLO pc.example.org\nS: 250-dewey.example\nS: 250 SIZE 1048576",
	"mail":  "C: MAIL FROM:<ann@example.org>\nS: 250 OK\nC: RCPT TO:<mrose@dewey.example>\nS: 250 OK\nC: DATA\nS: 354 ...",
}

func dialogues(t testing.TB) (all []dialogue) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			name, begins := strings.CutPrefix(line, "== ")
			switch {
			case begins:
				all = append(all, dialogue{name: name})
			case line != "" && line[0] != '#':
				d := &all[len(all)-1]
				for step := range strings.SplitSeq(shorthand(line), "\n") {
					d.lines = append(d.lines, fmt.Sprintf("%s:%d: %s", file, i+1, step))
				}
			}
		}
	}
	return all
}

func shorthand(line string) string {
	if long, ok := shorthands[line]; ok {
		return long
	}
	return line
}

// peer is a client of the engine.
type peer struct {
	*smtp.Session
	heard    bytes.Buffer // and not yet expected
	replies  int
	over     bool
	full     bool
	accepted []string
}

func newPeer() *peer {
	p := new(peer)
	p.Session = smtp.NewSession(smtp.Config{
		Host: "dewey.example",
		Knows: func(address string) bool {
			name, host, _ := strings.Cut(address, "@")
			return (name == "mrose" || name == "bob") && strings.EqualFold(host, "dewey.example")
		},
		Accept: func(from string, to []string, message []byte) (string, bool) {
			if p.full {
				return "", false
			}
			id := fmt.Sprintf("%X", 0x7F3A+p.taken())
			p.accepted = append(p.accepted, fmt.Sprintf("%s to %s, %d octets", from, strings.Join(to, " "), len(message)))
			return id, true
		},
	})
	p.heard.Write(p.Greeting())
	return p
}

// taken is how many messages there were; those that a case named are "".
func (p *peer) taken() int { return len(p.accepted) }

func (p *peer) send(octets string) {
	p.Feed([]byte(octets), func(reply []byte, last bool) {
		p.heard.Write(reply)
		p.replies++
		p.over = last
	})
}

func TestDialogues(t *testing.T) {
	for _, d := range dialogues(t) {
		t.Run(d.name, func(t *testing.T) {
			d.play(t, (*peer).send)
			d.play(t, func(p *peer, octets string) { // an octet at a time
				for i := range len(octets) {
					p.send(octets[i : i+1])
				}
			})
		})
	}
}

func (d *dialogue) play(t *testing.T, send func(*peer, string)) {
	p := newPeer()
	for _, line := range d.lines {
		place, step, _ := strings.Cut(line, ": ")
		if complaint := p.step(step, send); complaint != "" {
			t.Fatalf("%s: %s", place, complaint)
		}
	}
	if left := p.heard.String() + strings.Join(p.accepted, ""); left != "" {
		t.Errorf("nobody expected %q", left)
	}
}

// step plays one line, and says what is wrong.
func (p *peer) step(step string, send func(*peer, string)) string {
	verb, text, _ := strings.Cut(step, " ")
	switch verb {
	case "C:":
		send(p, unquoted(`"`+strings.ReplaceAll(text, `"`, `\"`)+`"`)+"\r\n")
	case "C>":
		send(p, unquoted(text))
	case "S:":
		return p.expectLine(text)
	case "S>":
		if want := unquoted(text); string(p.heard.Next(len(want))) != want {
			return "other octets came"
		}
	case "full":
		p.full = true
	case "closed":
		if !p.over {
			return "the connection is open"
		}
	case "accepted":
		if n := p.taken() - 1; n < 0 || p.accepted[n] != text {
			return fmt.Sprintf("accepted %q", p.accepted)
		} else {
			p.accepted[n] = ""
		}
	default:
		return "no such step: " + step
	}
	return ""
}

func (p *peer) expectLine(want string) string {
	got, _ := p.heard.ReadString('\n')
	beginning, open := strings.CutSuffix(want, " ...")
	if got != want+"\r\n" && !(open && strings.HasPrefix(got, beginning)) {
		return fmt.Sprintf("got %q, want %q", got, want)
	}
	return ""
}

// unquoted reads quotations, each with *N behind it where it is repeated.
func unquoted(text string) (octets string) {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			panic(text + ": " + err.Error())
		}
		part, _ := strconv.Unquote(quoted)
		text = text[len(quoted):]
		if rest, repeated := strings.CutPrefix(text, "*"); repeated {
			number, after, _ := strings.Cut(rest, " ")
			n, err := strconv.Atoi(number)
			if err != nil {
				panic(err)
			}
			part, text = strings.Repeat(part, n), after
		}
		octets += part
	}
	return octets
}
