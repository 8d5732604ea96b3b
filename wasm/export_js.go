package main

import (
	"strings"
	"unsafe"

	"poplab/wasm/annotate"
	"poplab/wasm/compare"
	"poplab/wasm/desk"
	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/sandbox"
	"poplab/wasm/transcript"
)

// The state of the module: one learner at one desk.
var (
	input  []byte     // arguments of the call to come
	output []byte     // the last answer
	seat   *desk.Desk // nil before open or bridge
)

//go:wasmexport buffer
func buffer(n int32) unsafe.Pointer {
	if cap(input) < int(n) || n == 0 {
		input = make([]byte, n, max(n, 1024))
	}
	input = input[:n]
	return unsafe.Pointer(unsafe.SliceData(input))
}

//go:wasmexport answer
func answer() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(output)) }

//go:wasmexport speak
func speak(n int32) int32 {
	return call(n, 2, func(argument []string) desk.Answer {
		err := phrase.Speak(argument[0])
		if err == nil {
			err = annotate.Speak(argument[1])
		}
		if err != nil {
			panic(wrong(err.Error()))
		}
		if seat == nil {
			return desk.Answer{}
		}
		return seat.Retell()
	})
}

//go:wasmexport open
func open(n int32) int32 {
	return call(n, 6, func(argument []string) desk.Answer {
		learner := sandbox.Seed{
			Class: argument[2], Learner: argument[3], Lesson: argument[4], Attempt: number(argument[5]),
		}
		d, err := desk.Open(argument[0], argument[1], learner.String())
		if err != nil {
			panic(wrong(err.Error()))
		}
		seat = d
		return d.Look()
	})
}

//go:wasmexport bridge
func bridge(n int32) int32 {
	return call(n, 2, func(argument []string) desk.Answer {
		seat = desk.OpenBridge(argument[0], argument[1] == "mask")
		return seat.Look()
	})
}

//go:wasmexport typed
func typed(n int32) int32 {
	return call(n, 1, func(argument []string) desk.Answer { return seat.Type(argument[0]) })
}

//go:wasmexport linked
func linked(n int32) int32 {
	return call(n, 2, func(argument []string) desk.Answer { return seat.Linked(via(argument[0]), argument[1]) })
}

// via is how the page speaks with the bridge.
func via(argument string) transcript.Topic {
	switch argument {
	case "here":
		return transcript.ViaHere
	case "tls":
		return transcript.ViaTLS
	}
	return transcript.ViaClear
}

//go:wasmexport secured
func secured(n int32) int32 {
	return call(n, 1, func(argument []string) desk.Answer { return seat.Secured(argument[0]) })
}

//go:wasmexport received
func received(n int32) int32 {
	return call(n, 1, func(argument []string) desk.Answer { return seat.Receive([]byte(argument[0])) })
}

//go:wasmexport ended
func ended(n int32) int32 {
	return call(n, 1, func([]string) desk.Answer { return seat.Ended() })
}

//go:wasmexport lost
func lost(n int32) int32 {
	return call(n, 1, func(argument []string) desk.Answer { return seat.Lost(argument[0]) })
}

//go:wasmexport hangup
func hangup(n int32) int32 {
	return call(n, 1, func([]string) desk.Answer { return seat.Hangup() })
}

//go:wasmexport fill
func fill(n int32) int32 {
	return call(n, 3, func(argument []string) desk.Answer {
		return seat.Fill(argument[0], argument[1], argument[2])
	})
}

//go:wasmexport read
func read(n int32) int32 {
	return call(n, 2, func(argument []string) desk.Answer {
		d, err := desk.OpenLog([]byte(argument[1]), argument[0] == "mask")
		if err != nil {
			panic(wrong(err.Error()))
		}
		seat = d
		return d.Look()
	})
}

//go:wasmexport around
func around(n int32) int32 {
	return fenced(n, 1, func([]string) { output = seat.AppendAround(output) })
}

//go:wasmexport steps
func steps(n int32) int32 {
	return fenced(n, 1, func(argument []string) {
		taken, list := seat.Steps(number(argument[0]))
		output = desk.AppendSteps(output, taken, list)
	})
}

