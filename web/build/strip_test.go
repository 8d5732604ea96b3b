package main

import (
	"bytes"
	"os"
	"testing"
)

func TestStrip(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.js", "// @ts-check\n// About it.\nimport './b.js';\n", "\n\nimport './b.js';\n"},
		{"a.js", "/**\n * Of two\n * lines.\n */\nf();\n", "\n\n\n\nf();\n"},
		{"a.js", "  /** @param {string} url */\n  open(url) {}\n", "\n  open(url) {}\n"},
		{"a.js", "let a = /** @type {Map<number, string>} */ (new Map()); // by row\n", "let a = (new Map());\n"},
		{"a.js", "  /** @type {A} */ (b).c = /** @type {D} */ (e);\n", " (b).c = (e);\n"},
		{"a.js", "f('http://a/**', \"// b\", /\\/\\/ c/); // what's kept\n", "f('http://a/**', \"// b\", /\\/\\/ c/); // what's kept\n"},
		{"a.css", "/* About\n it. */\na { b: c } /* d */\n", "\n\na { b: c } \n"},
		{"a.css", "@media print {\n  a { b: c }\n}\n", "@media print {\na { b: c }\n}\n"},
		{"a.txt", "// kept\n", "// kept\n"},
	} {
		if got := string(strip(c.name, []byte(c.text))); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

// The browser names the lines of the sources.
func TestStripKeepsLines(t *testing.T) {
	t.Chdir("../..")
	files, err := readStatic()
	if err != nil {
		t.Fatal(err)
	}
	for name, stripped := range files {
		text, err := os.ReadFile(static + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Count(text, []byte("\n")) != bytes.Count(stripped, []byte("\n")) {
			t.Errorf("%s loses lines", name)
		}
	}
}
