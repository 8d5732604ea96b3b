package transcript

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// play feeds a script: "C: " and "S: " lines get CR LF unless they end in \CUT, and
// may hold escapes such as \x00; "L: " is said, "--" opens a connection, "close" ends
// it, "smtp" one that speaks SMTP. "secure" and "end" stand for Secure and EndReply, "skip S 7" for Skip.
func play(script string) *Transcript {
	t := new(Transcript)
	for line := range strings.Lines(strings.TrimSpace(script)) {
		word, text, _ := strings.Cut(strings.TrimRight(strings.TrimLeft(line, "\t"), "\n"), " ")
		switch word {
		case "--":
			t.Open("dewey")
		case "smtp":
			t.OpenAs("dewey", SMTP)
		case "close":
			t.Close()
		case "C:":
			t.Client(octets(text))
		case "S:":
			t.Server(octets(text))
		case "L:":
			t.Say(Typed, text)
		case "secure":
			t.Secure("TLS begins.")
		case "end":
			t.EndReply()
		case "skip":
			n, _ := strconv.Atoi(text[2:])
			t.Skip(Side(text[0]), n)
		}
	}
	return t
}

func octets(text string) []byte {
	text, cut := strings.CutSuffix(text, `\CUT`)
	if !cut {
		text += `\r\n`
	}
	unquoted, err := strconv.Unquote(`"` + text + `"`)
	if err != nil {
		panic(text + ": " + err.Error())
	}
	return []byte(unquoted)
}

// shape is one word per entry: its kind and the exchange it belongs to.
func shape(t *Transcript) string {
	var words []string
	for _, e := range t.Entries {
		words = append(words, fmt.Sprintf("%v%d", e.Kind, e.Exchange))
	}
	return strings.Join(words, " ")
}

const login = `
	S: +OK ready
	C: USER mrose
	S: +OK
	C: PASS secret
	S: +OK
`

