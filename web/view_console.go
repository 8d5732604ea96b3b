package web

import (
	"net"
	"strings"

	"poplab/lessons"
)

// consoleView is the console with its bar, transcript and prompt. static/console.js
// reads the data-* attributes that these fields become.
type consoleView struct {
	Mode     string // "sandbox" or "bridge"
	Tab      string // the part that a narrow screen shows first: "lesson" or "session"
	WASM     string // URL of the WebAssembly
	Scenario string // as sandbox.ParseScenario reads it; "" is the standard world
	Tasks    string // "task ID", then a line for each goal
	Dial     string // "true" connects to Host as soon as the engine runs
	Focus    bool   // the cursor stands in the input from the start
	Host     string // where Connect leads to without a choice
	Hosts    []string
	Targets  []targetView
	Sockets  string // URL path below which targets are reached by name
}

// targetView is a choice of the bridge page.
type targetView struct {
	Name, Host, Port string
	Mask             string // "true" or "false", for a data-* attribute
}

func (f frameView) sandbox(tab string, hosts ...string) consoleView {
	return consoleView{Mode: "sandbox", Tab: tab, WASM: f.WASM, Host: hosts[0], Hosts: hosts}
}

func (f frameView) bridged(targets []Target) consoleView {
	v := consoleView{Mode: "bridge", Tab: "session", WASM: f.WASM, Sockets: bridgePath}
	for _, t := range targets {
		host, port, err := net.SplitHostPort(t.Address)
		if err != nil {
			host, port = t.Address, "110"
		}
		mask := "false"
		if t.Mask {
			mask = "true"
		}
		v.Targets = append(v.Targets, targetView{t.Name, host, port, mask})
	}
	return v
}

// standardHosts are the hosts of the standard world of the sandbox.
var standardHosts = []string{"dewey", "mailServer", "dbc.mtview.ca.us"}

// scenarioHosts lists the hosts that a scenario names, in its order.
func scenarioHosts(scenario string) []string {
	var hosts []string
	for line := range strings.Lines(scenario) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "host" && !isIndented(line) {
			hosts = append(hosts, words[1])
		}
	}
	if hosts == nil {
		return standardHosts
	}
	return hosts
}

// isIndented tells the text of a message from a word of the scenario.
func isIndented(line string) bool {
	return strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
}

// taskText writes the goals of a lesson as the engine reads them.
func taskText(l lessons.Lesson) string {
	var b strings.Builder
	for _, block := range l.Blocks {
		if block.Task == nil {
			continue
		}
		b.WriteString("task " + block.Task.ID + "\n")
		for _, goal := range block.Task.Goals {
			b.WriteString(goal + "\n")
		}
	}
	return b.String()
}
