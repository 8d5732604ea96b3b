// Program trial does what the Go runtime reads its table of functions for, and
// prints what came of it. It goes through web/build before it runs.
package main

import (
	"errors"
	"os"
	"runtime"
	"strings"
)

func main() {
	println("error", recovered(func() { panic(errors.New("x")) }))
	println("index", recovered(func() { println([]int{1}[len(os.Args)]) }))
	println("nil", recovered(func() { println(*(*int)(nil)) }))
	println("again", recovered(func() {
		defer func() { panic(recover().(string) + "y") }()
		panic("x")
	}))
	println("method", recovered(catcher{}.run), recovered((&catcher{}).run))
	println("deep", deep(10_000))
	println("kept", kept(1000))
	runtime.GC()
	println("goroutines", runtime.NumGoroutine())
	end(os.Args[1])
}

func recovered(f func()) (what string) {
	defer func() {
		switch p := recover().(type) {
		case string:
			what = p
		case error:
			what = p.Error()
		}
	}()
	f()
	return "nothing"
}

// catcher recovers in a method, which a wrapper calls.
type catcher struct{}

func (catcher) catch() { recover() }
func (c catcher) run() {
	var i interface{ catch() } = c
	defer i.catch()
	panic("x")
}

// deep makes the stack grow, and so move, with pointers into it.
func deep(n int) int {
	if n == 0 {
		return 0
	}
	here := n
	there := &here
	return deep(n-1) + *there - n + 1
}

// kept has goroutines hold what the garbage collector must not take.
func kept(n int) (octets int) {
	results := make(chan string)
	for i := range n {
		go func() {
			text := []byte(strings.Repeat("x", i))
			runtime.Gosched()
			garbage(i)
			results <- string(text)
		}()
	}
	for i := range n {
		if i%100 == 0 {
			runtime.GC()
		}
		text := <-results
		octets += strings.Count(text, "x")
	}
	return octets
}

var sink []byte

func garbage(n int) { sink = make([]byte, 64*n) }

// end ends the program in one of the ways that only the runtime knows.
func end(how string) {
	switch how {
	case "panic":
		panic("nobody recovers")
	case "deadlock":
		select {}
	case "goexit":
		runtime.Goexit()
	}
}
