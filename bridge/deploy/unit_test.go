package deploy

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// settings gives all values of a key of the unit, in order, with lines joined that end
// in a backslash.
func settings(t *testing.T, key string) (list []string) {
	t.Helper()
	for line := range strings.Lines(strings.ReplaceAll(read(t, "poplab.service"), "\\\n", " ")) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), key+"="); ok {
			list = append(list, value)
		}
	}
	return list
}

// TestUnit asks systemd whether it understands the unit and how much it lets the program
// do, where there is systemd.
func TestUnit(t *testing.T) {
	verify, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Log("no systemd-analyze: only TestUnitCommand tries the unit")
		return
	}
	unit := write(t, t.TempDir(), "poplab.service", with(t, read(t, "poplab.service"), "/usr/local/bin/poplab", binary))
	if out, err := exec.Command(verify, "verify", unit).CombinedOutput(); err != nil || strings.Contains(string(out), "poplab.service:") {
		t.Errorf("%v: %s", err, out)
	}
	// From 0, nothing is allowed, to 100.
	if out, err := exec.Command(verify, "security", "--offline=yes", "--threshold=20", unit).CombinedOutput(); err != nil {
		t.Errorf("%v:\n%s", err, out)
	}
}

// TestUnitCommand starts the program as systemd does, with the files where it has them.
func TestUnitCommand(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "targets.yaml", read(t, "targets.yaml"))
	write(t, dir, "ticket.key", strings.Repeat("k", 32))
	line := with(t, settings(t, "ExecStart")[0], "${CONFIGURATION_DIRECTORY}", dir, "${CREDENTIALS_DIRECTORY}", dir,
		"/usr/local/bin/poplab", binary, "127.0.0.1:8080", "127.0.0.1:0", "127.0.0.1:9110", "127.0.0.1:0", `""`, "-empty-")
	words := strings.Fields(line)
	for i := range words {
		words[i] = strings.Replace(words[i], "-empty-", "", 1)
	}
	p := ready(run(t, words, nil))
	if c := p.condition(t); !c.Ready || !slices.Equal(c.Targets, []string{"school", "lab"}) {
		t.Errorf("%+v", c)
	}
	drain, limit := words[slices.Index(words, "-drain")+1], settings(t, "TimeoutStopSec")[0]
	if !longer(t, limit+"s", drain) {
		t.Errorf("systemd waits %s s, and sessions have %s", limit, drain)
	}
}
