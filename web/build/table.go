package main

import (
	"bytes"
	"encoding/binary"
)

// table is the table that the Go runtime has of the functions of a program, in
// the memory of that program (runtime.pcHeader, runtime._func). The numbers are
// addresses.
type table struct {
	memory    []byte
	names     int   // of all functions, each with a NUL behind it
	namesEnd  int   // where the lists of files begin
	pcTables  int   // values that depend on the instruction, of all functions
	functions []int // a record each
	funcdata  int   // what else there is to know about functions
}

// header begins a table of functions of Go 1.20 and later: instructions count by
// one, and pointers have eight octets.
const header = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// Words of eight octets in the header, and the octets of all of it.
const (
	wordCount    = 1
	wordNames    = 4
	wordNamesEnd = 5
	wordPCTables = 7
	wordRecords  = 8
	headerSize   = 72
)

// Offsets in the record of a function.
const (
	nameOff    = 4
	pcsp       = 16
	pcfile     = 20
	pcln       = 24
	npcdata    = 28
	cuOffset   = 32
	startLine  = 36
	nfuncdata  = 43
	recordSize = 44 // with npcdata and then nfuncdata numbers behind it
)

// findTable finds the table, if there is one that looks as expected in every
// respect. A later Go may lay it out in another way, and then build a larger
// program rather than a broken one.
func findTable(memory []byte) (table, bool) {
	at := bytes.Index(memory, []byte(header))
	if at < 0 || bytes.LastIndex(memory, []byte(header)) != at {
		return table{}, false
	}
	t := table{memory: memory}
	count := t.word(at + 8*wordCount)
	t.names = at + t.word(at+8*wordNames)
	t.namesEnd = at + t.word(at+8*wordNamesEnd)
	t.pcTables = at + t.word(at+8*wordPCTables)
	records := at + t.word(at+8*wordRecords)
	if count > len(memory) || t.names != at+headerSize || t.namesEnd <= t.names || t.pcTables <= t.namesEnd || records <= t.pcTables {
		return table{}, false
	}
	for i := range count {
		t.functions = append(t.functions, records+t.number(records+8*i+4))
	}
	return t, t.readsWell(records) && t.findFuncdata(at)
}

// number and word are 0 outside the memory.
func (t *table) number(at int) int {
	if at < 0 || at+4 > len(t.memory) {
		return 0
	}
	return int(binary.LittleEndian.Uint32(t.memory[at:]))
}

func (t *table) word(at int) int { return t.number(at) | t.number(at+4)<<32 }

func (t *table) set(at, n int) { binary.LittleEndian.PutUint32(t.memory[at:], uint32(n)) }

// isName says whether a name begins at an offset into the names.
func (t *table) isName(offset int) bool {
	return offset == 0 || offset > 0 && t.names+offset < t.namesEnd && t.memory[t.names+offset-1] == 0
}

func (t *table) name(offset int) string {
	name, _, _ := bytes.Cut(t.memory[t.names+offset:t.namesEnd], []byte{0})
	return string(name)
}

// readsWell says whether every record can be one.
func (t *table) readsWell(records int) bool {
	for _, f := range t.functions {
		if f < records || f+recordSize+4*16 > len(t.memory) ||
			!t.isName(t.number(f+nameOff)) || t.number(f+npcdata) > 8 || t.memory[f+nfuncdata] > 8 {
			return false
		}
		for _, at := range t.pcValues(f) {
			if t.pcTables+t.number(at) >= records {
				return false
			}
		}
	}
	return len(t.functions) > 0
}

// pcValues are the places in a record that lead to values by instruction; those
// from the fourth on are its pcdata.
func (t *table) pcValues(f int) []int {
	list := []int{f + pcsp, f + pcfile, f + pcln}
	for i := range t.number(f + npcdata) {
		list = append(list, f+recordSize+4*i)
	}
	return list
}

// data are the places in a record that lead to its funcdata.
func (t *table) data(f int) []int {
	var list []int
	begin := f + recordSize + 4*t.number(f+npcdata)
	for i := range int(t.memory[f+nfuncdata]) {
		list = append(list, begin+4*i)
	}
	return list
}

const (
	none         = 0xFFFFFFFF // no funcdata
	inlTree      = 3          // index of the tree of the calls that were compiled in
	programWords = 64         // at most, in the record of the whole program
)

// findFuncdata finds the address that funcdata is counted from. It stands in the
// record of the program (runtime.moduledata), which begins with the addresses of
// the header and of the names; and it is the one that makes all trees look right.
func (t *table) findFuncdata(at int) bool {
	begin := binary.LittleEndian.AppendUint64(nil, uint64(at))
	begin = binary.LittleEndian.AppendUint64(begin, uint64(t.names))
	program := bytes.Index(t.memory, begin)
	if program < 0 || bytes.LastIndex(t.memory, begin) != program {
		return false
	}
	var found []int
	for i := range programWords {
		if t.funcdata = t.word(program + 8*i); t.hasTrees() {
			found = append(found, t.funcdata)
		}
	}
	if len(found) == 1 {
		t.funcdata = found[0]
	}
	return len(found) == 1
}

// hasTrees says whether each tree begins with what a node is: a kind of function
// and three zeros, a name, and the place of a call.
func (t *table) hasTrees() bool {
	trees := 0
	for _, f := range t.functions {
		data := t.data(f)
		if len(data) <= inlTree || t.number(data[inlTree]) == none {
			continue
		}
		node := t.funcdata + t.number(data[inlTree])
		if node < 0 || node+16 > len(t.memory) || t.number(node) > 64 || !t.isName(t.number(node+4)) || t.number(node+8) > 1<<24 {
			return false
		}
		trees++
	}
	return trees > 0
}