//go:wasmexport travel
func travel(n int32) int32 {
	return call(n, 3, func(argument []string) desk.Answer {
		a := seat.Travel(number(argument[0]), argument[1])
		if argument[2] == "branch" {
			seat.Branch()
		}
		return a
	})
}

//go:wasmexport script
func script(n int32) int32 {
	return fenced(n, 1, func([]string) {
		text, err := seat.Script()
		if err != nil {
			panic(wrong(err.Error()))
		}
		output = desk.AppendScript(output, text)
	})
}

//go:wasmexport peek
func peek(n int32) int32 {
	return fenced(n, 1, func(argument []string) {
		scenario, list, err := desk.Peek(argument[0])
		if err != nil {
			panic(wrong(err.Error()))
		}
		output = desk.AppendPeek(output, scenario, list)
	})
}

//go:wasmexport restore
func restore(n int32) int32 {
	return call(n, 4, func(argument []string) desk.Answer {
		d, err := desk.Restore(argument[3], argument[0])
		if err != nil {
			panic(wrong(err.Error()))
		}
		seat = d
		return d.Travel(number(argument[1]), argument[2])
	})
}

//go:wasmexport rows
func rows(n int32) int32 {
	return fenced(n, 3, func(argument []string) {
		from, count := number(argument[0]), number(argument[1])
		output = desk.AppendRows(output, seat.RowsOf(side(argument[2]), from, count))
	})
}

//go:wasmexport sides
func sides(n int32) int32 {
	return fenced(n, 1, func(argument []string) {
		output = desk.AppendSides(output, seat.Sides(number(argument[0])))
	})
}

//go:wasmexport find
func find(n int32) int32 {
	return fenced(n, 4, func(argument []string) {
		output = seat.Find(argument[3], side(argument[0]), number(argument[1]), argument[2] == "back").AppendJSON(output)
	})
}

//go:wasmexport save
func save(n int32) int32 {
	return fenced(n, 4, func(argument []string) {
		file, err := seat.Save(argument[0], argument[1] == "mask", argument[2], number(argument[3]))
		if err != nil {
			panic(wrong(err.Error()))
		}
		output = append(file.AppendJSON(output), '\n')
		output = append(output, file.Octets...)
	})
}

//go:wasmexport compare
func comparison(n int32) int32 {
	return fenced(n, 1, func([]string) { output = compare.AppendJSON(output, seat.Compare()) })
}

//go:wasmexport tick
func tick(milliseconds float64) {
	if seat != nil {
		seat.Tick(int64(milliseconds * 1000))
	}
}

// side is an argument that is the letter of one, or "" for both.
func side(argument string) transcript.Side {
	if argument == "" {
		return 0
	}
	return transcript.Side(argument[0])
}

// number is an argument that is one.
func number(argument string) int {
	digits, negative := strings.CutPrefix(argument, "-")
	n, ok := pop3.Decimal(digits)
	switch {
	case !ok:
		panic(wrong("the page gave " + argument + " for a number"))
	case negative:
		return -n
	}
	return n
}

// wrong is input that cannot be used; it ends a call with {"error": ...}.
type wrong string

// call is fenced for a function that gives an Answer.
func call(n int32, arguments int, f func([]string) desk.Answer) (length int32) {
	return fenced(n, arguments, func(argument []string) { output = f(argument).AppendJSON(output) })
}

// fenced cuts the n octets of the buffer into arguments, runs f behind the one
// fence that stops panics, and gives the length of the answer that f appended to
// the output, where the page finds it.
func fenced(n int32, arguments int, f func([]string)) (length int32) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case wrong:
			output = desk.AppendFault(output[:0], "error", string(p))
		case error:
			output = desk.AppendFault(output[:0], "fault", p.Error())
		case string:
			output = desk.AppendFault(output[:0], "fault", p)
		}
		length = int32(len(output))
	}()
	argument := strings.SplitN(string(input[:n]), "\x00", arguments)
	if len(argument) < arguments {
		panic(wrong("the page gave too few arguments"))
	}
	output = output[:0]
	f(argument)
	return 0 // the fence above sets the length
}
