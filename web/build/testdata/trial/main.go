// Program trial does what the Go runtime reads its table of functions for, and
// prints what came of it. It goes through web/build before it runs.
package main

import (
	"bytes"
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
	println("wrapped", recovered(func() { nobody.catch() })[:12])
	println("map", recovered(func() { map[string]int(nil)[os.Args[0]] = 1 }))
	println("type", recovered(func() { println(any(os.Args[0]).(int)) }))
	println("method", recovered(catcher{}.run), recovered((&catcher{}).run))
	println("deep", deep(10_000))
	println("kept", kept(1000))
	println("collected", collected())
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

// nobody has no value for the method.
var nobody interface{ catch() } = (*catcher)(nil)

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

// collected makes garbage of 1 GiB in objects of all sizes, of which a thousandth
// lives on and must not be touched.
func collected() (spoiled int) {
	living := make([]*node, 1000)
	for i := range 1_000_000 {
		n := &node{number: i, octets: make([]byte, i%2000), next: living[i%1000]}
		for j := range n.octets {
			n.octets[j] = byte(i)
		}
		if n.next != nil {
			n.next.next = nil
		}
		living[i%1000] = n
	}
	for i, n := range living {
		if n.number != 999_000+i || n.next.number != 998_000+i || bytes.Count(n.octets, []byte{byte(n.number)}) != len(n.octets) {
			spoiled++
		}
	}
	return spoiled
}

type node struct {
	number int
	octets []byte
	next   *node
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
