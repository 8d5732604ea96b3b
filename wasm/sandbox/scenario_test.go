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
		{"windows without names", "windows", "line 1: write \"windows\" and the names"},
		{"a tap and nobody to hear", "windows tap", "line 1: write \"windows\" and the names"},
		{"windows twice", "windows A\nwindows B", "line 2: the windows of a world are named once"},
		{"two windows with one name", "windows A B A", "line 1: two windows are called A"},
		{"clock without a time", "clock 1996-05-02", "line 1: write \"clock\" with a day and a time"},
		{"clock of no day", "clock 1996-02-30 00:00", "line 1: write \"clock\" with a day and a time"},
		{"clock twice", "clock 1996-05-02 17:30\nclock 1996-05-02 17:30", "line 2: a world begins once"},
		{"user of post", "host post\nuser a b", "line 2: post only sends mail on and has no users"},
		{"profile of post", "host post\nprofile dovecot", "line 2: a profile belongs to a host; write \"host dewey\" first"},
		{"tls before host", "tls offered", "line 1: TLS belongs to a host"},
		{"tls in other words", "host dewey\ntls on", "line 2: write \"tls offered\" or \"tls required\""},
		{"smtp before host", "smtp", "line 1: a host receives mail"},
		{"smtp with a port", "host dewey\nsmtp 25", "line 2: write \"smtp\" alone"},
		{"offers before host", "offers TOP", "line 1: capabilities belong to a host"},
		{"offers nothing", "host dewey\noffers", "line 2: write \"offers\" and one or more of TOP, USER"},
		{"unknown tag", "host dewey\noffers TOP MAGIC", "line 2: there is no tag \"MAGIC\"; write one or more of TOP, USER"},
		{"arrival before user", "host dewey\narrival m3", "line 2: a message belongs to a user"},
		{"arrival without lines", "host dewey\nuser a b\narrival", "line 3: write \"arrival m1\", or \"arrival\" with"},
		{"senders in words", "host dewey\nuser a b\ngenerate 6 messages of 300 to 900 octets from many senders", "line 3: write \"generate 6 messages"},
		{"senders forgotten", "host dewey\nuser a b\ngenerate 6 messages of 300 to 900 octets from", "line 3: write \"generate 6 messages"},
		{"one sender", "host dewey\nuser a b\ngenerate 6 messages of 300 to 900 octets from 1 senders", "line 3: a generated mailbox has 2 to 10 senders"},
		{"more senders than messages", "host dewey\nuser a b\ngenerate 2 messages of 300 to 900 octets from 3 senders", "line 3: a generated mailbox has 2 to 10 senders, and not more senders than messages"},
		{"trouble before user", "host dewey\ntrouble joined", "line 2: trouble belongs to a user"},
		{"no trouble", "host dewey\nuser a b\ntrouble", "line 3: write \"trouble\" and one or more of one-octet, "},
		{"unknown trouble", "host dewey\nuser a b\ntrouble joined ahead", "line 3: write \"trouble\" and one or more of one-octet, "},
		{"locked for how long", "host dewey\nuser a b\ntrouble locked", "line 3: write \"trouble\" and one or more of one-octet, "},
		{"locked for too long", "host dewey\nuser a b\ntrouble locked 61", "line 3: write \"trouble\" and one or more of one-octet, "},
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
