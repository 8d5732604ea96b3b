package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"poplab/wasm/pop3/conformance"
)

// result is what go test reports of one test.
type result struct {
	place  string
	test   string
	passed bool
}

// proves says whether the test has the rule in its name.
func (r result) proves(rule string) bool {
	return slices.Contains(conformance.Named(r.test), rule)
}

// event is a line of "go test -json"; go doc test2json explains it.
type event struct{ Action, Package, Test, Output string }

// read gives the results of the tests that have no subtests. A package whose
// tests end without one of them failing was not built, or died.
func read(stream io.Reader, place string) ([]result, error) {
	var results []result
	var output strings.Builder
	for decoder := json.NewDecoder(stream); ; {
		var e event
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("what go test reports cannot be read: %w", err)
		}
		output.WriteString(e.Output)
		switch {
		case e.Action != "pass" && e.Action != "fail":
		case e.Test != "":
			results = append(results, result{place, e.Test, e.Action == "pass"})
		case e.Action == "fail" && !slices.ContainsFunc(results, func(r result) bool { return !r.passed }):
			return nil, fmt.Errorf("%s did not run its tests:\n%s", e.Package, output.String())
		}
	}
	return leaves(results), nil
}

// leaves leaves out the tests that only hold others.
func leaves(results []result) []result {
	holds := map[string]bool{}
	for _, r := range results {
		for i, c := range r.test {
			if c == '/' {
				holds[r.test[:i]] = true
			}
		}
	}
	return slices.DeleteFunc(results, func(r result) bool { return holds[r.test] })
}
