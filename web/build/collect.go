package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// The garbage collector of Go works while the program goes on, best on another
// thread. So the program must tell it of every pointer that it writes meanwhile, by
// some code (a write barrier) at each place that writes one, and has to help
// where it allocates faster than the collector is given time. A page has one thread,
// and what it calls runs to its end before the collector has its turn: it would
// never catch up with a call that reads a large log.
//
// So here the program stands still until the collector is done, and the compiler
// leaves the barriers out. That is 23 of 439 KiB less, once compressed, and ten logs
// of 300,000 lines, one after the other, take half the memory: 231 MiB instead of
// 473. To stand still is a setting of the runtime, GODEBUG=gcstoptheworld=2, which
// never.go makes a constant.
//
// The scheduler then takes no goroutine of ours between the start of a cycle and the
// end of its mark phase, and one worker marks in one piece, on the system stack. It
// never waits, so the page is not given the thread either, and cannot call an
// export meanwhile. All that was not marked is swept before the program goes on.
// testdata/trial notices if this is not so: where a collector worked beside it, and no
// barrier told that of a pointer, it found dozens of its 1000 objects spoiled.

// settings are those of GODEBUG that are not 0.
var settings = map[string]string{"debug.gcstoptheworld": "2"}

// standsStill is where the runtime obeys that setting. A collector that worked
// beside a program without barriers would take what is still in use; so a runtime in
// which this is not found stays as it is, and so do the barriers.
const standsStill = `
	} else if debug.gcstoptheworld == 2 {
		mode = gcForceBlockMode
	}
`

// collectsAlone says whether the runtime of this Go can stand still.
func collectsAlone() bool {
	root, err := goForWASM("env", "GOROOT")
	if err != nil {
		return false
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "src/runtime/mgc.go"))
	return err == nil && bytes.Contains(source, []byte(standsStill))
}
