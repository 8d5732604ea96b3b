package main

import (
	"go/ast"
	"go/parser"
	"go/token"
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

// withoutIdle lets the idle functions of a source of package runtime return at
// once, with zero values. The rest of such a function stays, out of reach, so that
// all it uses is still used.
func withoutIdle(source []byte) []byte {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", source, parser.SkipObjectResolution)
	if err != nil {
		return source // the compiler will say what is wrong
	}
	var out []byte
	copied := 0
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil || !slices.Contains(idle, nameOf(f)) {
			continue
		}
		begin := set.Position(f.Body.Lbrace).Offset + 1
		out = append(out, source[copied:begin]...)
		out = append(out, " if true { return "+zeros(f.Type.Results, set, source)+" };"...)
		copied = begin
	}
	return append(out, source[copied:]...)
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
func zeros(results *ast.FieldList, set *token.FileSet, source []byte) string {
	if results == nil {
		return ""
	}
	var list []string
	for _, r := range results.List {
		of := string(source[set.Position(r.Type.Pos()).Offset:set.Position(r.Type.End()).Offset])
		for range max(1, len(r.Names)) {
			list = append(list, "*new("+of+")")
		}
	}
	return strings.Join(list, ", ")
}
