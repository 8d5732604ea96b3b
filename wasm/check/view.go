package check

import (
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// View is evidence sorted into sessions, which is how goals look at it. Who judges
// several tasks makes one view for all of them.
type View struct {
	Evidence
	consoles []*console
	sessions []*session // the newest first
}

// NewView sorts evidence. It looks at every line once.
func NewView(e Evidence) *View {
	v := &View{Evidence: e}
	for i := range e.Windows {
		c := &console{&e.Windows[i], len(e.Windows) > 1, e.Facts}
		v.consoles = append(v.consoles, c)
		v.sessions = merge(v.sessions, c.sessions())
	}
	slices.Reverse(v.sessions)
	return v
}

// Judge judges goals in order, with the answers to their task.
func (v *View) Judge(goals []Goal, answers map[string]string) []Verdict {
	with := *v
	with.Answers = answers
	verdicts := make([]Verdict, len(goals))
	for i := range goals {
		verdicts[i] = *goals[i].in(&with)
	}
	return verdicts
}

// sessions gives those of a window, the oldest first.
func (c *console) sessions() []*session {
	var list []*session
	t := c.Transcript
	for i := range t.Entries {
		n := t.Entries[i].Session
		for len(list) < n {
			host := t.HostOf(len(list) + 1)
			list = append(list, &session{console: c, number: len(list) + 1, first: i, host: host, secure: -1, end: -1, cut: -1, plugged: -1})
		}
		if n > 0 {
			list[n-1].entry(i, t.Entries[i].Topic)
		}
	}
	for i := range t.Exchanges {
		list[t.Exchanges[i].Session-1].exchange(&t.Exchanges[i])
	}
	return list
}

// merge puts the sessions of two windows in the order in which they began.
func merge(a, b []*session) []*session {
	var list []*session
	for len(a) > 0 && len(b) > 0 {
		if b[0].time() < a[0].time() {
			list, b = append(list, b[0]), b[1:]
		} else {
			list, a = append(list, a[0]), a[1:]
		}
	}
	return append(append(list, a...), b...)
}

// inquiry is one goal at work: the evidence, and the sessions that count for it.
type inquiry struct {
	*View
	scope
	sessions []*session // of the scope, the newest first
}

// scope says which sessions count; "" is any.
type scope struct{ host, user, window string }

// tap is the window of an eavesdropper. What it shows happened in another one, so
// it counts only where a goal names it.
const tap = "tap"

// shows says whether a window is in the scope.
func (w *scope) shows(c *console) bool {
	if w.window == "" {
		return c.Name != tap
	}
	return pop3.EqualFold(w.window, c.Name)
}

// in gives the sessions of a scope: those in which its user logged in, and where
// tried is set those too in which that was tried.
func (v *View) in(w *scope, tried bool) []*session {
	var list []*session
	for _, s := range v.sessions {
		if w.shows(s.console) && (w.host == "" || pop3.EqualFold(w.host, s.host)) &&
			(w.user == "" || w.user == s.user || tried && slices.Contains(s.tried, w.user)) {
			list = append(list, s)
		}
	}
	return list
}

// newest finds the newest line of the scope that fits. In a scope with a host or a
// user it is a line of their sessions.
func (q *inquiry) newest(fits func(t *transcript.Transcript, i int) bool) (found *console, entry int) {
	entry = -1
	numbers := map[*console]map[int]bool{}
	for _, s := range q.sessions {
		if numbers[s.console] == nil {
			numbers[s.console] = map[int]bool{}
		}
		numbers[s.console][s.number] = true
	}
	for _, c := range q.consoles {
		if !q.shows(c) {
			continue
		}
		all, entries := q.host == "" && q.user == "", c.Transcript.Entries
		i := len(entries) - 1
		for i >= 0 && !((all || numbers[c][entries[i].Session]) && fits(c.Transcript, i)) {
			i--
		}
		if i >= 0 && (found == nil || entries[i].Time >= found.Transcript.Entries[entry].Time) {
			found, entry = c, i
		}
	}
	return found, entry
}

// tell puts facts in place of "the NAME", where the scenario generated them.
func tell(facts map[string]string, text string) string {
	words := strings.Fields(text)
	for i := 0; i+1 < len(words); i++ {
		if fact, ok := facts[pop3.Lower(words[i+1])]; ok && pop3.EqualFold(words[i], "the") {
			words[i], words = fact, append(words[:i+1], words[i+2:]...)
		}
	}
	return strings.Join(words, " ")
}

// noWindow says that the world lacks a window, or "".
func (v *View) noWindow(name string) string {
	var names []string
	for _, c := range v.consoles {
		if pop3.EqualFold(c.Name, name) {
			return ""
		}
		names = append(names, c.Name)
	}
	if name == "" {
		return ""
	}
	return say("there is no window $ here; there are: $", name, strings.Join(names, ", "))
}

// nobody says what to do when a scope has no session at all.
func (w *scope) nobody() string {
	switch {
	case w.user != "":
		return say("nobody has logged in as $$ yet", w.user, w.at())
	case w.host != "":
		return say("there was no connection to $$ yet; type telnet $ 110", w.host, w.inside(), w.host)
	}
	return say("there was no connection$ yet", w.inside())
}

// at is the host and window as a part of a sentence, with the blank before it.
func (w *scope) at() string {
	if w.host == "" {
		return w.inside()
	}
	return " " + say("on $", w.host) + w.inside()
}

func (w *scope) inside() string {
	if w.window == "" {
		return ""
	}
	return " " + say("in window $", w.window)
}
