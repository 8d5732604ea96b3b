// Command prove writes what follows from the tests of the rules of package
// conformance: a function for each rule that dialogues prove, so that
// "go test -run R101" finds it, and the verdict on each rule. It runs the tests
// itself, natively, as WebAssembly under Node, and on a network.
//
//	go run ./wasm/pop3/conformance/prove
//
// It works on the module in the current folder. What it writes depends on the
// names and results of tests only, so a second run changes nothing.
package main

import (
	"fmt"
	"os"
)

const (
	functionsFile = "wasm/pop3/rules_test.go"
	verdictsFile  = "wasm/pop3/conformance/verdicts.txt"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "prove:", err)
		os.Exit(1)
	}
}

func run() error {
	code, err := functions("wasm/pop3/testdata")
	if err != nil {
		return err
	}
	if err := os.WriteFile(functionsFile, code, 0o644); err != nil {
		return err
	}
	verdicts, err := judge()
	if err != nil {
		return err
	}
	return os.WriteFile(verdictsFile, verdicts, 0o644)
}
