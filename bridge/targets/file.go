package targets

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"poplab/bridge/forward"
)

// Load reads a file of targets. Others are those that are known already, whose names
// are taken. The error wraps a Problem for each of the first mistakes.
func Load(file string, others forward.Targets) (forward.Targets, error) {
	text, err := readFile(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read the targets: %w", err)
	}
	r := reader{file: file, others: others}
	r.read(strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n"))
	return r.targets, r.err()
}

// maxFile and maxLines bound what is read: octets of a file, and lines of one with
// targets. The time that the parser takes grows with the square of the lines: these take
// a second, ten times as many some minutes.
const maxFile, maxLines = 1 << 20, 10_000

// maxNested bounds lists in lists: what the parser takes for them grows with the square
// of their depth, so that a mebibyte of [ would take all memory there is.
const maxNested = 1000

// nested says whether a text goes deeper. It counts brackets that are open, and the
// dashes of a line that begin an item, and does not ask about quotes: no file of targets
// has as many of either.
func nested(text string) bool {
	open, dashes := 0, 0
	for i, c := range []byte(text) {
		switch c {
		case '[', '{':
			open++
		case ']', '}':
			open = max(0, open-1)
		case ' ', '\t':
			if i > 0 && text[i-1] == '-' {
				dashes++
			}
		case '\n', '\r':
			dashes = 0
		}
		if max(open, dashes) > maxNested {
			return true
		}
	}
	return false
}

var errTooLarge = errors.New("more than 1 MiB; name another file, or take something out of it")

// readFile is os.ReadFile for a file that somebody may have named by mistake. A named
// pipe that nobody writes to would hold up who opens it, for ever; this one is empty.
func readFile(name string) ([]byte, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if len(text) > maxFile {
		err = &os.PathError{Op: "read", Path: name, Err: errTooLarge}
	}
	return text, err
}

// reader reads one file, and goes on after mistakes.
type reader struct {
	file     string
	others   forward.Targets
	targets  forward.Targets
	named    map[string]bool // names of targets that were read
	lines    int
	problems []Problem
}

const wanted = "write the name of a target with a colon, and below it, indented, address: HOST:PORT"

func (r *reader) read(text string) {
	r.named = map[string]bool{}
	r.lines = 1 + strings.Count(strings.TrimSuffix(text, "\n"), "\n")
	if r.lines > maxLines {
		r.add(nil, fmt.Sprintf("a file of targets has at most %d lines, not %d; take targets out of it", maxLines, r.lines))
		return
	}
	if nested(text) {
		r.add(nil, fmt.Sprintf("lists are nested more than %d deep; is this a file of targets?", maxNested))
		return
	}
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	switch {
	case err != nil:
		r.syntax(err)
	case len(file.Docs) == 0 || file.Docs[0].Body == nil || file.Docs[0].Body.Type() == ast.NullType:
		r.add(nil, "there is no target here; "+wanted)
	case len(file.Docs) > 1:
		r.add(file.Docs[1].Start, "a file of targets is one document; leave out the line ---")
	default:
		r.readTargets(file.Docs[0].Body)
	}
}

func (r *reader) readTargets(n ast.Node) {
	list, _ := entries(n)
	if len(list) == 0 {
		r.add(n.GetToken(), wanted)
	}
	for _, e := range list {
		r.readTarget(e)
	}
}

// entries gives the keys of a mapping with their values.
func entries(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func (r *reader) readTarget(e *ast.MappingValueNode) {
	name := e.Key.GetToken()
	if err := r.checkName(name.Value); err != nil {
		r.add(name, err.Error())
	}
	d := draft{Target: forward.Target{Name: name.Value}, dir: filepath.Dir(r.file), given: map[string]bool{}}
	r.readSettings(&d, e)
	r.targets = append(r.targets, d.Target)
}

// checkName also says whether another target has the name.
func (r *reader) checkName(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	if _, taken := r.others.Find(name); taken {
		return fmt.Errorf("the name %q is taken by -target or the practice server; choose another", name)
	}
	if r.named[name] {
		return fmt.Errorf("%q stands in this file already; give this one another name", name)
	}
	r.named[name] = true
	return nil
}

// readSettings reads what stands below the name of a target.
func (r *reader) readSettings(d *draft, e *ast.MappingValueNode) {
	list, ok := entries(e.Value)
	if !ok {
		r.add(e.Key.GetToken(), wanted)
		return
	}
	at, before := map[string]*token.Token{}, len(r.problems)
	for _, e := range list {
		r.readSetting(d, e, at)
	}
	if at["address"] == nil {
		r.add(e.Key.GetToken(), fmt.Sprintf("%s has no address; add address: HOST:PORT", shown(d.Name)))
	}
	for _, wrong := range d.finish() {
		if len(r.problems) == before { // else it may only follow from them
			r.add(at[wrong.setting], wrong.Error())
			return
		}
	}
}

func (r *reader) readSetting(d *draft, e *ast.MappingValueNode, at map[string]*token.Token) {
	key := e.Key.GetToken()
	s := find(key.Value)
	switch {
	case s == nil:
		r.add(key, unknown(key.Value).Error())
		return
	case at[s.name] != nil:
		r.add(key, fmt.Sprintf("%s stands there twice; leave one of them out", s.name))
		return
	}
	at[s.name] = key
	for _, value := range r.values(s, e.Value) {
		if err := d.apply(s, value.Value); err != nil {
			r.add(value, err.Error())
		}
	}
}

// values are the words behind a key: one, or for networks a list.
func (r *reader) values(s *setting, n ast.Node) []*token.Token {
	switch n := n.(type) {
	case *ast.StringNode, *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return []*token.Token{n.GetToken()}
	case *ast.SequenceNode:
		if s.name == "network" {
			var list []*token.Token
			for _, item := range n.Values {
				list = append(list, r.values(&setting{}, item)...)
			}
			return list
		}
	}
	r.add(n.GetToken(), "want one plain word here; lists, mappings, anchors and tags have no place")
	return nil
}
