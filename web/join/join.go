// Package join puts modules of the page together into fewer files.
//
// The sources have a module for each part of the page. A browser that fetched them one by
// one would pay for each, and compression works better on more text; so the modules that
// go together travel together, as Groups says. A page on its own, in one file, has no
// other file to import from: All puts every module into one script.
//
// A joined file holds its modules as functions, which run when they are used for the
// first time, as modules do:
//
//	const $made = {}, $modules = {
//	'say.js': () => {
//	  ...
//	  return { t };
//	},
//	};
//	export const $use = (name) => $made[name] ??= $modules[name]();
//
// So names of one module stay out of the others. What comes from a joined module is taken
// from the function's result:
//
//	import { t } from './say.js';    becomes    const { t } = $base('say.js');
//
// This reads lines and no JavaScript. It knows the forms of import and export that our
// modules use, and refuses others with an error that names the line.
package join

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A Group is a file, and the modules in it. None may import a module in no group.
type Group struct {
	File    string
	Modules []string
}

// Groups are the joined files: what every page has, what one with a session has, what one
// with a world around it has, and what one with tasks has. A worker may load them too, since nothing runs that is not used.
var Groups = []Group{
	{"base.js", []string{"asset.js", "language.js", "say.js", "progress.js"}},
	{"bench.js", []string{"wasm_exec.js", "engine.js", "leaves.js", "transcript.js", "workbench.js", "console.js"}},
	{"around.js", []string{"draw.js", "kept.js", "keeper.js", "world.js"}},
	{"steps.js", []string{"learner.js", "identity.js", "facts.js", "step.js", "hints.js", "task.js", "turn.js"}},
}

// File is the file in which a module travels: its own, or that of its group.
func File(module string) string {
	for _, g := range Groups {
		if slices.Contains(g.Modules, module) {
			return g.File
		}
	}
	return module
}

// Files are the files in which modules travel, each once.
func Files(modules []string) []string {
	var list []string
	for _, m := range modules {
		if f := File(m); !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	return list
}

// Apply replaces modules by the files in which they travel. Files that are no modules stay as they are.
func Apply(files map[string][]byte) (map[string][]byte, error) {
	made := map[string][]byte{}
	for name, text := range files {
		switch {
		case !strings.HasSuffix(name, ".js"):
			made[name] = text
		case File(name) == name:
			m, err := read(name, text)
			if err != nil {
				return nil, err
			}
			// On the first line, so that all lines keep their numbers.
			made[name] = []byte(strings.Join(m.groups(""), " ") + m.body(fromGroup))
		}
	}
	for _, g := range Groups {
		joined, err := g.join(files)
		if err != nil {
			return nil, err
		}
		made[g.File] = joined
	}
	return made, nil
}

func (g Group) join(files map[string][]byte) ([]byte, error) {
	var imports []string
	var functions strings.Builder
	for _, name := range g.Modules {
		m, err := read(name, files[name])
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(m.imports, func(from string) bool { return File(from) == from }); i >= 0 {
			return nil, fmt.Errorf("web/join: %s imports %s, which travels alone: add it to a group", name, m.imports[i])
		}
		imports = append(imports, m.groups(g.File)...)
		if line := several.FindString(m.text); line != "" {
			return nil, fmt.Errorf("web/join: %s: a text of several lines would lose its indentation: %s", name, line)
		}
		functions.WriteString(m.function(func(from string) string {
			if File(from) == g.File {
				return fromHere(from)
			}
			return fromGroup(from)
		}))
	}
	slices.Sort(imports)
	joined := strings.Join(slices.Compact(imports), "\n") + "\n" + table(functions.String(), "export ")
	return []byte(indented.ReplaceAllString(joined, "")), nil
}

// All joins all modules into one script, which imports nothing and may run as a module or
// as none. It declares $use, for a module that is used now, and $later, which promises one
// as import() does.
func All(files map[string][]byte) ([]byte, error) {
	var functions strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".js") {
			continue
		}
		m, err := read(name, files[name])
		if err != nil {
			return nil, err
		}
		function := later.ReplaceAllString(m.function(fromHere), "$$later('$1')")
		functions.WriteString(strings.ReplaceAll(function, "import.meta.url", "location.href"))
	}
	return []byte(table(functions.String(), "") + "const $later = async (name) => $use(name);\n"), nil
}

