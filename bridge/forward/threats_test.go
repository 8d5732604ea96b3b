package forward

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	threat   = regexp.MustCompile(`(?m)^//\t *(\d+)  \S.* (?:(\w+)\.)?((?:Test|Fuzz)\w+)$`)
	testFunc = regexp.MustCompile(`(?m)((?:^//.*\n)*)^func ((?:Test|Fuzz)\w+)\(`)
	numbers  = regexp.MustCompile(`Threats? ([\d, and]*\d)`)
)

// testsIn are the tests of a folder, with all that stands between their comment and
// their end, where the numbers of threats may be.
func testsIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range testFunc.FindAllSubmatchIndex(text, -1) {
			body, _, _ := strings.Cut(string(text[at[0]:]), "\n}\n")
			tests[string(text[at[4]:at[5]])] = body
		}
	}
	return tests
}

// Each threat of the documentation has a test that exists and says so.
func TestThreats(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	list := threat.FindAllSubmatch(doc, -1)
	if len(list) != 40 {
		t.Fatalf("%d threats are listed", len(list))
	}
	for i, m := range list {
		number, folder, name := string(m[1]), string(m[2]), string(m[3])
		if number != strconv.Itoa(i+1) {
			t.Errorf("after %d comes %s", i, number)
		}
		body, ok := testsIn(t, folders(folder))[name]
		if !ok {
			t.Errorf("%s: there is no test %s", number, name)
			continue
		}
		claimed := false
		for _, claim := range numbers.FindAllStringSubmatch(body, -1) {
			claimed = claimed || strings.Contains(" "+strings.ReplaceAll(claim[1], ",", "")+" ", " "+number+" ")
		}
		if !claimed {
			t.Errorf("%s: %s does not say that it is about this threat", number, name)
		}
	}
}

// folders gives the folder of a package in the list.
func folders(name string) string {
	switch name {
	case "":
		return "."
	case "bridge":
		return ".."
	}
	return filepath.Join("..", name)
}