func TestShapes(t *testing.T) {
	const loggedIn = "greeting0 request1 status1 request2 status2 "
	tests := []struct{ name, script, want string }{
		{"listing", login + "C: LIST\nS: +OK\nS: 1 120\nS: .", loggedIn + "request3 status3 listing3 terminator3"},
		{"one line", login + "C: LIST 1\nS: +OK 1 120\nC: NOOP\nS: +OK", loggedIn + "request3 status3 request4 status4"},
		{"refused list", login + "C: LIST\nS: -ERR no\nC: NOOP\nS: +OK", loggedIn + "request3 status3 request4 status4"},
		{"message", login + "C: RETR 1\nS: +OK\nS: Subject: Hi\nS:  there\nS: \nS: ..\nS: \nS: .",
			loggedIn + "request3 status3 header3 header3 separator3 text3 text3 terminator3"},
		{"no separator", login + "C: RETR 1\nS: +OK\nS: Subject: Hi\nS: .", loggedIn + "request3 status3 header3 terminator3"},
		{"pipelined", login + "C: LIST\nC: STAT\nS: +OK\nS: 1 120\nS: .\nS: +OK 1 120",
			loggedIn + "request3 request4 status3 listing3 terminator3 status4"},
		{"missing terminator", login + "C: LIST\nS: +OK\nS: 1 120\nC: STAT\nS: +OK 1 120",
			loggedIn + "request3 status3 listing3 request4 status4"},
		{"bare AUTH", "S: +OK\nC: AUTH\nS: +OK\nS: PLAIN\nS: .\nC: QUIT\nS: +OK",
			"greeting0 request1 status1 listing1 terminator1 request2 status2"},
		{"AUTH", "S: +OK\nC: AUTH PLAIN\nS: + \nC: QUIT\nS: -ERR\nC: QUIT\nS: +OK",
			"greeting0 request1 challenge1 response1 status1 request2 status2"},
		{"AUTH LOGIN", "S: +OK\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: YWxpY2U=\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: +OK",
			"greeting0 request1 challenge1 response1 challenge1 response1 status1"},
		{"early response", "S: +OK\nC: AUTH PLAIN\nC: AGFsaWNl\nS: + \nS: +OK\nC: STAT\nS: +OK 0 0",
			"greeting0 request1 response1 challenge1 status1 request2 status2"},
		{"early response refused", "S: +OK\nC: AUTH PLAIN\nC: AGFsaWNl\nC: QUIT\nS: -ERR\nS: -ERR\nS: +OK",
			"greeting0 request1 response1 request2 status1 status3 status2"},
		{"stray", "S: +OK\nS: hello\nC: NOOP\nS: OK", "greeting0 stray-1 request1 stray1"},
		{"unusual spacing", "S: +OK\nC:  USER\tmrose\nS: +OK\nC: pass\tx\nS: +ok\nC: list\nS: +OK\nS: .",
			"greeting0 request1 status1 request2 status2 request3 status3 terminator3"},
		{"local", "L: telnet\n--\nS: +OK", "local-1 greeting0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := shape(play(test.script)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestStates(t *testing.T) {
	tests := []struct {
		name, script string
		want         State
	}{
		{"nothing", "", NotConnected},
		{"open", "--", Connected},
		{"greeted", "--\nS: +OK", Authorization},
		{"refused", "--\nS: -ERR busy", Connected},
		{"logged in", login, Transaction},
		{"lower case", "S: +ok\nC: apop a b\nS: +ok", Transaction},
		{"AUTH", "S: +OK\nC: AUTH PLAIN x\nS: +OK", Transaction},
		{"bare AUTH", "S: +OK\nC: AUTH\nS: +OK\nS: .", Authorization},
		{"PASS refused", "S: +OK\nC: PASS x\nS: -ERR", Authorization},
		{"greeting garbled", "S: + OK\nC: USER a", Connected},
		{"greeting garbled, then polite", "S: + OK\nC: USER a\nS: +OK", Authorization},
		{"login garbled", "S: +OK\nC: USER a\nS: ok\nC: PASS b\nS: ok login", Authorization},
		{"login garbled, then served", "S: +OK\nC: USER a\nS: ok\nC: PASS b\nS: ok login\nC: STAT\nS: +OK 2 320", Transaction},
		{"served for nothing", "S: +OK\nC: NOOP\nS: +OK\nC: RSET\nS: +OK", Authorization},
		{"QUIT, then served", login + "C: QUIT\nS: +OK\nC: STAT\nS: +OK 2 320", Updated},
		{"QUIT", login + "C: QUIT\nS: +OK\nclose", Updated},
		{"QUIT fails", login + "C: quit\nS: -ERR some deleted messages not removed\nclose", Updated},
		{"QUIT now refused", login + "C: QUIT now\nS: -ERR", Transaction},
		{"early QUIT", "S: +OK\nC: QUIT\nS: +OK", Authorization},
		{"early QUIT, closed", "S: +OK\nC: QUIT\nS: +OK\nclose", NotConnected},
		{"dropped", login + "close", NotConnected},
		{"pipelined", "S: +OK\nC: USER a\nC: PASS b\nC: QUIT\nS: +OK\nS: +OK\nS: +OK", Updated},
		{"a listing behind a gap", "--\nskip S 99\nC: LIST\nS: 1 120\nS: .", Transaction},
		{"again", login + "C: QUIT\nS: +OK\n--", Connected},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := play(test.script).State(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestExchange(t *testing.T) {
	tr := play(login + "C: list 1 \nS: +OK 1 120\nC: RETR 1\nS: +OK\nS: Subject: Hi\nclose")
	list, retr := tr.Exchanges[3], tr.Exchanges[4]
	want := Exchange{Session: 1, Keyword: "LIST", Arguments: "1 ", Request: 5, Outcome: OK, Status: 6, End: 6,
		Before: Transaction, After: Transaction}
	if list != want {
		t.Errorf("LIST:\ngot  %+v\nwant %+v", list, want)
	}
	if retr.Outcome != OK || retr.End != -1 {
		t.Errorf("RETR without its terminator: %+v", retr)
	}
}

func TestCloseFlushes(t *testing.T) {
	tr := play(login + "C: STAT")
	tr.Server([]byte("+OK 2 3"))
	tr.Client([]byte("QU"))
	tr.Close()
	if got, want := shape(tr), "greeting0 request1 status1 request2 status2 request3 request4 stray-1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, x := range tr.Exchanges[3:] {
		if x.Outcome != Unanswered {
			t.Errorf("%s: outcome %v", x.Keyword, x.Outcome)
		}
	}
	if tr.State() != NotConnected {
		t.Errorf("state %v", tr.State())
	}
}

func TestBody(t *testing.T) {
	tr := play(login + "C: RETR 1\nS: +OK 9 octets\nS: A: b\nS: \nL: help\nS: ..\nS: .")
	if got, want := string(tr.Body(3)), "A: b\r\n\r\n.\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := tr.Body(0); got != nil {
		t.Errorf("a greeting has body %q", got)
	}
}

func TestLegal(t *testing.T) {
	const capa = "\nC: CAPA\nS: +OK\nS: TOP\nS: SASL PLAIN\nS: stls\nS: LANG\nS: LAST\nS: .\n"
	tests := []struct{ name, script, want string }{
		{"not greeted", "--", ""},
		{"greeted", "S: +OK ready", "USER PASS CAPA QUIT"},
		{"timestamp", "S: +OK <1.2@dewey>", "USER PASS APOP CAPA QUIT"},
		{"announced", "S: +OK ready" + capa, "USER PASS CAPA STLS AUTH LANG QUIT"},
		{"logged in", login, "STAT LIST RETR DELE NOOP RSET TOP UIDL CAPA QUIT"},
		{"announced, then logged in", "S: +OK ready" + capa + "C: PASS x\nS: +OK", "STAT LIST RETR DELE NOOP RSET TOP UIDL CAPA LANG QUIT"},
		{"no listing of CAPA", login + "C: RETR 1\nS: +OK\nS: LANG\nS: .", "STAT LIST RETR DELE NOOP RSET TOP UIDL CAPA QUIT"},
		{"another session", "S: +OK <1.2@dewey>" + capa + "--\nS: +OK ready", "USER PASS CAPA QUIT"},
		{"over", login + "C: QUIT\nS: +OK", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var names []string
			for _, c := range play(test.script).Legal() {
				names = append(names, c.Name)
			}
			if got := strings.Join(names, " "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	tr := new(Transcript)
	tr.Server([]byte("+OK\rready\r\n\nbare\n\r\n"))
	for i, want := range []string{"+OK\rready", "", "bare", ""} {
		if got := tr.Text(i); got != want {
			t.Errorf("line %d: got %q, want %q", i, got, want)
		}
	}
}

// The caller may use its buffer again.
func TestOctetsAreCopied(t *testing.T) {
	tr, buffer := new(Transcript), []byte("+OK one\r\n")
	tr.Server(buffer)
	copy(buffer, "XXXXXXX")
	if got := tr.Text(0); got != "+OK one" {
		t.Errorf("got %q", got)
	}
}

// Whoever reads a log of 20 MB has some 400,000 entries.
func TestEntryIsSmall(t *testing.T) {
	if got := unsafe.Sizeof(Entry{}); got > 80 {
		t.Errorf("an entry has %d octets", got)
	}
}

func TestMailIsCopiedOnce(t *testing.T) {
	tr := play(login + "C: RETR 1\nS: +OK")
	line := []byte(strings.Repeat("x", 998) + "\r\n")
	mail := bytes.Repeat(line, 10<<10)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for piece := range chunks(mail, 64<<10) {
		tr.Server(piece)
	}
	runtime.ReadMemStats(&after)
	entries := uint64(cap(tr.Entries)) * uint64(unsafe.Sizeof(Entry{})) * 2 // all that its slice ever had
	if got, limit := after.TotalAlloc-before.TotalAlloc, uint64(len(mail))*11/10+entries; got > limit {
		t.Errorf("%d octets of mail took %d octets of memory, want %d at most", len(mail), got, limit)
	}
}

func TestLargeBodyIsLinear(t *testing.T) {
	tr := play(login + "C: RETR 1\nS: +OK")
	line := []byte(strings.Repeat("x", 74) + "\r\n")
	body := bytes.Repeat(line, 10<<20/len(line))
	start := time.Now()
	for chunk := range chunks(body, 1000) {
		tr.Server(chunk)
	}
	tr.Server(bytes.Repeat([]byte("y"), 5<<20)) // one endless line, in one piece
	for range 5 << 10 {                         // and in many
		tr.Server(bytes.Repeat([]byte("z"), 1<<10))
	}
	if d := time.Since(start); d > time.Minute {
		t.Errorf("20 MiB took %v", d)
	}
}

func chunks(p []byte, size int) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(p) > 0 && yield(p[:min(size, len(p))]) {
			p = p[min(size, len(p)):]
		}
	}
}
