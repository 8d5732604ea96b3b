package check

import (
	"cmp"
	"slices"
	"strings"

	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// View is evidence sorted into sessions, which is how goals look at it. Who judges
// several tasks makes one view for all of them.
type View struct {
	Evidence
	consoles []console
	sessions []*session // by the time at which they began
}

// NewView sorts evidence. It looks at every line once.
func NewView(e Evidence) *View {
	v := &View{Evidence: e}
	for i := range e.Windows {
		c := console{&e.Windows[i], len(e.Windows) > 1}
		v.consoles = append(v.consoles, c)
		v.sessions = append(v.sessions, c.sessions()...)
	}
	slices.SortStableFunc(v.sessions, func(a, b *session) int { return cmp.Compare(a.time(), b.time()) })
	return v
}

// Judge judges goals in order, with the answers to their task.
func (v *View) Judge(goals []Goal, answers map[string]string) []Verdict {
	with := *v
	with.Answers = answers
	verdicts := make([]Verdict, len(goals))
	for i := range goals {
		verdicts[i] = goals[i].in(&with)
	}
	return verdicts
}

// sessions gives those of a window, oldest first.
func (c console) sessions() []*session {
	var list []*session
	for i := range c.Transcript.Entries {
		e := &c.Transcript.Entries[i]
		for len(list) < e.Session {
			n := len(list) + 1
			list = append(list, &session{console: c, number: n, first: i, host: c.Transcript.HostOf(n), secure: -1, end: -1})
		}
		if e.Session > 0 {
			list[e.Session-1].entry(i, e.Topic)
		}
	}
	for i := range c.Transcript.Exchanges {
		list[c.Transcript.Exchanges[i].Session-1].exchange(i)
	}
	return list
}

// in gives the sessions of a scope, oldest first: those in which its user logged in.
func (v *View) in(w scope) []*session {
	return v.filter(func(s *session) bool { return w.holds(s) && (w.user == "" || w.user == s.user) })
}

// speaking gives those that speak a protocol.
func (v *View) speaking(w scope, p transcript.Protocol) []*session {
	return slices.DeleteFunc(v.in(w), func(s *session) bool { return s.protocol() != p })
}

// about gives the sessions of a scope, and those in which its user did not get in.
func (v *View) about(w scope) []*session {
	return v.filter(func(s *session) bool { return w.holds(s) && (w.user == "" || s.sawUser(w.user)) })
}

func (v *View) filter(holds func(*session) bool) []*session {
	var list []*session
	for _, s := range v.sessions {
		if holds(s) {
			list = append(list, s)
		}
	}
	return list
}

// latest is the newest session of a scope, in which a forbidden step counts: who
// took one can try again. It is nil where there is none.
func (v *View) latest(w scope) *session {
	if list := v.about(w); len(list) > 0 {
		return list[len(list)-1]
	}
	return nil
}

// noWindow says that the world lacks the window of a scope, or "".
func (v *View) noWindow(name string) string {
	var names []string
	if name == "" {
		return ""
	}
	for _, c := range v.consoles {
		if pop3.EqualFold(c.Name, name) {
			return ""
		}
		names = append(names, c.Name)
	}
	if len(names) < 2 {
		return "there is no window " + name + " here, only one without a name"
	}
	return "there is no window " + name + "; there are " + strings.Join(names, ", ")
}

// newest finds the newest line of a scope that fits. In a scope with a host or a
// user it is a line of their sessions.
func (v *View) newest(w scope, fits func(t *transcript.Transcript, i int) bool) (console, int) {
	best, entry := console{}, -1
	for _, c := range v.consoles {
		if w.window != "" && !pop3.EqualFold(w.window, c.Name) {
			continue
		}
		numbers, all := v.numbers(w, c)
		i := len(c.Transcript.Entries) - 1
		for i >= 0 && !((all || numbers[c.Transcript.Entries[i].Session]) && fits(c.Transcript, i)) {
			i--
		}
		if i >= 0 && (entry < 0 || c.Transcript.Entries[i].Time >= best.Transcript.Entries[entry].Time) {
			best, entry = c, i
		}
	}
	return best, entry
}

// numbers are the sessions of a window that are in the scope.
func (v *View) numbers(w scope, c console) (numbers map[int]bool, all bool) {
	if w.host == "" && w.user == "" {
		return nil, true
	}
	numbers = map[int]bool{}
	for _, s := range v.about(w) {
		if s.Window == c.Window {
			numbers[s.number] = true
		}
	}
	return numbers, false
}

// told puts facts in place of "the NAME", where the scenario generated them.
func (v *View) told(text string) string {
	words := strings.Fields(text)
	for i := 0; i+1 < len(words); i++ {
		if fact, ok := v.Facts[pop3.Lower(words[i+1])]; ok && pop3.EqualFold(words[i], "the") {
			words[i], words = fact, slices.Delete(words, i+1, i+2)
		}
	}
	return strings.Join(words, " ")
}
