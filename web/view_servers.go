package web

import (
	"strings"

	"poplab/wasm/pop3"
)

// profileView is a server that poplab can be.
type profileView struct {
	Name   string
	Text   phrase
	Offers string // capabilities, parted by commas
	Habits []linkView
}

// habitView is a way in which servers depart from a rule.
type habitView struct {
	ID, Name string
	Text     phrase
	Seen     phrase // servers that do it; nothing for one made for lessons
	Rule     linkView
	Source   sourceView
}

// linkView leads to a place of the page.
type linkView struct{ Name, URL string }

// profiles says what each profile is, by its name.
var profiles = map[string]phrase{
	"dewey":      say("The sandbox host of most lessons. It words its replies as the examples of RFC 1081 do."),
	"mailServer": say("The sandbox host of a walk-through that textbooks print."),
	"rfc1225":    say("A server of 1991, with LAST and without everything that came later."),
	"rfc1939":    say("Exact by the RFCs. It is what the sandbox host dbc.mtview.ca.us and the practice server speak."),
	"rfc6856":    say("The same with UTF-8 in headers, names and passwords."),
	"dovecot":    say("Dovecot 2.3, as it was observed."),
	"courier":    say("Courier 1.0, as it was observed."),
	"gmail":      say("Gmail, as it is documented and was seen from outside."),
}

func viewProfiles() []profileView {
	var list []profileView
	for _, p := range pop3.Profiles() {
		v := profileView{Name: p.Name, Text: profiles[p.Name], Offers: strings.Join(p.Offers, ", ")}
		for _, h := range pop3.HabitTable() {
			if p.Habits&h.Set != 0 {
				v.Habits = append(v.Habits, linkView{h.Name, "#" + habitID(h.Name)})
			}
		}
		list = append(list, v)
	}
	return list
}

func viewHabits() []habitView {
	var list []habitView
	for _, h := range pop3.HabitTable() {
		list = append(list, habitView{habitID(h.Name), h.Name, verbatim(h.Summary), verbatim(h.Seen), linkView{h.Rule, "#" + h.Rule}, source(h.RFC)})
	}
	return list
}

// broken are the habits that break a rule.
func broken(rule string) []linkView {
	var list []linkView
	for _, h := range pop3.HabitTable() {
		if h.Rule == rule {
			list = append(list, linkView{h.Name, "#" + habitID(h.Name)})
		}
	}
	return list
}

func habitID(name string) string { return "habit-" + name }
