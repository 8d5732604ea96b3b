package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// The Go runtime checks itself wherever it can, and tells at length what it found
// wrong before it ends the program:
//
//	if s.state.get() != mSpanInUse {
//		print("runtime: bad span state ", s.state.get(), "\n")
//		throw("mheap.freeSpanLocked - invalid span state")
//	}
//
// It is 27 of 512 KiB, once compressed, and whoever reads a page can do nothing
// about a mistake of the runtime. So the runtime of a page goes without such
// checks, prints nothing, and gives no reason for those of its faults that it
// cannot help noticing. What a program may bring about stays: memory or a stack
// that is used up, a deadlock, and every panic, which prints its text.

// speakers are the functions that print for the program.
var speakers = strings.Fields(`printpanics printpanicval printindented printslice printeface printiface throw fatal`)

// reasons of faults that a program may bring about.
var reasons = []string{"out of memory", "cannot allocate memory", "stack overflow"}

// silence takes the prints and the checks out of a function.
func (s *source) silence(f *ast.FuncDecl) {
	if slices.Contains(speakers, f.Name.Name) {
		return
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			if isCheck(n) {
				s.insert(n.Cond.Pos(), "false && (")
				s.insert(n.Cond.End(), ")")
				return false
			}
			s.decide(n.Cond)
		case *ast.ExprStmt:
			if called(n, "print", "println") != nil {
				s.skip(n)
			}
			if reason := ownFault(n); reason != nil {
				s.replace(reason, `""`)
			}
		}
		return true
	})
}

// isCheck says whether a statement only prints and ends the program, in case of a
// mistake of the runtime.
func isCheck(n *ast.IfStmt) bool {
	last := len(n.Body.List) - 1
	if n.Else != nil || last < 0 || ownFault(n.Body.List[last]) == nil {
		return false
	}
	for _, s := range n.Body.List[:last] {
		if called(s, "print", "println") == nil {
			return false
		}
	}
	return onlyReads(n.Cond)
}

// ownFault is the reason, where a statement ends the program by a mistake of the
// runtime.
func ownFault(n ast.Stmt) *ast.BasicLit {
	call := called(n, "throw")
	if call == nil {
		return nil
	}
	reason, ok := call.Args[0].(*ast.BasicLit)
	if !ok || slices.ContainsFunc(reasons, func(r string) bool { return strings.Contains(reason.Value, r) }) {
		return nil
	}
	return reason
}

// called is the call that a statement is, if it is one of a function of these names.
func called(n ast.Stmt, names ...string) *ast.CallExpr {
	e, ok := n.(*ast.ExprStmt)
	if !ok {
		return nil
	}
	call, ok := e.X.(*ast.CallExpr)
	if !ok {
		return nil
	}
	if f, ok := call.Fun.(*ast.Ident); !ok || !slices.Contains(names, f.Name) {
		return nil
	}
	return call
}

// readers are functions, conversions and methods that change nothing.
var readers = strings.Fields(`len cap getg readgstatus uintptr int int32 int64 uint uint8 uint32 uint64 byte pointer
	Load load ptr get base size isEmpty valid noscan entry Kind Pointers Sizeof Offsetof Pointer`)

// onlyReads says whether it makes no difference that an expression is not evaluated.
func onlyReads(e ast.Expr) bool {
	pure := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			pure = false
		case *ast.UnaryExpr:
			pure = pure && n.Op != token.ARROW
		case *ast.CallExpr:
			pure = pure && slices.Contains(readers, lastName(n.Fun))
		}
		return pure
	})
	return pure
}

// lastName is the name of a function, or that of a method without its value.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
