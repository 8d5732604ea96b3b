package sandbox

import (
	"slices"
	"strings"
	"testing"
)

func TestScenarioMistakesNameTheLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown word", "host dewey\nuser a b\nmail m1", `line 3: "mail" is no statement`},
		{"unknown host", "host dewye", "line 1: write \"host\" and one of dewey"},
		{"host without a name", "host", "line 1: write \"host\""},
		{"user before host", "user mrose secret", "line 1: a user lives on a host"},
		{"user without password", "host dewey\nuser mrose", "line 2: write \"user NAME SECRET\""},
		{"user twice", "host dewey\nuser a b\nuser a c", "line 3: user a is on dewey already"},
		{"message before user", "host dewey\nmessage m1", "line 2: a message belongs to a user"},
		{"unknown sample", "host dewey\nuser a b\nmessage m99", `line 3: there is no sample message "m99"`},
		{"message without lines", "host dewey\nuser a b\nmessage\nmessage m1", "line 3: write \"message m1\""},
		{"generate in words", "host dewey\nuser a b\ngenerate six", "line 3: write \"generate 6 messages"},
		{"generate too many", "host dewey\nuser a b\ngenerate 9999 messages of 400 to 500 octets", "line 3: generate 1 to 1000"},
		{"generate backwards", "host dewey\nuser a b\ngenerate 2 messages of 900 to 500 octets", "line 3: a generated message"},
		{"generate twice", "host dewey\nuser a b\ngenerate 2 messages of 400 to 500 octets\ngenerate 2 messages of 400 to 500 octets", "line 4: user a has a generated mailbox already"},
		{"trouble unknown", "host dewey\nuser a b\ntrouble rain", "line 3: write \"trouble\" and one or more of one-octet"},
		{"trouble of nobody", "host dewey\ntrouble joined", "line 2: trouble belongs to a user"},
		{"locked for ever", "host dewey\nuser a b\ntrouble locked 9999", "line 3: write \"trouble\""},
		{"profile before host", "profile dovecot", "line 1: a profile belongs to a host"},
		{"profile without a name", "host dewey\nprofile", "line 2: write \"profile\" and one of dewey, mailServer, rfc1225"},
		{"unknown profile", "host dewey\nprofile exim", "line 2: write \"profile\" and one of dewey"},
		{"two profiles", "host dewey\nprofile dovecot gmail", "line 2: write \"profile\" and one of dewey"},
		{"breaks before host", "breaks renumbering", "line 1: a host breaks rules"},
		{"breaks nothing", "host dewey\nbreaks", "line 2: write \"breaks\" and one or more of spaces-doubled, "},
		{"unknown habit", "host dewey\nbreaks renumbering lies", "line 2: there is no habit \"lies\"; write one or more of spaces-doubled, "},
		{"expire before user", "host dewey\nexpire 30", "line 2: a policy belongs to a user"},
		{"expire without a number", "host dewey\nuser a b\nexpire", "line 3: write \"expire DAYS\""},
		{"expire in words", "host dewey\nuser a b\nexpire never", "line 3: write \"expire DAYS\""},
		{"expire too late", "host dewey\nuser a b\nexpire 10000", "line 3: write \"expire DAYS\""},
		{"logindelay before user", "host dewey\nlogindelay 60", "line 2: a policy belongs to a user"},
		{"logindelay of nothing", "host dewey\nuser a b\nlogindelay 0", "line 3: write \"logindelay SECONDS\""},
		{"logindelay with a unit", "host dewey\nuser a b\nlogindelay 60 s", "line 3: write \"logindelay SECONDS\""},
		{"nobody", "host dewey", "line 1: the world has no user"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseScenario(c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestScenarioMessageInline(t *testing.T) {
	s, err := ParseScenario("# a comment\nhost dewey\nuser a b\nmessage\n  Subject: x\n\n  One.\n\nmessage m1\n")
	if err != nil {
		t.Fatal(err)
	}
	got := s.users[0].messages
	if len(got) != 2 || string(got[0].Octets) != "Subject: x\r\n\r\nOne.\r\n" {
		t.Errorf("got %d messages, the first %q", len(got), got[0].Octets)
	}
}

func TestScenarioHosts(t *testing.T) {
	for _, c := range []struct {
		scenario string
		want     []string
	}{
		{"", []string{"dewey", "mailServer", "dbc.mtview.ca.us"}},
		{"host dewey\nuser mrose secret\nmessage m1\n\nhost mailServer\nuser Harish vegetables\n", []string{"dewey", "mailServer"}},
		{"host dewey\nuser mrose secret\nmessage\n  host is a word of this message\n", []string{"dewey"}},
		{"host dewey\nuser mrose secret\nhost mailServer\nhost dewey\nuser class letters\n", []string{"dewey"}},
	} {
		s, err := ParseScenario(c.scenario)
		if got := s.Hosts(); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("the hosts of %q are %q, want %q (%v)", c.scenario, got, c.want, err)
		}
	}
}
