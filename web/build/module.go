package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// What a program begins with in memory stands in the data section of its module,
// as segments: an address, a length and the octets. The linker begins a new one
// behind every eight zeros, 29,000 of them, and what their addresses cost is far
// more than the zeros would, once compressed: 34 of 480 KiB. So the section is
// written anew, with few segments.

// module is a WebAssembly module, taken apart around its data section.
type module struct {
	head, tail []byte // the sections before and after
	memory     []byte // what the data section fills, from address 0
}

// gap is how many zeros end a segment. So few segments are left that the number
// hardly matters; it keeps a large empty area out of the file.
const gap = 1024

// Identifiers of the WebAssembly binary format.
const (
	preamble    = "\x00asm\x01\x00\x00\x00"
	dataSection = 11
	dataCount   = 12
	i32Const    = 0x41
	endOfInit   = 0x0B
)

var errModule = errors.New("not a module as the Go linker writes it")

// readModule takes a module apart. Its error means that there is something in it
// that the Go linker did not write when this was.
func readModule(file []byte) (module, error) {
	r := reader{file: file}
	if string(r.take(len(preamble))) != preamble {
		return module{}, errModule
	}
	for r.at < len(file) && !r.failed {
		begin := r.at
		id := r.octet()
		content := r.take(r.number())
		switch id {
		case dataSection:
			memory, err := readSegments(content)
			return module{head: file[:begin], memory: memory, tail: file[r.at:]}, err
		case dataCount: // would have to be counted anew
			return module{}, errModule
		}
	}
	return module{}, errModule
}

// readSegments gives the memory that a data section fills.
func readSegments(section []byte) (memory []byte, err error) {
	r := reader{file: section}
	for range r.number() {
		mode, init := r.octet(), r.octet()
		address := r.number()
		end := r.octet()
		octets := r.take(r.number())
		if mode != 0 || init != i32Const || end != endOfInit || r.failed {
			return nil, errModule
		}
		memory = append(memory, make([]byte, max(0, address+len(octets)-len(memory)))...)
		copy(memory[address:], octets)
	}
	if r.failed || r.at != len(section) {
		return nil, errModule
	}
	return memory, nil
}

// file puts the module together again.
func (m module) file() []byte {
	segments, n := appendSegments(nil, m.memory)
	count := binary.AppendUvarint(nil, uint64(n))
	section := binary.AppendUvarint([]byte{dataSection}, uint64(len(count)+len(segments)))
	return slices.Concat(m.head, section, count, segments, m.tail)
}

func appendSegments(b, memory []byte) (segments []byte, count int) {
	hole := make([]byte, gap)
	memory = bytes.TrimRight(memory, "\x00")
	for at := 0; at < len(memory); count++ {
		at += len(memory[at:]) - len(bytes.TrimLeft(memory[at:], "\x00"))
		end := len(memory)
		if n := bytes.Index(memory[at:], hole); n >= 0 {
			end = at + n
		}
		b = appendAddress(append(b, 0, i32Const), at)
		b = binary.AppendUvarint(append(b, endOfInit), uint64(end-at))
		b = append(b, memory[at:end]...)
		at = end
	}
	return b, count
}

// appendAddress appends a number that has a sign: bit 6 of its last octet.
func appendAddress(b []byte, n int) []byte {
	b = binary.AppendUvarint(b, uint64(n))
	if last := len(b) - 1; b[last]&0x40 != 0 {
		b[last] |= 0x80
		b = append(b, 0)
	}
	return b
}
