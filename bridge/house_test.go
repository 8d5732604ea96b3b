package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// room is one package of the house.
type room struct {
	name string
	may  []string
	why  string
}

// rooms says what each package may import of ours, and why not more. A package
// that stands in no row here has not been thought about yet: add it.
var rooms = []room{
	{"wasm/pop3", nil, "the engine is POP3 and nothing else; what it needs of the world comes in as options"},
	{"wasm/smtp", nil, "it receives mail; where that goes comes in as options"},
	{"wasm/mailbox", []string{"wasm/pop3"}, "it implements what the engine asks of a maildrop"},
	{"wasm/transcript", []string{"wasm/pop3", "wasm/phrase"}, "it reads the wire of any server; of pop3 it needs the command table only"},
	{"wasm/annotate", []string{"wasm/pop3", "wasm/transcript"}, "it explains octets; a note that knew our engine's state would be wrong about other servers"},
	{"wasm/json", nil, "it writes JSON, of whatever"},
	{"wasm/pcap", nil, "it reads and writes packets, and knows nothing of what they carry"},
	{"wasm/capture", []string{"wasm/pop3", "wasm/transcript", "wasm/pcap", "wasm/phrase"}, "it makes transcripts of what others recorded; what they mean is the annotator's business"},
	{"wasm/export", []string{"wasm/pop3", "wasm/transcript", "wasm/annotate", "wasm/json", "wasm/pcap", "wasm/phrase"}, "it writes down a transcript and its notes, wherever they come from"},
	{"wasm/near", nil, "it compares names, of whatever"},
	{"wasm/phrase", nil, "it puts words into sentences, and knows neither"},
	{"wasm/check", []string{"wasm/pop3", "wasm/mailbox", "wasm/transcript", "wasm/near", "wasm/phrase"}, "goals are judged by transcript and maildrops alone, so that a grader can do it too"},
	{"wasm/compare", []string{"wasm/pop3", "wasm/mailbox", "wasm/transcript", "wasm/annotate", "wasm/json", "wasm/phrase"}, "it knows a real server by its octets and their notes, and ours by the engine"},
	{"wasm/sandbox", []string{"wasm/pop3", "wasm/smtp", "wasm/mailbox", "wasm/transcript", "wasm/phrase"}, "it simulates hosts and says nothing about them"},
	{"wasm/desk", []string{"wasm/pop3", "wasm/mailbox", "wasm/transcript", "wasm/annotate", "wasm/check", "wasm/sandbox", "wasm/capture", "wasm/compare", "wasm/export", "wasm/json", "wasm/phrase"}, "it puts the parts together for one page"},
	{"wasm/pop3/dialogue", []string{"wasm/pop3", "wasm/mailbox"}, "it plays dialogues against the engine, wherever that runs"},
	{"wasm/pop3/conformance", nil, "it lists rules and verdicts, and runs nothing"},
	{"wasm/pop3/conformance/prove", []string{"wasm/pop3/conformance", "wasm/pop3/dialogue"}, "it runs tests as people do, and reads names only"},
	{"wasm", []string{"wasm/..."}, "it is the door to the page"},
	{"lessons", []string{"wasm/..."}, "lessons are replayed by the engine; pages and servers are not their business"},
	{"web", []string{"lessons", "wasm/pop3", "wasm/pop3/conformance", "web/join"}, "pages show lessons, commands and rules; they run without a server"},
	{"web/join", nil, "it puts texts together"},
	{"web/build", []string{"web/join"}, "it must work while everything else is broken"},
	{"bridge/bench", nil, "it measures programs from outside, as their users meet them"},
	{"bridge/bench/page/empty", nil, "it does nothing"},
	{"bridge/bench/engine", []string{"wasm/pop3", "wasm/mailbox", "wasm/transcript", "wasm/annotate"}, "it is the engine, the annotator and a clock"},
	{"bridge/forward", nil, "it carries octets of any POP3 server and must not know what they mean"},
	{"bridge/ticket", nil, "it signs and compares; whom it lets in where is the bridge's business"},
	{"bridge/deploy", nil, "it is settings of other programs, and the tests that run these"},
	{"bridge/operate", nil, "it watches the bridge by what that tells a Meter, and never reaches into it"},
	{"bridge/practice", []string{"wasm/pop3", "wasm/mailbox"}, "it is TCP around the engine"},
	{"bridge/grade", []string{"bridge/practice", "lessons", "wasm/..."}, "it serves a lesson and judges clients; who asks for its verdicts is not its business"},
	{"bridge/store", []string{"wasm/pop3", "wasm/mailbox"}, "it is mail on disk, whoever asks for it"},
	{"bridge/targets", []string{"bridge/forward", "wasm/near"}, "it reads what the bridge may reach, and reaches nothing"},
	{"bridge/site", []string{"web", "lessons", "bridge/forward"}, "it answers HTTP"},
	{"bridge", []string{"bridge/...", "web", "lessons", "wasm/..."}, "it is the program"},
}

