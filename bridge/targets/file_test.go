package targets

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/bridge/forward"
)

func read(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// write makes a file of targets in a folder of its own.
func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "targets.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestLoad(t *testing.T) {
	list, err := Load("testdata/targets.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, target := range list {
		fmt.Fprintln(&got, target.Name, target.Address, target.TLS, target.Required, target.CA != nil, len(target.Pin),
			target.ServerName, target.Networks, target.Proxy, target.LoginOnly)
	}
	const want = `school pop.example.org:995 1 false false 32  [] false false
dormitory mail.dormitory.example:110 2 true true 0 pop.dormitory.example [10.20.0.0/16 fd00:20::/32] true true
next-door 192.168.7.20:1110 2 false false 0  [192.168.7.20/32] false false
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// As editors of Windows write it.
func TestLoadCRLF(t *testing.T) {
	list, err := Load(write(t, "\ufeffa:\r\n  address: h:1\r\nb:\r\n  address: h:2\r\n"), nil)
	if err != nil || len(list) != 2 || list[1].Address != "h:2" {
		t.Errorf("%v, %v", list, err)
	}
}

// Each line of a file that is wrong has its mistake, and what to do.
func TestLoadMistakes(t *testing.T) {
	others := forward.Targets{{Name: "practice"}}
	for _, tc := range []struct{ text, want string }{
		{"", "1:1: there is no target here; write the name"},
		{"# nothing yet\n", "1:1: there is no target here"},
		{"{}\n", "1:1: write the name of a target"},
		{"school", "1:1: write the name of a target"},
		{"- school", "1:1: write the name of a target"},
		{"school:\n", "1:1: write the name of a target"},
		{"school: h:1\n", "1:1: write the name of a target"},
		{"school:\n  tls: none\n", "1:1: school has no address"},
		{"a:\n  address: h:1\n---\nb:\n  address: h:1\n", "3:1: a file of targets is one document"},
		{"a:\n\taddress: h:1\n", "2:1: this is not YAML"},
		{"a:\n  address: [h\n", "this is not YAML"},
		{"a b:\n  address: h:1\n", `1:1: name "a b": want 1 to 32`},
		{"any:\n  address: h:1\n", `1:1: name "any"`},
		{"practice:\n  address: h:1\n", `1:1: the name "practice" is taken`},
		{"a:\n  address: h:1\na:\n  address: h:2\n", `3:1: "a" stands in this file already`},
		{"a:\n  address: h\n", `2:12: address "h": want HOST:PORT`},
		{"a:\n  address: h:1\n  address: h:2\n", "3:3: address stands there twice"},
		{"a:\n  address: h:1\n  tls: [none]\n", "3:8: want one plain word"},
		{"a:\n  address: &x h:1\n", "2:12: want one plain word"},
		{"a:\n  address: h:1\n  tls: yes\n", `3:8: tls "yes": want none, implicit`},
		{"a:\n  address: h:1\n  prxy: true\n", `3:3: there is no setting "prxy"; did you mean "proxy"?`},
		{"a:\n  address: h:1\n  network: [10.0.0.0/8, 10.0.0.1]\n", `3:25: network "10.0.0.1"`},
		{"a:\n  address: h:1\n  required: true\n  tls: none\n", "3:3: required is about STLS"},
		{"a:\n  address: h:995\n  ca: none.pem\n", "3:7: ca \"none.pem\": want a file of certificates (PEM): no such file"},
		{"a: {address: h:1, tls: implicit, pin: x}\n", "1:39: pin \"x\""},
	} {
		file := write(t, tc.text)
		_, err := Load(file, others)
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), file+":") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want %q", tc.text, err, tc.want)
		}
	}
}

// A file that somebody named by mistake is not read to its end, and its words are not
// repeated.
func TestLoadBounds(t *testing.T) {
	const target = "t%05d:\n  address: h:1\n"
	var most strings.Builder
	for i := range maxLines / 2 {
		fmt.Fprintf(&most, target, i)
	}
	if list, err := Load(write(t, most.String()), nil); err != nil || len(list) != maxLines/2 {
		t.Errorf("%d targets, %v", len(list), err)
	}
	large, long := strings.Repeat("#", maxFile), strings.Repeat("ü", 200_000)
	for _, tc := range []struct{ text, want string }{
		{large, "there is no target here"},
		{large + "#", "more than 1 MiB; name another file"},
		{most.String() + "#", "at most 10000 lines, not 10001; take targets out"},
		{long + ":\n  address: h:1\n", `name "` + long[:76] + `…": want`},
		{"a:\n  address: x" + long, `2:12: address "x` + long[:76] + `…": want`},
		{"a:\n  network: [" + long + "]", `network "` + long[:76] + `…": want`},
		{"a:\n  " + long + ": x", `no setting "` + long[:76] + `…"; a target has`},
		{strings.Repeat("[", maxNested+1), "nested more than 1000 deep"},
		{"a: " + strings.Repeat("{a: ", maxNested+1), "nested more than 1000 deep"},
		{strings.Repeat("- ", maxNested+1), "nested more than 1000 deep"},
		{"a: |" + long, "this is not YAML: invalid header option"},
	} {
		_, err := Load(write(t, tc.text), nil)
		if err == nil || !strings.Contains(err.Error(), tc.want) || len(err.Error()) > 600 {
			t.Errorf("%.20q of %d octets: %.200v, want %q", tc.text, len(tc.text), err, tc.want)
		}
	}
	_, err := Load(write(t, "a:\n  address: h:995\n  ca: "+write(t, large+"#")+"\n"), nil)
	if err == nil || !strings.Contains(err.Error(), "want a file of certificates (PEM): more than 1 MiB") {
		t.Error(err)
	}
}

// All mistakes are told at once, in order.
func TestLoadTellsAll(t *testing.T) {
	_, err := Load(write(t, "a:\n  tls: yes\n  proxy: 1\nb:\n  address: h\n"), nil)
	var places []string
	for line := range strings.Lines(fmt.Sprint(err)) {
		places = append(places, strings.SplitN(line, ":", 4)[1])
	}
	if got := strings.Join(places, " "); got != "1 2 3 5" {
		t.Errorf("lines %s:\n%v", got, err)
	}
}

// Of very many mistakes the first are told, and how many there are.
func TestLoadTellsEnough(t *testing.T) {
	_, err := Load(write(t, strings.Repeat("x:\n", maxTold+7)), nil)
	lines := strings.Split(fmt.Sprint(err), "\n")
	if len(lines) != maxTold+1 || !strings.HasSuffix(lines[maxTold], "targets.yaml: and 63 more; is this a file of targets?") {
		t.Errorf("%d lines:\n%v", len(lines), err)
	}
}

func TestLoadNoFile(t *testing.T) {
	if _, err := Load("does/not/exist", nil); err == nil || !strings.Contains(err.Error(), "cannot read the targets: open does/not/exist") {
		t.Error(err)
	}
}

func FuzzLoad(f *testing.F) {
	text, err := os.ReadFile("testdata/targets.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("a: {address: h:1, network: [10.0.0.0/8, x]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := reader{file: "t"}
		r.read(text)
		for _, p := range r.problems {
			if p.Line < 1 || p.Line > r.lines || p.Column < 1 {
				t.Errorf("%q: %v", text, p)
			}
		}
		if r.err() == nil && len(r.targets) == 0 {
			t.Errorf("%q: neither targets nor mistakes", text)
		}
	})
}
