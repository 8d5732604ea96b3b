package main

import (
	"slices"
	"strings"
)

// A Go program carries all that a stack trace tells: the names of functions,
// their files, their arguments, which calls were compiled into their callers. It
// is 41 of 447 KiB, once compressed, and a page has no use for it. What the
// runtime itself reads has to stay: how large a frame is, and where the pointers
// in it are. Of the names it asks one thing only, whether the function that a
// goroutine began with is the runtime's own.
//
// To recover from a panic the runtime counts the calls between the two, those
// compiled into others included. A function that calls recover is never compiled
// into another; so the count differs only where a deferred function calls it by
// a helper, and there recover would begin to work.

// Indexes of pcdata and funcdata (internal/abi) that only stack traces read. The
// first is for threads that are stopped anywhere, which WebAssembly has not.
var (
	tracePCData   = []int{0, 2, 3} // UnsafePoint, InlTreeIndex, ArgLiveIndex
	traceFuncdata = []int{3, 5, 6} // InlTree, ArgInfo, ArgLiveInfo
)

// stubs have frames of which the runtime learns by their names.
var stubs = []string{"reflect.makeFuncStub", "reflect.methodValueCall"}

// forgetTraces takes out of a program in memory what only stack traces read.
func forgetTraces(memory []byte) {
	t, ok := findTable(memory)
	if !ok || t.has(stubs) {
		return
	}
	pcValues, funcdata := t.reads((*table).pcValues, 0), t.reads((*table).data, none)
	for _, f := range t.functions {
		t.forget(f)
	}
	t.wipe(t.pcTables, pcValues, t.reads((*table).pcValues, 0))
	t.wipe(t.funcdata, funcdata, t.reads((*table).data, none))
	clear(memory[t.names:t.namesEnd])
	copy(memory[t.names+1:], runtimeName)
}

// runtimeName is the one name that is left, at offset 1; that at 0 is empty.
const runtimeName = "runtime."

func (t *table) has(names []string) bool {
	return slices.ContainsFunc(t.functions, func(f int) bool {
		return slices.Contains(names, t.name(t.number(f+nameOff)))
	})
}

// forget takes the way to what is not needed out of one record.
func (t *table) forget(f int) {
	name := 0
	if strings.HasPrefix(t.name(t.number(f+nameOff)), runtimeName) {
		name = 1
	}
	t.set(f+nameOff, name)
	for _, field := range []int{pcfile, pcln, cuOffset, startLine} {
		t.set(f+field, 0)
	}
	for i, at := range t.pcValues(f)[3:] {
		if slices.Contains(tracePCData, i) {
			t.set(at, 0)
		}
	}
	for i, at := range t.data(f) {
		if slices.Contains(traceFuncdata, i) {
			t.set(at, none)
		}
	}
}

// reads are the offsets that stand at some places of every record, in order.
func (t *table) reads(places func(*table, int) []int, without int) []int {
	var list []int
	for _, f := range t.functions {
		for _, at := range places(t, f) {
			if offset := t.number(at); offset != without {
				list = append(list, offset)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// wipe writes zeros over what was read and is no more, up to where the next
// begins. Where the last one ends nobody says, so that stays.
func (t *table) wipe(base int, before, after []int) {
	for i, offset := range before[:max(0, len(before)-1)] {
		if _, kept := slices.BinarySearch(after, offset); !kept {
			clear(t.memory[base+offset : base+before[i+1]])
		}
	}
}
