package main

import (
	"cmp"
	"go/ast"
	"slices"
	"strings"
)

// Some variables of the runtime never change in a page, among them all settings of
// GODEBUG. Where a condition asks for one, the compiler is told the answer, and leaves
// out what depends on it.

// never are those that are false.
var never = []string{"iscgo", "islibrary", "isarchive", "debug.malloc", "writeBarrier.enabled"}

// decide puts the values of such variables into a condition.
func (s *source) decide(cond ast.Expr) {
	ast.Inspect(cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident, *ast.SelectorExpr:
			if slices.Contains(never, s.quote(n)) {
				s.replace(n, "false")
			}
			return false
		case *ast.BinaryExpr:
			if x, ok := n.X.(*ast.SelectorExpr); ok && strings.HasPrefix(s.quote(x), "debug.") {
				s.replace(x, cmp.Or(settings[s.quote(x)], "0"))
			}
		}
		return true
	})
}
