package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// compile builds a package, such as ./wasm, as small as the compiler can make it: without symbols,
// paths and a build id, which would also make it different on each machine, and
// without line numbers unless those are asked for.
func compile(pkg string, lines bool) ([]byte, error) {
	dir, err := os.MkdirTemp("", "poplab-build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, wasm)
	args := []string{"build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", out}
	alone := !lines && collectsAlone()
	if !lines {
		overlay, err := withoutLines(dir, pkg, alone)
		if err != nil {
			return nil, err
		}
		args = append(args, "-overlay="+overlay)
	}
	args = append(args, smaller(alone)...)
	if _, err := goForWASM(append(args, pkg)...); err != nil {
		return nil, fmt.Errorf("compile %s: %w", pkg, err)
	}
	file, err := os.ReadFile(out)
	if err != nil || lines {
		return file, err
	}
	return shrink(file), nil
}

// shrink makes the file smaller, once it is compressed, from 480 KiB to 405; it
// leaves what it does not understand, such as the work of a later linker, as it is.
func shrink(file []byte) []byte {
	m, err := readModule(file)
	if err != nil {
		return file
	}
	forgetTraces(m.memory)
	return m.file()
}

// smaller are compiler flags that save 35 KiB, where the compiler knows them. In
// our own code a nil pointer or an index out of range panics, which the fence of
// ./wasm reports to the page. In the Go runtime it would be a mistake of the
// runtime, which ends the program in any case; so the runtime goes without those
// checks. No slice of variable size is tried on the stack first, which takes
// a second copy of the code each time. And our own functions are called and never
// put in place of their calls, which is faster by little and larger by 11 KiB.
// Where the garbage collector works alone, nothing is told to it: see collect.go.
func smaller(alone bool) []string {
	all, inRuntime := "-d=variablemakethreshold=0", "-B -d=disablenil=1"
	if !knows(nil, "compile", "-d=variablemakethreshold=0,disablenil=1", "-B", "-wb=false", "-V") {
		return nil
	}
	if alone {
		all, inRuntime = all+" -wb=false", inRuntime+" -wb=false"
	}
	return []string{
		"-gcflags=all=" + all,
		"-gcflags=poplab/...=" + all + " -l",
		"-gcflags=runtime=" + inRuntime,
		"-gcflags=internal/runtime/...=" + inRuntime,
	}
}

// goForWASM runs the go command for the platform of the page, and gives what it
// prints.
func goForWASM(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOEXPERIMENT="+experiment())
	cmd.Stderr = os.Stderr
	return cmd.Output()
}

// experiment leaves the newer garbage collector out, where the compiler still
// has the choice: the older one is 11 KiB smaller, and a heap of a few MiB gains
// nothing from the newer.
func experiment() string {
	want := os.Getenv("GOEXPERIMENT")
	if want != "" {
		want += ","
	}
	want += "nogreenteagc"
	if !knows([]string{"GOEXPERIMENT=" + want}, "compile", "-V") {
		return os.Getenv("GOEXPERIMENT")
	}
	return want
}

// knows says whether a tool of this Go version takes an environment and
// arguments, so that another version builds a larger program rather than none.
func knows(env []string, tool ...string) bool {
	try := exec.Command("go", append([]string{"tool"}, tool...)...)
	try.Env = append(os.Environ(), env...)
	return try.Run() == nil
}
