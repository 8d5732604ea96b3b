package forward

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestWatch plays lines at a watch: "> " is the page, "< " the server; the last one
// ends the session as wanted, or none does. A line stands for itself and CRLF.
func TestWatch(t *testing.T) {
	only, required, exposed := &Target{LoginOnly: true}, &Target{TLS: StartTLS, Required: true}, &Target{exposed: true}
	guesses := slices.Repeat([]string{"> USER x", "< +OK", "> PASS y", "< -ERR no"}, 4)
	for _, tc := range []struct {
		name     string
		target   *Target
		lines    []string
		why      *ending
		loggedIn bool
	}{
		{"PASS", only, []string{"> USER x", "< +OK", "> PASS y", "< +OK in"}, nil, true},
		{"APOP", only, []string{"> APOP x y", "< +OK"}, nil, true},
		{"in small letters", only, []string{"> user x", "< +OK", "> pass y", "< +OK"}, nil, true},
		{"all at once", only, []string{"> USER x", "> PASS y", "> NOOP", "< +OK", "< +OK", "< +OK"}, nil, true},
		{"AUTH with an answer", only, []string{"> AUTH PLAIN", "< + ", "> RETR canary", "< +OK"}, nil, true},
		{"AUTH with two", only, []string{"> AUTH X", "< + a", "> b", "< + c", "> d", "< +OK"}, nil, true},
		{"bare plus sign", only, []string{"> AUTH X", "< +", "> b", "< +OK"}, nil, true},
		{"AUTH cancelled", only, []string{"> AUTH X", "< + a", "> *", "< -ERR", "> EHLO x"}, notForLogin, false},
		{"AUTH alone asks for a list", only, []string{"> AUTH", "< +OK", "< PLAIN", "< .", "> NOOP", "< +OK"}, nil, false},
		{"AUTH with a space asks too", only, []string{"> AUTH ", "< +OK", "< ."}, nil, false},
		{"USER is no login", only, []string{"> USER x", "< +OK"}, nil, false},
		{"CAPA hides a reply", only, []string{"> CAPA", "> PASS x", "< +OK", "< +OK", "< .", "< -ERR"}, nil, false},
		{"replies without command", only, []string{"< +OK", "< -ERR", "> NOOP", "< +OK", "< +OK", "> PASS x", "< -ERR"}, nil, false},
		{"+OKAY is no reply", only, []string{"> PASS x", "< +OKAY", "< +OKlahoma", "< -ERR"}, nil, false},
		{"+ok is no reply", only, []string{"> PASS x", "< +ok", "< +ok in"}, nil, false},

		// Threat 5. Only what a login needs.
		{"EHLO", only, []string{"> EHLO evil.example"}, notForLogin, false},
		{"HTTP", only, []string{"> GET / HTTP/1.1"}, notForLogin, false},
		{"STAT", only, []string{"> STAT"}, notForLogin, false},
		{"longer word", only, []string{"> USERS x"}, notForLogin, false},
		{"shorter word", only, []string{"> USE x"}, notForLogin, false},
		{"word in front", only, []string{"> X USER x"}, notForLogin, false},
		{"empty line", only, []string{"> "}, notForLogin, false},
		{"space in front", only, []string{">  USER x"}, notForLogin, false},
		{"EHLO, and no filter", &Target{}, []string{"> EHLO x", "< -ERR"}, nil, false},
		{"answer before the challenge", only, []string{"> AUTH PLAIN", "> EHLO x"}, authUnanswered, false},
		{"command between the challenges", only, []string{"> AUTH X", "< + a", "> b", "> EHLO x"}, authUnanswered, false},
		{"line with LF only", only, []string{"> NOOP\nEHLO x"}, lineEnding, false},
		{"line with CR only", only, []string{"> NOOP\rEHLO x"}, lineEnding, false},
		{"reply to NOOP taken for a login", only, []string{"> PASS x", "< -ERR", "> NOOP", "< +OK", "> LIST"}, notForLogin, false},

		// Threat 6. Four passwords, however they are sent.
		{"four guesses", &Target{}, guesses, tooManyGuesses, false},
		{"three guesses, then right", &Target{}, append(guesses[:12:12], "> PASS z", "< +OK"), nil, true},
		{"five at once", &Target{}, []string{"> PASS 1", "> PASS 2", "> APOP x 3", "> PASS 4", "< -ERR", "< -ERR", "< -ERR", "> AUTH PLAIN 5"}, tooManyGuesses, false},
		{"spaces in front", &Target{}, slices.Repeat([]string{"> \t PASS x", "< -ERR no"}, 4), tooManyGuesses, false},
		{"TAB and NUL behind", &Target{}, slices.Repeat([]string{"> pass\tx", "< -ERR", "> ApOp\x00x", "< -ERR"}, 2), tooManyGuesses, false},
		{"CR alone in front", &Target{}, []string{"> NOOP\rPASS x"}, lineEnding, false},
		{"by AUTH", &Target{}, slices.Repeat([]string{">  auth\tplain", "< + ", "> PASS x", "< -ERR no"}, 4), tooManyGuesses, false},
		{"AUTH with spaces in front", &Target{}, []string{"> \tAUTH X", ">  PASS x"}, authUnanswered, false},
		{"many at once", &Target{}, slices.Repeat([]string{"> NOOP"}, maxAsked+1), tooManyAsked, false},

		// Servers answer an empty line, or they do not.
		{"empty line answered", &Target{}, []string{"> ", "< -ERR", "> USER x", "> PASS y", "< +OK", "< +OK"}, nil, true},
		{"empty line passed over", &Target{}, []string{"> ", "> USER x", "> PASS y", "< +OK", "< +OK"}, nil, true},
		{"empty line answered late", &Target{}, []string{">  ", "> USER x", "> PASS y", "< -ERR", "< +OK", "< +OK"}, nil, true},
		{"empty line before AUTH", &Target{}, []string{"> ", "> AUTH X", "< +", "> y", "< +OK"}, nil, true},
		{"empty line taken for a password", &Target{}, []string{"> ", "> PASS x", "> USER y", "< -ERR", "< +OK"}, nil, false},
		{"empty line taken for a user", &Target{}, []string{"> ", "> USER x", "> PASS y", "< -ERR", "< +OK", "< -ERR"}, nil, false},

		// Threat 31. What others could read is no password.
		{"exposed", exposed, []string{"> USER x", "< +OK", "> PASS"}, overheard, false},
		{"exposed, spaces in front", exposed, []string{"> \t pAsS x"}, overheard, false},
		{"exposed, TAB behind", exposed, []string{"> AUTH\tPLAIN"}, overheard, false},
		{"exposed, a digest", exposed, []string{"> APOP x y", "< +OK"}, nil, true},

		// Replies that are no answer to STLS, as far as anybody can tell.
		{"answered twice, and once not", &Target{}, []string{"> NOOP", "< +OK", "< +OK", "> USER x", "> STLS", "< +OK", "> NOOP"}, outOfStep, false},
		{"answered twice, then refused", &Target{}, []string{"> CAPA", "> STLS", "< -ERR", "> QUIT"}, outOfStep, false},
		{"a reply too many before", &Target{}, []string{"> NOOP", "< +OK", "< +OK", "> STLS", "> USER x"}, talkedInto, false},
		{"a reply too many, STLS refused", &Target{}, []string{"< +OK", "> STLS", "< -ERR", "> STLS", "> USER x"}, talkedInto, false},

		// Threat 34 begins here.
		{"STLS in capitals and not", required, []string{"> CAPA", "< +OK", "< stls", "< .", "> STLS", "< -ERR"}, stlsRefused, false},
		{"CAPA refused", required, []string{"> CAPA", "< -ERR", "> NOOP", "< +OK"}, nil, false},
		{"STAT in clear", required, []string{"> STAT"}, notInClear, false},
		{"STLS refused where it may be", &Target{TLS: StartTLS}, []string{"> STLS", "< -ERR", "> USER x", "< +OK"}, nil, false},
		{"STLS inside TLS", &Target{TLS: Implicit, Required: true}, []string{"> STLS", "< -ERR", "> PASS x", "< +OK"}, nil, true},
	} {
		for _, size := range []int{1000, 1} {
			t.Run(fmt.Sprint(tc.name, " in pieces of ", size), func(t *testing.T) {
				w := newWatch(tc.target)
				why := play(w, tc.lines, size)
				if why != tc.why {
					t.Errorf("ends with %+v, want %+v", why, tc.why)
				}
				if _, loggedIn := w.outcome(); loggedIn != tc.loggedIn {
					t.Errorf("logged in: %v", loggedIn)
				}
			})
		}
	}
}

