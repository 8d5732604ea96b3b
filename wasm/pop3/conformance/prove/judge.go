package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"poplab/wasm/pop3/conformance"
)

// trial is one run of go test.
type trial struct {
	place    string
	env      []string
	packages []string
}

var (
	engine = []string{"./wasm/pop3"}
	trials = []trial{
		{"native", nil, engine},
		{"WASM", []string{"GOOS=js", "GOARCH=wasm"}, engine},
		{"network", nil, []string{"./bridge/practice"}},
	}
)

// wanted are the dialogues, and the tests that name a rule and what they do. The
// functions that this program writes play the same dialogues again.
const wanted = `^(TestDialogues$|Test([RD][0-9]+)+[A-Z])`

// judge runs the tests and gives the verdicts as verdictsFile keeps them.
func judge() ([]byte, error) {
	var results []result
	for _, t := range trials {
		list, err := t.run()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.place, err)
		}
		results = append(results, list...)
	}
	for _, r := range results {
		if !r.passed {
			fmt.Fprintf(os.Stderr, "prove: %s fails (%s)\n", r.test, r.place)
		}
	}
	var text bytes.Buffer
	fmt.Fprintln(&text, "# Written by \"make conformance\": how many tests of a rule pass, of how many, and where.")
	for _, chapter := range conformance.Chapters() {
		for _, r := range chapter.Rules {
			if v := verdict(r.Name, results); len(v.Counts) > 0 {
				fmt.Fprintln(&text, v)
			}
		}
	}
	return text.Bytes(), nil
}

// run runs the tests. That one of them fails is a result and no error.
func (t trial) run() ([]result, error) {
	arguments := []string{"test", "-json", "-run", wanted}
	if t.env != nil {
		node, err := filepath.Abs(".ci/node")
		if err != nil {
			return nil, err
		}
		arguments = append(arguments, "-exec", node)
	}
	cmd := exec.Command("go", append(arguments, t.packages...)...)
	cmd.Env = append(os.Environ(), t.env...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	results, err := read(out, t.place)
	io.Copy(io.Discard, out) // or go test waits for a reader
	var failed *exec.ExitError
	if waited := cmd.Wait(); waited != nil && !errors.As(waited, &failed) {
		return nil, waited
	}
	if err != nil {
		return nil, fmt.Errorf("%w %s", err, errs.String())
	}
	return results, nil
}

// verdict counts the results of a rule.
func verdict(rule string, results []result) conformance.Verdict {
	v := conformance.Verdict{Rule: rule}
	for _, place := range conformance.Places {
		c := conformance.Count{Place: place}
		for _, r := range results {
			if r.place == place && r.proves(rule) {
				c.All++
				if r.passed {
					c.Passed++
				}
			}
		}
		if c.All > 0 {
			v.Counts = append(v.Counts, c)
		}
	}
	return v
}
