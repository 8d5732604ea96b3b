package main

import (
	"runtime"
	"strings"
	"testing"
)

// What is left out of the runtime depends on this.
func TestCollectsAlone(t *testing.T) {
	if strings.HasPrefix(runtime.Version(), "go1.26") && !collectsAlone() {
		t.Error("the program would not stand still while garbage is collected")
	}
	got := string(forPage([]byte("package runtime\n\nfunc gcStart() {\n\tif debug.gcstoptheworld == 1 {\n\t\tf()" + standsStill + "}\n")))
	if !strings.Contains(got, "} else if 2 == 2 {") {
		t.Errorf("got\n%s", got)
	}
}
