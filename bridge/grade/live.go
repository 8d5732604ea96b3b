package grade

import (
	"encoding/json"
	"net/http"
	"slices"

	"poplab/wasm/transcript"
)

// What the page /grade/ asks for, again and again.

// live is all that it shows.
type live struct {
	Tasks       []Result  `json:"tasks"`
	Count       int       `json:"count"`       // connections so far
	Connections []summary `json:"connections"` // the newest, newest first
	Shown       *shown    `json:"shown"`       // the one that was asked for; null where there is none
}

// summary is a connection in one line.
type summary struct {
	Name  string `json:"name"`
	Host  string `json:"host"`
	User  string `json:"user"` // "" before the login
	State string `json:"state"`
	Lines int    `json:"lines"`
	Open  bool   `json:"open"`
}

// shown is a connection with its notes.
type shown struct {
	Name  string `json:"name"`
	Lines []line `json:"lines"`
}

type line struct {
	Number   int    `json:"number"` // counted from 1; some lines of mail are left out
	Side     string `json:"side"`   // "C", "S" or "L"
	Text     string `json:"text"`   // secrets masked
	Note     string `json:"note"`
	Severity string `json:"severity"`
	RFC      string `json:"rfc"`
}

const (
	newestConnections = 12
	newestLines       = 300
	firstTexts        = 2 // of the body of a message
)

// State answers what the page asks: everything that it shows, as JSON. Of the
// connections it shows the one that the query names with "show", or the newest.
func (g *Grader) State(w http.ResponseWriter, r *http.Request) {
	state := live{Tasks: g.Results(), Connections: []summary{}}
	g.mu.Lock()
	state.Count = g.count
	for _, c := range slices.Backward(g.connections) {
		if len(state.Connections) < newestConnections {
			state.Connections = append(state.Connections, c.summary())
		}
		if want := r.URL.Query().Get("show"); state.Shown == nil && (want == "" || want == c.name) {
			state.Shown = c.shown()
		}
	}
	g.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(state)
}

func (c *connection) summary() summary {
	s := summary{Name: c.name, Host: c.host.Name, State: c.transcript.State().String(), Lines: len(c.transcript.Entries), Open: !c.ended}
	if c.account != nil {
		s.User = c.account.name
	}
	return s
}

// shown gives the newest lines with their notes. Of a message it shows the first
// lines, since its text teaches nothing about POP3.
func (c *connection) shown() *shown {
	notes := c.explained()
	s := &shown{Name: c.name, Lines: []line{}}
	text := 0 // lines of the message at hand
	for i := range notes {
		if c.transcript.Entries[i].Kind != transcript.Text {
			text = 0
		} else if text++; text > firstTexts {
			continue
		}
		s.Lines = append(s.Lines, line{
			Number: i + 1, Side: string(rune(c.transcript.Entries[i].Side)), Text: transcript.Visible(c.transcript.Masked(i)),
			Note: notes[i].Text, Severity: notes[i].Severity.String(), RFC: notes[i].RFC,
		})
	}
	s.Lines = s.Lines[max(0, len(s.Lines)-newestLines):]
	return s
}
