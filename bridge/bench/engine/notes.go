package main

import (
	"bytes"
	"fmt"
	"os"

	"poplab/wasm/annotate"
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// perNote is how many nanoseconds the note of a line costs, over a session of about
// 10,000 lines: one that lists a maildrop, fetches and marks each message, and asks
// for the totals in between.
func perNote(m pop3.Message) (float64, error) {
	if err := speak("wasm/annotate/notes.en.txt"); err != nil {
		return 0, err
	}
	tr := recorded(m)
	lines := perSecond(func() float64 {
		var a annotate.Annotator
		return float64(len(a.Next(tr)))
	})
	return 1e9 / lines, nil
}

// speak sets the language, which only native programs bring along.
func speak(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return annotate.Speak(string(text))
}

// recorded is that session, as the engine plays it.
func recorded(m pop3.Message) *transcript.Transcript {
	const messages = 800
	drop := make([]pop3.Message, messages)
	for i := range drop {
		drop[i] = m
	}
	s := pop3.NewSession(pop3.Config{Accounts: mailbox.NewAccounts(mailbox.Account{
		Name: "alice", Password: "secret", Maildrop: mailbox.NewMaildrop(drop...),
	})})
	var tr transcript.Transcript
	tr.Open("bench")
	reply := func(r pop3.Reply) {
		var octets bytes.Buffer
		r.WriteTo(&octets)
		tr.Server(octets.Bytes())
	}
	say := func(command string) {
		tr.Client([]byte(command + "\r\n"))
		s.Feed([]byte(command+"\r\n"), reply)
	}
	reply(s.Greeting())
	for _, command := range []string{"USER alice", "PASS secret", "CAPA", "STAT", "LIST", "UIDL"} {
		say(command)
	}
	for n := 1; n <= messages; n++ {
		for _, command := range []string{"RETR %d", "DELE %d"} {
			say(fmt.Sprintf(command, n))
		}
		say("STAT")
	}
	return &tr
}
