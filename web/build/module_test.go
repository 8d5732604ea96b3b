package main

import (
	"bytes"
	"slices"
	"testing"
)

// sections are those of a module that has memory, in one segment per octet that
// is not zero.
func aModule(memory []byte, after ...byte) []byte {
	var segments []byte
	count := byte(0)
	for address, octet := range memory {
		if octet != 0 {
			segments = appendAddress(append(segments, 0, i32Const), address)
			segments = append(segments, endOfInit, 1, octet)
			count++
		}
	}
	section := append([]byte{dataSection, byte(len(segments) + 1), count}, segments...)
	typeSection := []byte{1, 1, 0}
	return slices.Concat([]byte(preamble), typeSection, section, after)
}

func TestModuleKeepsItsMemory(t *testing.T) {
	memory := make([]byte, 10*gap)
	for _, at := range []int{0, 5, 63, 64, 8191, 8192} {
		memory[at] = byte(at%255) + 1
	}
	file := aModule(memory, 0, 2, 1, 'x')
	m, err := readModule(file)
	if err != nil {
		t.Fatal(err)
	}
	again, err := readModule(m.file())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []module{m, again} {
		want := bytes.TrimRight(memory, "\x00")
		if !bytes.Equal(m.memory, want) || !bytes.HasPrefix(file, m.head) || !bytes.HasSuffix(file, m.tail) || len(m.tail) != 4 {
			t.Errorf("%d octets of memory, want %d; tail %q", len(m.memory), len(want), m.tail)
		}
	}
	if _, count := appendSegments(nil, memory); count != 2 {
		t.Errorf("%d segments, want 2", count)
	}
}

// What another linker writes is left alone.
func TestModuleIsNotUnderstood(t *testing.T) {
	good := aModule([]byte("x"))
	for what, file := range map[string][]byte{
		"empty":           nil,
		"no module":       []byte("#!/bin/sh\n"),
		"no data":         []byte(preamble),
		"cut short":       good[:len(good)-1],
		"counted data":    slices.Concat([]byte(preamble), []byte{dataCount, 1, 1}, good[len(preamble):]),
		"passive segment": slices.Concat([]byte(preamble), []byte{dataSection, 4, 1, 1, 1, 'x'}),
		"too much":        slices.Concat([]byte(preamble), []byte{dataSection, 2, 0, 0}),
	} {
		if _, err := readModule(file); err == nil {
			t.Errorf("%s: no error", what)
		}
		if !bytes.Equal(shrink(file), file) {
			t.Errorf("%s: it was changed", what)
		}
	}
}