// table is the text of a joined file.
func table(functions, export string) string {
	return "const $made = {}, $modules = {\n" + functions + "};\n" +
		export + "const $use = (name) => $made[name] ??= $modules[name]();\n"
}

// What a joined module exports, as an expression: in its own file, and in others. For
// a module that travels alone there is none.
func fromHere(module string) string { return "$use('" + module + "')" }

func fromGroup(module string) string {
	if File(module) == module {
		return ""
	}
	return alias(File(module)) + "('" + module + "')"
}

// alias is the name of the function $use of a file in another file.
func alias(file string) string { return "$" + strings.TrimSuffix(file, ".js") }

// module is the text of a module, and the names in its statements.
type module struct {
	name, text       string
	imports, exports []string
	awaits           bool // as a whole: only a page may begin with it
}

var (
	imported = regexp.MustCompile(`(?m)^import (?:(\{[^}\n]*\}) from )?'\./([\w-]+\.js)';`)
	exported = regexp.MustCompile(`(?m)^export ((?:async )?(?:function|class|const) (\w+))`)
	later    = regexp.MustCompile(`\bimport\('\./([\w-]+\.js)'\)`)
	awaiting = regexp.MustCompile(`(?m)^\S.*\bawait\b.*$`)
	several  = regexp.MustCompile("(?m)^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$") // an odd number of "`"
	indented = regexp.MustCompile(`(?m)^[ \t]*\n?`)
	other    = regexp.MustCompile(`(?m)^(?:import|export)\b.*$`)
)

// read finds the imports and exports of a module.
func read(name string, text []byte) (module, error) {
	m := module{name: name, text: string(text)}
	if text == nil {
		return m, fmt.Errorf("web/join: there is no module %s, which a group names", name)
	}
	rest := exported.ReplaceAllString(imported.ReplaceAllString(m.text, ""), "")
	if line := other.FindString(rest); line != "" {
		return m, fmt.Errorf("web/join: %s: write this as other modules do, so that it can be joined: %s", name, line)
	}
	for _, line := range awaiting.FindAllString(m.text, -1) {
		m.awaits = m.awaits || !strings.Contains(line, "async")
	}
	for _, found := range imported.FindAllStringSubmatch(m.text, -1) {
		m.imports = append(m.imports, found[2])
	}
	for _, found := range exported.FindAllStringSubmatch(m.text, -1) {
		m.exports = append(m.exports, found[2])
	}
	if m.awaits && (len(m.exports) > 0 || File(name) != name) {
		return m, fmt.Errorf("web/join: %s: what others import cannot await: %s", name, awaiting.FindString(m.text))
	}
	for _, found := range later.FindAllStringSubmatch(m.text, -1) {
		if File(found[1]) != found[1] {
			return m, fmt.Errorf("web/join: %s: import %s at the top, since it travels in %s", name, found[1], File(found[1]))
		}
	}
	return m, nil
}

// groups are the statements that import the functions of the groups that m needs, but for one.
func (m module) groups(without string) []string {
	var list []string
	for _, file := range Files(m.imports) {
		if file != without && !slices.Contains(m.imports, file) {
			list = append(list, "import { $use as "+alias(file)+" } from './"+file+"';")
		}
	}
	return list
}

// body is the module with other statements in the place of its imports. Where from gives
// "", the import stays.
func (m module) body(from func(module string) string) string {
	return imported.ReplaceAllStringFunc(m.text, func(statement string) string {
		found := imported.FindStringSubmatch(statement)
		names, expression := found[1], from(found[2])
		switch {
		case expression == "":
			return statement
		case names == "":
			return expression + ";"
		}
		return "const " + strings.ReplaceAll(names, " as ", ": ") + " = " + expression + ";"
	})
}

// function is the module as an entry of $modules.
func (m module) function(from func(module string) string) string {
	body := exported.ReplaceAllString(m.body(from), "$1")
	arrow := "() => {\n"
	if m.awaits {
		arrow = "async () => {\n"
	}
	return "'" + m.name + "': " + arrow + strings.TrimSpace(body) + "\nreturn { " + strings.Join(m.exports, ", ") + " };\n},\n"
}