// play shows lines to w in pieces. All but the last must pass.
func play(w *watch, lines []string, size int) (why *ending) {
	for i, line := range lines {
		see := w.up
		if line[0] == '<' {
			see = w.down
		}
		for piece := range slices.Chunk([]byte(line[2:]+"\r\n"), size) {
			if _, why = see(piece); why != nil {
				if i < len(lines)-1 {
					return &ending{reason: "too early: " + why.reason}
				}
				return why
			}
		}
	}
	return nil
}

// A password counts as wrong though something else may have been refused.
func TestWatchCountsInDoubt(t *testing.T) {
	w := newWatch(&Target{})
	if why := play(w, []string{"> ", "> PASS x", "< -ERR"}, 1); why != nil {
		t.Error(why)
	}
	if failed, _ := w.outcome(); failed != 1 {
		t.Errorf("%d failures", failed)
	}
}

// Of a frame with a line that may not pass, what stands before the line passes.
func TestWatchCutsAtTheLine(t *testing.T) {
	w := newWatch(&Target{LoginOnly: true})
	n, why := w.up([]byte("NOOP\r\nUSER x\r\nEHLO evil.example\r\nQUIT\r\n"))
	if n != len("NOOP\r\nUSER x\r\n") || why != notForLogin {
		t.Errorf("%d octets, %+v", n, why)
	}
	n, why = newWatch(&Target{}).up([]byte("STLS\r\nUSER x\r\n"))
	if n != len("STLS\r\n") || why != talkedInto {
		t.Errorf("%d octets, %+v", n, why)
	}
}

