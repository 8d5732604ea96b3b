package lessons

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"poplab/wasm/near"
)

// key is one key of a mapping: its name, and what to do with its value.
type key struct {
	name     string
	required bool
	read     func(ast.Node)
}

// mapping reads the keys of a mapping; what names the thing in messages.
func (b block) mapping(n ast.Node, what string, keys ...key) {
	entries, ok := entries(n)
	if !ok {
		b.add(b.place(n), "%s is written as keys and values: %s", what, strings.Join(names(keys), ", "))
		return
	}
	seen := map[string]bool{}
	for _, e := range entries {
		b.entry(e, what, keys, seen)
	}
	for _, k := range keys {
		if k.required && !seen[k.name] {
			b.add(b.first(n), "%s has no %q; add \"%s: ...\"", what, k.name, k.name)
		}
	}
}

// entry reads one key with its value.
func (b block) entry(e *ast.MappingValueNode, what string, keys []key, seen map[string]bool) {
	name := e.Key.GetToken().Value
	k := find(keys, name)
	switch {
	case k == nil:
		b.unknown(b.place(e.Key), "key", name, what+" has", names(keys))
		seen[near.Name(name, names(keys))] = true // what was meant is not missing too
	case seen[name]:
		b.add(b.place(e.Key), "%q stands in %s already; leave one of them out", name, what)
	default:
		k.read(e.Value)
	}
	seen[name] = true
}

// first is where a mapping begins, which is not where its token stands.
func (b block) first(n ast.Node) place {
	if list, _ := entries(n); len(list) > 0 {
		return b.place(list[0].Key)
	}
	return b.place(n)
}

func entries(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func find(keys []key, name string) *key {
	for i := range keys {
		if keys[i].name == name {
			return &keys[i]
		}
	}
	return nil
}

func names(keys []key) []string {
	list := make([]string, len(keys))
	for i, k := range keys {
		list[i] = k.name
	}
	return list
}
