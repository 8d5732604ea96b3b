package main

import "testing"

func TestDecide(t *testing.T) {
	for _, c := range [][2]string{
		{"if iscgo { f() }", "if false { f() }"},
		{"if !iscgo && n > 0 { f() }", "if !false && n > 0 { f() }"},
		{"if debug.gctrace > 0 || debug.malloc { f() }", "if 0 > 0 || false { f() }"},
		{"if n > 0 { f() } else if debug.sbrk != 0 { f() }", "if n > 0 { f() } else if 0 != 0 { f() }"},
		{"if debug.panicnil.Load() == 0 { f() }", "if debug.panicnil.Load() == 0 { f() }"},
		{"debug.gctrace = 1", "debug.gctrace = 1"},
		{"if n > 0 && writeBarrier.enabled { f() }", "if n > 0 && false { f() }"},
	} {
		source := "package runtime\n\nfunc f() { " + c[0] + " }\n"
		want := "package runtime\n\nfunc f() { " + c[1] + " }\n"
		if got := string(forPage([]byte(source))); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}