// The watch follows octets in place.
func TestWatchAllocates(t *testing.T) {
	w := newWatch(&Target{LoginOnly: true})
	line, reply := []byte("NOOP\r\n"), []byte("+OK\r\n")
	if n := testing.AllocsPerRun(100, func() { w.up(line); w.down(reply) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// FuzzWatch: no octets make the watch panic, or let more pass than there were.
func FuzzWatch(f *testing.F) {
	f.Add([]byte("USER x\r\nPASS y\r\n"), []byte("+OK\r\n-ERR\r\n"))
	f.Add([]byte("AUTH PLAIN\r\n"), []byte("+ \r\n+OK\r\n"))
	f.Add([]byte("CAPA\r\nSTLS\r\n"), []byte("+OK\r\nSTLS\r\n.\r\n+OK\r\nx"))
	f.Fuzz(func(t *testing.T, page, server []byte) {
		w := newWatch(&Target{TLS: StartTLS})
		for range 2 {
			if n, why := w.up(page); n > len(page) || n < len(page) && why == nil {
				t.Errorf("%d octets of %q, %+v", n, page, why)
			}
			if n, why := w.down(server); n > len(server) || n < len(server) && why == nil {
				t.Errorf("%d octets of %q, %+v", n, server, why)
			}
		}
	})
}

// refuses greets, and answers each line with -ERR.
func refuses(c net.Conn) {
	io.WriteString(c, "+OK hello\r\n")
	for readLine(c) != "" {
		io.WriteString(c, "-ERR no\r\n")
	}
}

// Threat 6. The fourth wrong password of a session ends it, each one makes the page
// wait longer for the answer, and an address that goes on in new sessions finds
// the target closed.
func TestPasswordGuesser(t *testing.T) {
	server := newPOP3(t, refuses)
	b := newBridge(t, server.Addr().String(), func(b *Bridge) { b.MaxFailures = 5 })
	p := b.connected(t)
	p.send("PASS 1\r\n")
	p.octets(9)
	began := time.Now()
	p.send("PASS 2\r\n")
	p.octets(9)
	if took := time.Since(began); took < time.Second {
		t.Errorf("the second answer came after %v", took)
	}
	p.send("PASS 3\r\nPASS 4\r\nPASS 5\r\n")
	p.ends(tooManyGuesses)
	if said := server.said(); strings.Contains(said, "PASS 5") {
		t.Errorf("the server heard %q", said)
	}
	one := guesser{netip.MustParseAddr("127.0.0.1"), "lab"}
	if n, _ := b.failures.count(one); n != 1 {
		t.Errorf("a session with four wrong passwords counts %d times", n)
	}
	for n := 1; n < 5; n, _ = b.failures.count(one) {
		p := b.connected(t)
		p.send("APOP a b\r\n")
		p.octets(9)
		p.Close(1000, "")
	}
	b.open(t).ends(&ending{code: 1008, reason: "Too many logins failed from your network address, which others may share. Try again in 10 min."})
	b.Targets = only(Target{Name: "other", Address: server.Addr().String()})
	p = b.openTo(t, "other")
	p.event()
	p.octets(11)
}

// The count of an address is gone after ten minutes, and takes a bounded room.
func TestFailuresAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f failures
		one := guesser{netip.MustParseAddr("192.0.2.1"), "lab"}
		f.add(one)
		time.Sleep(failureTime - time.Second)
		f.add(one)
		if n, left := f.count(one); n != 2 || left != time.Second {
			t.Errorf("%d failures for %v, want 2", n, left)
		}
		time.Sleep(time.Second)
		if n, _ := f.count(one); n != 0 {
			t.Errorf("%d failures after ten minutes", n)
		}
		f.add(one)
		if n, left := f.count(one); n != 1 || left != failureTime {
			t.Errorf("%d failures for %v after a new one", n, left)
		}
		from := netip.MustParseAddr("2001:db8::")
		for range 2 * maxGuessers {
			from = from.Next()
			f.add(guesser{from, "lab"})
		}
		if n, _ := f.count(guesser{from, "lab"}); len(f.last) > maxGuessers || n != 1 {
			t.Errorf("%d addresses are remembered, the last %d times", len(f.last), n)
		}
	})
}
