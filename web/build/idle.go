package main

import (
	"go/ast"
	"slices"
	"strings"
)

// The Go runtime can trace and profile a program, and print all that it knows of
// one that dies. In a page nobody asks for a trace, and a fault is told in the
// page's own words; but the linker cannot know that, and keeps all of it: 75 of 520
// KiB, once compressed. So these functions return at once, in the copy of the
// runtime that is compiled, and what only they called goes with them. What the
// program says when it dies, such as "panic: " and a message, stays.

// idle are those functions, of package runtime. A name that a later Go has no more
// does nothing here.
var idle = slices.Concat(
	// Tracing (runtime/trace) never begins.
	strings.Fields(`traceEnabled traceAllocFreeEnabled traceShuttingDown traceAcquire traceAcquireEnabled
		traceLocker.ok traceRelease traceLockInit traceAdvance traceThreadDestroy traceStack traceReader
		traceReaderAvailable traceBufFlush traceCPUFlush traceReadCPU traceStopReadCPU traceSyncBatch`),
	// Neither does profiling (runtime/pprof).
	strings.Fields(`mProf_NextCycle mProf_Flush mProf_FlushLocked mProf_PostSweep mProf_Malloc mProf_Free profilealloc
		setprofilebucket tryRecordGoroutineProfile tryRecordGoroutineProfileWB doRecordGoroutineProfile
		blocksampled blockevent saveblockevent mutexevent`),
	// A page has no GODEBUG that asks for these reports.
	strings.Fields(`schedtrace printScavTrace checkFinalizersAndCleanups dumpScanStats`),
	// The stacks of a program that dies have no names and lines any more.
	strings.Fields(`traceback tracebacktrap traceback1 traceback2 tracebackothers tracebacksomeothers tracebackHexdump
		goroutineheader printcreatedby printcreatedby1 printArgs printAncestorTraceback printCgoTraceback
		hexdumpWords gcDumpObject dumpgstatus`),
	// Nothing of ours panics with a number that has a fraction.
	strings.Fields(`printanycustomtype printfloat64 printfloat32 printcomplex128 printcomplex64`),
	// There is one module, and the linker wrote its table.
	strings.Fields(`typelinksinit moduledataverify1`),
)

// idle lets one of the idle functions return at once, with zero values. The rest of
// it stays, out of reach.
func (s *source) idle(f *ast.FuncDecl) {
	if slices.Contains(idle, nameOf(f)) {
		s.insert(f.Body.Lbrace+1, " if true { return "+s.zeros(f.Type.Results)+" };")
	}
}

// nameOf is the name of a function, behind that of its receiver's type if it is a
// method.
func nameOf(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	receiver := f.Recv.List[0].Type
	if pointer, ok := receiver.(*ast.StarExpr); ok {
		receiver = pointer.X
	}
	if name, ok := receiver.(*ast.Ident); ok {
		return name.Name + "." + f.Name.Name
	}
	return ""
}

// zeros are zero values of all results.
func (s *source) zeros(results *ast.FieldList) string {
	if results == nil {
		return ""
	}
	var list []string
	for _, r := range results.List {
		for range max(1, len(r.Names)) {
			list = append(list, "*new("+s.quote(r.Type)+")")
		}
	}
	return strings.Join(list, ", ")
}
