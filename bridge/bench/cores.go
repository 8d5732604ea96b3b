package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
)

// The client costs nearly as much as a fast server. So that it takes nothing away
// from the one it measures, each side has processors of its own: the first half
// are the servers', the others the client's.

// serverCores is a list as taskset reads it, or empty while nothing is divided.
var serverCores string

// divide divides the processors. Its error says why they are shared, in words that
// end a sentence.
func divide() error {
	half := runtime.NumCPU() / 2
	if half == 0 {
		return errors.New("there is but one")
	}
	client := fmt.Sprintf("%d-%d", half, runtime.NumCPU()-1)
	if out, err := exec.Command("taskset", "-acp", client, strconv.Itoa(os.Getpid())).CombinedOutput(); err != nil {
		return fmt.Errorf("taskset: %w %s", err, out)
	}
	serverCores = fmt.Sprintf("0-%d", half-1)
	return nil
}

// serverCommand runs a program on the processors of the servers.
func serverCommand(program string, arguments ...string) *exec.Cmd {
	if serverCores == "" {
		return exec.Command(program, arguments...)
	}
	return exec.Command("taskset", append([]string{"-c", serverCores, program}, arguments...)...)
}
