package main

import (
	"fmt"
	"log/slog"
	"strings"

	"poplab/bridge/practice"
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
)

// practiceName is the name of the practice server as a target of the bridge.
const practiceName = "practice"

// practiceAccounts may log in to the practice server, each with the default
// mailbox of the lessons.
var practiceAccounts = []struct{ name, password string }{
	{"mrose", "secret"},
	{"Harish", "vegetables"},
}

// newPractice makes the practice server: the engine of the page, on real TCP.
func newPractice(log *slog.Logger) *practice.Server {
	var list []mailbox.Account
	for _, a := range practiceAccounts {
		list = append(list, mailbox.Account{Name: a.name, Password: a.password, Maildrop: defaultMaildrop()})
	}
	return &practice.Server{
		Accounts: mailbox.NewAccounts(list...),
		Profile:  pop3.ProfileByName("dewey"),
		Log:      log,
	}
}

func defaultMaildrop() *mailbox.Maildrop {
	m1, _ := mailbox.Sample("m1")
	m2, _ := mailbox.Sample("m2")
	return mailbox.NewMaildrop(m1, m2)
}

// practiceUsers names them for a human: "mrose / secret and Harish / vegetables".
func practiceUsers() string {
	var list []string
	for _, a := range practiceAccounts {
		list = append(list, fmt.Sprintf("%s / %s", a.name, a.password))
	}
	return strings.Join(list, " and ")
}
