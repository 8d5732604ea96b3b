package transcript

import (
	"slices"
	"strings"
	"testing"
)

// Where octets are missing, the exchanges behind the gap are right again.
func TestSkip(t *testing.T) {
	holds(t, []session{
		{"within a message", login + `
			C: RETR 1
			S: +OK 2000 octets
			S: Subject: Hi
			S:
			S: Hel\CUT
			skip S 1460
			S: lo again
			S: .
			C: NOOP
			S: +OK`, loginAnswers + `
			RETR 1 = +OK 2000 octets [Subject: Hi  Hel lo again]
			NOOP = +OK`},
		{"the end of a message", login + `
			C: RETR 1
			S: +OK 2000 octets
			S: Subject: Hi
			skip S 1460
			C: NOOP
			S: +OK
			C: STAT
			S: +OK 1 2000`, loginAnswers + `
			RETR 1 = +OK 2000 octets [Subject: Hi ...]
			NOOP = +OK
			STAT = +OK 1 2000`},
		{"the end of a message and the next status line, to a client that pipelines", login + `
			C: RETR 1
			C: RETR 2
			C: NOOP
			S: +OK
			S: Subject: Hi
			skip S 1460
			S: of another.
			S: .
			S: +OK 99 octets
			S: A: b
			S: .
			S: +OK`, loginAnswers + `
			RETR 1 = +OK [Subject: Hi of another.]
			RETR 2 = +OK 99 octets [A: b]
			NOOP = +OK`},
		{"the end of a message, to a client that pipelines", login + `
			C: RETR 1
			C: NOOP
			S: +OK
			S: Subject: Hi
			skip S 1460
			S: +OK`, loginAnswers + `
			RETR 1 = +OK [Subject: Hi ...]
			NOOP = +OK`},
		{"within a message, and all is in order behind it", login + `
			C: RETR 1
			C: NOOP
			S: +OK
			S: Subject: Hi
			skip S 1460
			S: .
			C: STAT
			S: +OK Yup.
			S: +OK 1 120`, loginAnswers + `
			RETR 1 = +OK [Subject: Hi]
			NOOP = +OK Yup.
			STAT = +OK 1 120`},
		{"something, to a client that pipelines", login + `
			C: DELE 1
			C: NOOP
			skip S 0
			S: +OK gone
			C: STAT
			S: +OK Yup.
			S: +OK 1 120`, loginAnswers + `
			DELE 1 = +OK gone
			NOOP = +OK Yup.
			STAT = +OK 1 120`},
		{"something, and a garbled reply comes later", login + `
			C: NOOP
			skip S 0
			S: +OK
			C: STAT
			S: OK 1 120`, loginAnswers + `
			NOOP = +OK
			STAT = OK 1 120`},
		{"the end of an earlier session", `
			--
			skip S 9
			--
			C: USER a
			S: +OK ready
			S: +OK`, `
			USER a = +OK
			+OK ready`},
		{"a whole reply", login + `
			C: STAT
			skip S 13
			C: LIST 1
			S: +OK 1 120
			C: NOOP
			S: +OK`, loginAnswers + `
			STAT = ?
			LIST 1 = +OK 1 120
			NOOP = +OK`},
		{"the end of a status line", login + `
			C: STAT
			S: +OK 2 3\CUT
			skip S 4
			C: NOOP
			S: +OK`, loginAnswers + `
			STAT = +OK 2 3
			NOOP = +OK`},
		{"the beginning of a status line", login + `
			C: STAT
			skip S 4
			S: 2 320
			C: NOOP
			S: +OK`, loginAnswers + `
			STAT = ?
			NOOP = +OK`},
		{"the status line of a message, to a client that pipelines", login + `
			C: DELE 1
			C: RETR 2
			C: NOOP
			skip S 400
			S: the last line.
			S: Subject: this is one of the header
			S:
			S: Hello
			S: .
			S: +OK`, loginAnswers + `
			DELE 1 = ?
			RETR 2 = ? [Subject: this is one of the header  Hello]
			NOOP = +OK`},
		{"the status line of a message, and its header", login + `
			C: RETR 2
			skip S 0
			S: the last line.
			S: .
			C: NOOP
			S: +OK`, loginAnswers + `
			RETR 2 = ? [the last line.]
			NOOP = +OK`},
		{"the greeting", `
			--
			skip S 10
			C: STAT
			S: +OK 2 320
			C: NOOP
			S: +OK`, `
			STAT = +OK 2 320
			NOOP = +OK`},
		{"the greeting, and the beginning of a message", `
			--
			skip S 0
			S: the last line.
			S: .
			C: NOOP
			S: +OK`, `
			NOOP = +OK`},
		{"a challenge that comes behind", `
			S: +OK
			C: AUTH PLAIN
			skip S 1
			S: +
			C: AGFsaWNl
			S: +OK`, `
			+OK
			AUTH PLAIN = +OK`},
		{"a whole command", login + `
			skip C 6
			S: +OK 2 320
			C: NOOP
			S: +OK`, loginAnswers + `
			NOOP = +OK`},
		{"within a command", login + `
			C: RE\CUT
			skip C 3
			C: 1
			S: +OK
			C: FOO
			S: -ERR`, loginAnswers + `
			RE = +OK
			FOO = -ERR`},
		{"the end of a command", login + `
			C: DELE\CUT
			skip C 4
			C: NOOP
			S: +OK
			S: +OK`, loginAnswers + `
			DELE = +OK
			NOOP = +OK`},
		{"the beginning of a command", login + `
			skip C 3
			C: T
			S: +OK 2 320
			C: NOOP
			S: +OK`, loginAnswers + `
			T = +OK 2 320
			NOOP = +OK`},
	})
}

