package web

import (
	"net"
	"strconv"
)

// consoleView is the console with its bar, transcript and prompt. static/console.js
// reads the data-* attributes that these fields become.
type consoleView struct {
	Mode     string // "sandbox" or "bridge"
	Tab      string // the part that a narrow screen shows first: "lesson" or "session"
	Text     phrase // what the tab of the text beside the console says, if there is one
	Scenario string // as sandbox.ParseScenario reads it; "" is the standard world
	Tasks    string // "task ID", then a line for each goal
	Dial     string // "true" connects to Host as soon as the engine runs
	World    bool   // what can be done to the world is offered, not only its servers
	Focus    bool   // the cursor stands in the input from the start
	Host     string // where Connect leads to without a choice
	Hosts    []string
	Targets  []targetView
	// AnyPublic asks for the host and port of a server that is no target.
	AnyPublic bool
}

// targetView is a choice of the bridge page.
type targetView struct {
	Name, Host, Port string
	Mask, Near       string // "true" or "false", for a data-* attribute
	TLS              string // as in Target
}

func (f frameView) sandbox(tab string, hosts ...string) consoleView {
	return consoleView{Mode: "sandbox", Tab: tab, Host: hosts[0], Hosts: hosts}
}

func (f frameView) bridged(targets []Target) consoleView {
	v := consoleView{Mode: "bridge", Tab: "session"}
	for _, t := range targets {
		host, port, err := net.SplitHostPort(t.Address)
		if err != nil {
			host, port = t.Address, "110"
		}
		v.Targets = append(v.Targets, targetView{
			Name: t.Name, Host: host, Port: port, TLS: t.TLS,
			Mask: strconv.FormatBool(t.Mask), Near: strconv.FormatBool(t.Near),
		})
	}
	return v
}

// standardHosts are the hosts of the standard world of the sandbox.
var standardHosts = []string{"dewey", "mailServer", "dbc.mtview.ca.us"}
