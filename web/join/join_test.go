package join

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sources stand for the modules of the page: one of each group, and others.
func sources() map[string][]byte {
	files := map[string][]byte{
		"style.css":    []byte("a{}"),
		"say.js":       []byte("export const t = (text) => text.toUpperCase();\nexport function count() { return ++n; }\nlet n = 0;\n"),
		"engine.js":    []byte("import './wasm_exec.js';\nimport { t as spoken } from './say.js';\n\nconst n = go;\nexport class Engine { name = spoken(n); }\n"),
		"wasm_exec.js": []byte("globalThis.go = 'go';\n"),
		"tools.js":     []byte("import { count } from './say.js';\nexport const tools = () => count();\n"),
		"main.js": []byte("import { Engine } from './engine.js';\nimport { count } from './say.js';\nimport { tools } from './tools.js';\n" +
			"count();\nconsole.log(new Engine().name, tools(), (await import('./tools.js')).tools());\n"),
	}
	for _, g := range Groups {
		for _, name := range g.Modules {
			if files[name] == nil {
				files[name] = []byte("export const self = '" + name + "';\n")
			}
		}
	}
	return files
}

// Joined modules do what they do one by one: each runs once, before what imports it.
func TestJoinedModulesRun(t *testing.T) {
	files := sources()
	made, err := Apply(files)
	if err != nil {
		t.Fatal(err)
	}
	if made["say.js"] != nil || made["base.js"] == nil || string(made["style.css"]) != "a{}" {
		t.Errorf("the files are not those of the groups and the others")
	}
	if got, want := run(t, made, "main.js"), "GO 2 3\n"; got != want {
		t.Errorf("in groups: got %q, want %q", got, want)
	}
	all, err := All(files)
	if err != nil {
		t.Fatal(err)
	}
	single := map[string][]byte{"all.js": append(all, "$use('main.js');"...)}
	if got, want := run(t, single, "all.js"), "GO 2 3\n"; got != want {
		t.Errorf("all in one: got %q, want %q", got, want)
	}
}

func run(t *testing.T, files map[string][]byte, entry string) string {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("node is not installed")
	}
	dir := t.TempDir()
	files["package.json"] = []byte(`{"type": "module"}`)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("node", filepath.Join(dir, entry)).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// Lines of a module that travels alone keep their numbers.
func TestLinesStay(t *testing.T) {
	files := sources()
	made, err := Apply(files)
	if err != nil {
		t.Fatal(err)
	}
	if before, after := bytes.Count(files["main.js"], []byte("\n")), bytes.Count(made["main.js"], []byte("\n")); before != after {
		t.Errorf("main.js has %d lines, had %d", after, before)
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"main.js", "import all from './say.js';\n", "main.js: write this as other modules do"},
		{"say.js", "export default 1;\n", "say.js: write this as other modules do"},
		{"say.js", "export { a };\n", "export { a };"},
		{"say.js", "import { x } from './main.js';\n", "say.js imports main.js, which travels alone"},
		{"main.js", "export const a = 1;\nconst b = await c();\n", "main.js: what others import cannot await: const b"},
		{"say.js", "const b = await c();\n", "say.js: what others import cannot await"},
		{"say.js", "export const t = `a\n  b`;\n", "say.js: a text of several lines would lose its indentation: export const t"},
		{"main.js", "const { t } = await import('./say.js');\n", "import say.js at the top, since it travels in base.js"},
	} {
		files := sources()
		files[c.name] = []byte(c.text)
		if _, err := Apply(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want an error with %q", c.text, err, c.want)
		}
	}
	files := sources()
	delete(files, "say.js")
	if _, err := Apply(files); err == nil || !strings.Contains(err.Error(), "no module say.js") {
		t.Errorf("a group without its module: %v", err)
	}
}