const loginAnswers = `
	+OK ready
	USER mrose = +OK
	PASS secret = +OK`

// Within a message nobody knows whether this is its header.
func TestSkipIntoMessage(t *testing.T) {
	tr := play(login + "C: RETR 1\nskip S 1460\nS: this or that\nS: .")
	if got := shape(tr); !strings.HasSuffix(got, "request3 local-1 text3 terminator3") {
		t.Error(got)
	}
}

func TestSkipCounts(t *testing.T) {
	tr := play(login + "C: RETR 1\nS: +OK\nS: A: b\nS: \nS: 12\\CUT\nskip S 100\nS: 34\nskip S 1\nskip C 0\nS: .")
	sizes := func(of func(e Entry) int) (all []int) {
		for _, e := range tr.Entries[7:] {
			all = append(all, of(e))
		}
		return all
	}
	if got, want := sizes(func(e Entry) int { return e.Sum }), []int{6, 8, 10, 0, 114, 0, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("sums %v, want %v", got, want)
	}
	first := tr.Entries[7].Offset
	if got, want := sizes(func(e Entry) int { return e.Offset - first }), []int{0, 6, 8, -first, 110, -first, -first, 115}; !slices.Equal(got, want) {
		t.Errorf("offsets %v, want %v", got, want)
	}
	var said []string
	for i, e := range tr.Entries {
		if e.Topic == Gap {
			said = append(said, tr.Text(i))
		}
	}
	want := "Missing here: 100 octets of the server. Missing here: 1 octet of the server. Missing here: some octets of the client."
	if got := strings.Join(said, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The end of a command may be that of a password.
func TestSkipMasks(t *testing.T) {
	tr := play("S: +OK\nC: USER mrose\nS: +OK\nC: PASS can\\CUT\nskip C 1\nC: ry word\nS: -ERR not word")
	for i, want := range map[int]string{3: "PASS ••••••", 5: "••••••", 6: "-ERR not ••••••"} {
		if got := tr.Masked(i); got != want {
			t.Errorf("entry %d: got %q, want %q", i, got, want)
		}
	}
}

// A log may leave terminators out.
func TestEndReply(t *testing.T) {
	holds(t, []session{
		{"listing", login + "C: LIST\nS: +OK\nS: 1 120\nend\nC: NOOP\nS: +OK", loginAnswers + "\nLIST = +OK [1 120]\nNOOP = +OK"},
		{"message", login + "C: RETR 1\nC: NOOP\nS: +OK\nS: A: b\nL: note\nend\nS: +OK",
			loginAnswers + "\nRETR 1 = +OK [A: b]\nNOOP = +OK"},
		{"empty listing", login + "C: LIST\nS: +OK\nend\nC: NOOP\nS: +OK", loginAnswers + "\nLIST = +OK\nNOOP = +OK"},
		{"no reply at hand", login + "end\nC: NOOP\nend\nS: +OK", loginAnswers + "\nNOOP = +OK"},
	})
	tr := play(login + "C: LIST\nS: +OK\nend\nC: UIDL\nS: +OK\nS: 1 a\nL: note\nend")
	if list, uidl := tr.Exchanges[3], tr.Exchanges[4]; list.End != list.Status || uidl.End != 9 {
		t.Errorf("ends %d, %d", list.End, uidl.End)
	}
}
