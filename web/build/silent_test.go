package main

import "testing"

func TestSilence(t *testing.T) {
	for _, c := range []struct{ what, body, want string }{
		{"a print", `print("x", n)`, `if false { print("x", n) }`},
		{"a reason", `throw("bad")`, `throw("")`},
		{"a reason made of two", `throw("bad " + x)`, `throw("bad " + x)`},
		{"memory that is used up", `throw("runtime: out of memory")`, `throw("runtime: out of memory")`},
		{"what a program may do", `fatal("deadlock")`, `fatal("deadlock")`},
		{"a check", `if n != s.get() { throw("bad") }`, `if false && (n != s.get()) { throw("bad") }`},
		{"a check that says more", `if n < 0 { print(n); throw("bad") }`, `if false && (n < 0) { print(n); throw("bad") }`},
		{"work that never returns", `if n < 0 { mcall(f); throw("bad") }`, `if n < 0 { mcall(f); throw("") }`},
		{"a check that does something", `if s.add() { throw("bad") }`, `if s.add() { throw("") }`},
		{"a value before a check", `if n := f(); n < 0 { throw("bad") }`, `if n := f(); false && (n < 0) { throw("bad") }`},
		{"a check of memory", `if p == nil { throw("out of memory") }`, `if p == nil { throw("out of memory") }`},
		{"two ways", `if n < 0 { throw("bad") } else { f() }`, `if n < 0 { throw("") } else { f() }`},
		{"the last of three ways", `if a { f() } else if b { throw("bad") }`, `if a { f() } else if false && (b) { throw("bad") }`},
	} {
		source := "package runtime\n\nfunc f() { " + c.body + " }\n"
		want := "package runtime\n\nfunc f() { " + c.want + " }\n"
		if got := string(forPage([]byte(source))); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.what, got, want)
		}
	}
	const speaker = "package runtime\n\nfunc printpanics() { print(\"panic: \") }\n"
	if got := string(forPage([]byte(speaker))); got != speaker {
		t.Errorf("got %s", got)
	}
}
