package main

import (
	"go/ast"
	"slices"
	"strings"
)

// The Go runtime serves programs of many threads, can trace and profile them, and
// prints all that it knows of one that dies. A page has one thread and no
// timer, nobody asks it for a trace, and a fault is told in the page's own words; but
// the linker cannot know that, and keeps all of it: 110 of 520 KiB, once
// compressed. So these functions return at once, in the copy of the
// runtime that is compiled, and what only they called goes with them. What the
// program says when it dies, such as "panic: " and a message, stays.
//
// What a program needs to allocate, collect, grow its stacks, switch between goroutines
// and recover is all there. Whoever lets time or finalizers into ./wasm finds here
// what they need.

// idle are those functions, of package runtime. A name that a later Go has no more
// does nothing here.
var idle = slices.Concat(
	// Tracing (runtime/trace) never begins.
	strings.Fields(`traceEnabled traceAllocFreeEnabled traceShuttingDown traceAcquire traceAcquireEnabled
		traceLocker.ok traceRelease traceLockInit traceAdvance traceThreadDestroy traceStack traceReader
		traceReaderAvailable traceBufFlush traceCPUFlush traceReadCPU traceStopReadCPU traceSyncBatch`),
	// Neither does profiling (runtime/pprof, runtime/metrics).
	strings.Fields(`mProf_NextCycle mProf_Flush mProf_FlushLocked mProf_PostSweep mProf_Malloc mProf_Free profilealloc
		setprofilebucket tryRecordGoroutineProfile tryRecordGoroutineProfileWB doRecordGoroutineProfile
		blocksampled blockevent saveblockevent mutexevent timeHistogram.record cpuStats.accumulate`),
	// A page has no environment, so no GODEBUG that asks for reports or tests.
	strings.Fields(`goenvs gogetenv cpuinit parseRuntimeDebugVars finishDebugVarsSetup schedtrace printScavTrace
		checkFinalizersAndCleanups dumpScanStats startCheckmarks endCheckmarks runCheckmark setCheckmark gcMarkRootCheck`),
	// The stacks of a program that dies have no names and lines any more.
	strings.Fields(`traceback tracebacktrap traceback1 traceback2 tracebackothers tracebacksomeothers tracebackHexdump
		goroutineheader printcreatedby printcreatedby1 printArgs printAncestorTraceback printCgoTraceback
		hexdumpWords gcDumpObject dumpgstatus saveAncestors`),
	// Nothing of ours panics with a number that has a fraction.
	strings.Fields(`printanycustomtype printfloat64 printfloat32 printcomplex128 printcomplex64`),
	// There is one module, and the linker wrote its table.
	strings.Fields(`typelinksinit moduledataverify1`),
	// The runtime is not what is tested here.
	strings.Fields(`check badPointer mspan.reportZombies`),
	// Memory has no limit but that of the page, to which none is given back.
	strings.Fields(`pageAlloc.scavenge pageAlloc.scavengeOne gcPaceScavenger scavengerState.init scavengerState.wake
		scavengerState.ready scavengeIndex.init scavengeIndex.sysInit scavengeIndex.sysGrow scavengeIndex.grow
		scavengeIndex.alloc scavengeIndex.free scavengeIndex.nextGen scavengeIndex.setEmpty scavengeIndex.find
		mheap.enableMetadataHugePages pageAlloc.enableChunkHugePages`),
	// While the garbage collector works the program stands still (collect.go): nothing is told to
	// it, it needs no help, no estimate when to begin, and leaves no garbage for later.
	strings.Fields(`wbBufFlush wbBufFlush1 bulkBarrierPreWrite bulkBarrierPreWriteSrcOnly shade deductAssistCredit
		gcAssistAlloc gcWakeAllAssists gcFlushBgCredit gcControllerState.addIdleMarkWorker gcControllerState.revise
		gcControllerState.endCycle deductSweepCredit gcPaceSweeper mheap.reclaim`),
	// The garbage collector has no processor to itself whose use would be limited.
	strings.Fields(`gcCPULimiterState.limiting gcCPULimiterState.startGCTransition gcCPULimiterState.finishGCTransition
		gcCPULimiterState.update gcCPULimiterState.updateLocked gcCPULimiterState.needUpdate
		gcCPULimiterState.addAssistTime gcCPULimiterState.addIdleTime gcCPULimiterState.resetCapacity limiterEvent.stop`),
	// No object has a finalizer or a cleanup or is pinned, and no pointer is weak.
	strings.Fields(`freeSpecial queuefinalizer gcScanFinalizer cleanupQueue.flush cleanupQueue.enqueue cleanupQueue.wake
		cleanupQueue.needsWake wakefing markrootSpans gcWakeAllStrongFromWeak mspan.refreshPinnerBits
		mspan.setUserArenaChunkToFault runExitHooks`),
	// There is one thread and one processor: none to wake, to stop or to steal from.
	strings.Fields(`wakep startm newm handoffp mexit stealWork resetspinning m.becomeSpinning m.snapshotAllp
		m.clearAllpSnapshot checkRunqsNoP checkIdleGCNoP checkTimersNoP preemptall preemptone p.destroy
		startlockedm stoplockedm incidlelocked forcegchelper defaultGOMAXPROCSUpdateEnable updateMaxProcsGoroutine`),
	// It has no timer, no network, and no bubble of testing/synctest.
	strings.Fields(`timers.check netpollinited netpollAnyWaiters synctestBubble.changegstatus synctestBubble.incActive
		synctestBubble.decActive setSyncObjectsUntraceable gcRestoreSyncObjects findGoroutineLeaks`),
)

// instead is what some functions do now.
var instead = map[string]string{
	// The goroutine of the garbage collector says by a channel that it began; nothing
	// needs to wait for that. None sweeps and none gives memory back.
	"gcenable": "memstats.enablegc = true; return",
	"gcBgMarkStartWorkers": "for ; gcBgMarkWorkerCount < gomaxprocs; gcBgMarkWorkerCount++" +
		" { mp := acquirem(); go gcBgMarkWorker(nil); releasem(mp); Gosched() }; return",
	// No limit of memory makes the heap smaller.
	"gcControllerState.memoryLimitHeapGoal": "return ^uint64(0)",
	"limiterEvent.start":                    "return true",
	// Its message has names from the table that traces.go empties, and without them
	// this would end the program.
	"panicwrap": `panic(plainError("value method called using nil pointer"))`,
	// Random numbers spread the keys of maps; nobody guesses them to do harm.
	"randinit":      "return",
	"mrandinit":     "mp.cheaprand = bootstrapRand() | 1; return",
	"bootstrapRand": "return uint64(nanotime()) * 0x9e3779b97f4a7c15",
	"rand":          "return uint64(cheaprand())<<32 | uint64(cheaprand())",
}

// dropped are statements that use the channels.
var dropped = []string{"ready <- struct{}{}", "main_init_done = make(chan bool)", "close(main_init_done)"}

// idle lets one of those functions return at once, with zero values. The rest of it
// stays, out of reach.
func (s *source) idle(f *ast.FuncDecl) {
	body, ok := instead[nameOf(f)]
	if slices.Contains(idle, nameOf(f)) {
		body, ok = "return "+s.zeros(f.Type.Results), true
	}
	if ok {
		s.insert(f.Body.Lbrace+1, " if true { "+body+" };")
	}
}

// drop takes the dropped statements out of a function.
func (s *source) drop(f *ast.FuncDecl) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if n, ok := n.(ast.Stmt); ok && slices.Contains(dropped, s.quote(n)) {
			s.skip(n)
		}
		return true
	})
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
