package check

import (
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// Sessions of all windows stand in the order in which they began.
func TestSessionsStandInTheirOrder(t *testing.T) {
	a, b := &transcript.Transcript{}, &transcript.Transcript{}
	for i, tr := range []*transcript.Transcript{a, b, b, a, b} {
		tr.Now = int64(i+1) * 1e6
		tr.Open("dewey")
		tr.Server([]byte("+OK\r\n"))
	}
	var order []string
	for _, s := range NewView(Evidence{Windows: []Window{{"A", a}, {"B", b}}}).sessions {
		order = append(order, s.line(s.first))
	}
	if got := strings.Join(order, ", "); got != "line 3 of B, line 2 of A, line 2 of B, line 1 of B, line 1 of A" {
		t.Errorf("the newest first: %s", got)
	}
}

// A name counts by whatever mechanism it was given.
func TestLoginsBySASL(t *testing.T) {
	for script, user := range map[string]string{
		"C: AUTH PLAIN AG1yb3NlAHNlY3JldA==\nS: +OK":                                          "mrose",
		"C: AUTH PLAIN bXJvc2UAbXJvc2UAc2VjcmV0\nS: +OK":                                      "mrose",
		"C: AUTH PLAIN\nS: + \nC: AG1yb3NlAHNlY3JldA==\nS: +OK":                               "mrose",
		"C: auth cram-md5\nS: + PDE+\nC: bXJvc2UgMDEyMw==\nS: +OK":                            "mrose",
		"C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: bXJvc2U=\nS: + UGFzcw==\nC: c2VjcmV0\nS: +OK":   "mrose",
		"C: AUTH PLAIN not base64\nS: +OK":                                                    "",
		"C: AUTH PLAIN AG1yb3NlAHNlY3JldA==\nS: -ERR\nC: USER bob\nS: +OK\nC: PASS x\nS: +OK": "bob",
		"C: USER bob\nS: +OK\nC: AUTH PLAIN AG1yb3NlAHNlY3JldA==\nS: +OK":                     "mrose",
	} {
		s := NewView(Evidence{Windows: One(talk(t, greet+script))}).sessions[0]
		if s.user != user || !s.opened {
			t.Errorf("%s\nlogged in as %q, want %q", script, s.user, user)
		}
	}
}

// Goals about what must not happen look at sessions that only tried to log in too.
func TestWhoOnlyTriesIsSeen(t *testing.T) {
	const script = wrong + "hang up\n" + other
	for goal, met := range map[string]bool{
		"command PASS never sent as mrose":  false,
		"command PASS never sent as nobody": true,
		"command PASS sent as mrose":        true,
		"reply to PASS is -ERR as mrose":    false, // nobody logged in as mrose
	} {
		g, err := ParseGoal(goal)
		if err != nil {
			t.Fatal(err)
		}
		if v := g.Check(Evidence{Windows: One(talk(t, script))}); v.Met != met {
			t.Errorf("%s: met %v: %s", goal, v.Met, v.Said)
		}
	}
}

// The kinds of errors are told by what was asked for, whatever the server writes.
func TestKindsOfErrors(t *testing.T) {
	for script, want := range map[string]kind{
		greet + "C: HELP\nS: -ERR":                                      unknownCommand,
		login + "C: LAST\nS: -ERR":                                      unknownCommand,
		greet + "C: \nS: -ERR":                                          unknownCommand,
		greet + "C: RETR x\nS: -ERR":                                    wrongState,
		login + "C: PASS x\nS: -ERR":                                    wrongState,
		greet + "C: PASS x\nS: -ERR":                                    wrongState,
		wrong + "C: PASS x\nS: -ERR":                                    wrongState,
		greet + "C: USER\nS: -ERR":                                      wrongArgument,
		login + "C: RETR\nS: -ERR":                                      wrongArgument,
		login + "C: RETR 1 2\nS: -ERR":                                  wrongArgument,
		login + "C: TOP 1 x\nS: -ERR":                                   wrongArgument,
		login + "C: RETR 9\nS: -ERR no such message":                    wrongArgument,
		login + "C: STAT 1\nS: -ERR":                                    wrongArgument,
		greet + "C: QUIT now\nS: -ERR":                                  wrongArgument,
		wrong:                                                           wrongSecret,
		greet + "C: APOP a b\nS: -ERR [AUTH] no":                        wrongSecret,
		greet + "C: USER x\nS: +OK\nC: PASS y\nS: -ERR [IN-USE] locked": noKind,
		login + "C: NOOP\nS: -ERR":                                      noKind,
		login:                                                           noKind,
	} {
		s := NewView(Evidence{Windows: One(talk(t, script))}).sessions[0]
		n := len(s.exchanges) - 1
		if got := s.kindOf(s.exchanges[max(0, n-1)], s.exchanges[n]); got != want {
			t.Errorf("%s\nis of kind %d, want %d", script, got, want)
		}
	}
}

// A cable that comes back brings the session back, unless somebody gave it up.
func TestCables(t *testing.T) {
	for topics, want := range map[string]ending{
		"cable-out":                                    byCable,
		"cable-out cable-in":                           stillOpen,
		"cable-out cable-in waited timed-out":          byTimeout,
		"cable-out waited cable-in timed-out":          byCable,
		"cable-out learner-closed cable-in":            byCable,
		"cable-out cable-in learner-closed":            byHangup,
		"cable-out cable-in cable-out":                 byCable,
		"cable-out cable-in waited cable-out cable-in": stillOpen,
		"timed-out cable-out cable-in":                 byTimeout,
		"learner-closed":                               byHangup,
		"lost":                                         byServer,
	} {
		tr := talk(t, login)
		for name := range strings.FieldsSeq(topics) {
			for topic := range transcript.Topics {
				if topic.String() == name {
					tr.Say(topic, name)
				}
			}
		}
		if got := NewView(Evidence{Windows: One(tr)}).sessions[0].ending; got != want {
			t.Errorf("%s: ended by %d, want %d", topics, got, want)
		}
	}
}

// Judging a session twice as long takes about twice as long.
func TestJudgingIsLinear(t *testing.T) {
	goals := everyExample(t)
	long := func(n int) float64 {
		tr := talk(t, login+strings.Repeat("C: DELE 1\nS: +OK\nC: STAT\nS: -ERR\n"+getSmall, n))
		e := Evidence{Windows: One(tr), Maildrop: drops(small, tiny)}
		return testing.AllocsPerRun(1, func() { NewView(e).Judge(goals, nil) })
	}
	if once, four := long(500), long(2000); four > 5*once {
		t.Errorf("500 rounds took %.0f allocations, and 2000 rounds %.0f", once, four)
	}
}

func everyExample(t testing.TB) []Goal {
	t.Helper()
	var goals []Goal
	for _, f := range Forms() {
		goal, err := ParseGoal(f.Example)
		if err != nil {
			t.Fatal(err)
		}
		goals = append(goals, goal)
	}
	return goals
}

func BenchmarkJudge(b *testing.B) {
	goals := everyExample(b)
	e := played(b, "host dewey\nuser mrose secret\nmessage m1\nmessage m2\n",
		"telnet dewey 110; USER mrose; PASS secret"+strings.Repeat("; LIST; RETR 1; RETR 2; DELE 1; RSET; NOOP", 200))
	for b.Loop() {
		NewView(e).Judge(goals, nil)
	}
	b.ReportMetric(float64(len(e.Windows[0].Transcript.Entries)), "lines")
}