// inWASM are the packages of the standard library that a browser may have to
// load, by hand or as part of others: each costs a few KiB.
var inWASM = strings.Fields(`bufio bytes cmp encoding/base64 encoding/binary errors hash/crc32 io iter maps
	math/bits math/rand/v2 slices sort strconv strings sync unicode unicode/utf8 unsafe`)

// native are the packages below wasm that no browser loads: tests play the
// dialogues, and pages are made of the rules.
var native = strings.Fields("poplab/wasm/pop3/dialogue poplab/wasm/pop3/conformance poplab/wasm/pop3/conformance/prove")

// dear are packages that come to mind easily and cost too much: in KiB after
// brotli, on top of about 410 for an empty program.
var dear = map[string]int{
	"fmt": 140, "log": 151, "log/slog": 282, "time": 69, "os": 74, "context": 83, "embed": 55, "regexp": 120,
	"html": 32, "html/template": 768, "text/template": 504, "encoding/hex": 76, "encoding/json": 217,
	"crypto/md5": 112, "crypto/sha256": 114, "crypto/hmac": 117, "crypto/rand": 117, "mime": 215,
	"mime/multipart": 295, "net/mail": 270, "net/textproto": 206, "syscall/js": 23,
}

// packages lists what "go list" says about our packages, for one platform:
// import path and imports, tests left out.
func packages(t *testing.T, env ...string) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	list := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		list[words[0]] = words[1:]
	}
	return list
}

// allowed says whether a name is on a list, where "wasm/..." stands for all below it.
func allowed(name string, may []string) bool {
	return slices.ContainsFunc(may, func(m string) bool {
		above, all := strings.CutSuffix(m, "...")
		return name == m || all && strings.HasPrefix(name, above)
	})
}

func TestWhoImportsWhom(t *testing.T) {
	both := packages(t)
	for pkg, imports := range packages(t, "GOOS=js", "GOARCH=wasm") {
		both[pkg] = append(both[pkg], imports...)
	}
	for pkg, imports := range both {
		name := strings.TrimPrefix(pkg, "poplab/")
		i := slices.IndexFunc(rooms, func(r room) bool { return r.name == name })
		if i < 0 {
			t.Errorf("%s: no row in rooms says what it may import", pkg)
			continue
		}
		for _, imported := range imports {
			other, ours := strings.CutPrefix(imported, "poplab/")
			if ours && !allowed(other, rooms[i].may) {
				t.Errorf("%s imports %s, which it may not: %s", name, other, rooms[i].why)
			}
		}
	}
}

func TestWhatTheBrowserLoads(t *testing.T) {
	for pkg, imports := range packages(t, "GOOS=js", "GOARCH=wasm") {
		if !strings.HasPrefix(pkg+"/", "poplab/wasm/") || slices.Contains(native, pkg) {
			continue
		}
		for _, imported := range imports {
			if strings.HasPrefix(imported, "poplab/") || slices.Contains(inWASM, imported) {
				continue
			}
			cost := "is not known to be small"
			if kib, ok := dear[imported]; ok {
				cost = fmt.Sprintf("costs every visitor %d KiB", kib)
			}
			t.Errorf("%s imports %s, which %s", pkg, imported, cost)
		}
	}
}
