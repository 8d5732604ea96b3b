package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// call runs the program to its end. The context is over, so that a serve which
// starts although it should not ends at once.
func call(args ...string) (status int, stdout, stderr string) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, err bytes.Buffer
	status = run(ctx, args, &out, &err)
	return status, out.String(), err.String()
}

func TestUse(t *testing.T) {
	for _, tc := range []struct {
		args   string // _ stands for an empty argument
		status int
		says   string
	}{
		{"", 2, "poplab serve"},
		{"fly", 2, `no command "fly"`},
		{"help", 0, "-target NAME=HOST:PORT"},
		{"-h", 0, "-target NAME=HOST:PORT"},
		{"serve -h", 0, "-target NAME=HOST:PORT"},
		{"version", 0, "poplab "},
		{"serve now", 2, `not "now"`},
		{"serve -port 80", 2, "-port"},
		{"serve -http 8080", 2, `-http "8080": want HOST:PORT`},
		{"serve -pop3 110", 2, `-pop3 "110": want HOST:PORT`},
		{"serve -pop3s 995", 2, `-pop3s "995": want HOST:PORT`},
		{"serve -http _", 2, "want HOST:PORT"},
		{"serve -tls-cert cert.pem", 2, "give both"},
		{"serve -tls-key key.pem", 2, "give both"},
		{"serve -user ann", 2, "want NAME:PASSWORD=MAILBOX"},
		{"serve -user ann:tea", 2, "want NAME:PASSWORD=MAILBOX"},
		{"serve -apop ann:tea=", 2, "want NAME:SECRET=MAILBOX"},
		{"serve -user ann:tea=/does/not/exist", 2, "no file or folder /does/not/exist"},
		{"serve -user ann:tea=. -apop ann:tan=.", 2, `"ann" is taken`},
		{"serve -user :tea=.", 2, "want one word"},
		{"serve -user ann:=.", 2, "the password of ann is empty"},
		{"serve -user ann:tea=. -pop3 _ -pop3s _", 2, "needs the practice server"},
		{"serve -apop ann:tea=. -pop3 _ -pop3s _", 2, "-apop needs the practice server"},
		{"serve -require-tls -pop3 _ -pop3s _", 2, "needs the practice server"},
		{"serve -require-tls -profile courier -pop3s _", 2, "profile courier has no STLS"},
		{"serve -writable", 2, "no mailbox on disk"},
		{"serve -profile nobody", 2, "want one of "},
		{"serve -target x", 2, "want NAME=HOST:PORT"},
		{"serve -target x=h:110,tls=maybe", 2, "want none, implicit or starttls"},
		{"serve -targets does/not/exist", 1, "cannot read the targets: open does/not/exist"},
		{"serve -http-cert cert.pem", 2, "give both"},
		{"serve -http-cert no.pem -http-key no.pem", 1, "cannot use the certificate of -http-cert"},
		{"serve -http-cert a -http-key a -autocert lab.example -http :0", 2, "leave -http-cert and -http-key out"},
		{"serve -autocert lab.example", 2, "-autocert needs -http"},
		{"serve -autocert 192.0.2.1", 2, "want the name of this host"},
		{"serve -autocert *.lab.example", 2, "want the name of this host"},
		{"serve -autocert lab..example", 2, "want the name of this host"},
		{"serve -autocert lab.example?x", 2, "want the name of this host"},
		{"serve -autocert 127.1", 2, "want the name of this host"},
		{"serve -autocert-dir .", 2, "add -autocert HOST"},
		{"serve -autocert-url https://127.0.0.1:1/dir", 2, "add -autocert HOST"},
		{"serve -autocert-url acme.example", 2, "-autocert-url: want the directory of an authority with ACME, such as https://"},
		{"serve -autocert-url http://acme.example/dir", 2, "want the directory"},
		{"serve -autocert-url https://:443/dir", 2, "want the directory"},
		{"serve -autocert-url https://acme.example:0/dir", 2, "want the directory"},
		{"serve -autocert-url https://me:it@acme.example/dir", 2, "want the directory"},
		{"serve -autocert-url https://acme.example/#dir", 2, "want the directory"},
		{"serve -autocert-url _", 2, "want the directory"},
		{"serve -autocert lab.example -http 127.0.0.1:0 -autocert-dir main.go/no", 1, "mkdir main.go: not a directory); choose another folder with -autocert-dir"},
		{"serve -autocert-ca main.go", 2, "-autocert-ca: there is no certificate in that file"},
		{"serve -autocert-ca does/not/exist", 2, "-autocert-ca: want a file of certificates (PEM): no such file"},
		{"serve -autocert-ca /dev/zero", 2, "-autocert-ca: want a file of certificates (PEM): more than 1 MiB"},
		{"serve -trusted-proxies 10.0.0.0/33", 2, `"10.0.0.0/33" is no network`},
		{"serve -trusted-proxies 127.0.0.1,10.1.2.3/8", 2, `"10.1.2.3/8" is no network`},
		{"serve -trusted-proxies fe80::1%lo", 2, `"fe80::1%lo" is no network`},
		{"serve -ticket-key does/not/exist", 1, "-ticket-key: open does/not/exist"},
		{"serve -ticket-key main.go", 0, "ready"},
		{"serve -limit addresses=5", 2, "one of sessions, address, begins, frames, up, down, hour, passwords"},
		{"serve -limit address=many", 2, "address: want a number from 1"},
		{"serve -limit sessions=1000000000", 1, "raise that with ulimit -n"},
		{"serve -admin 9110", 2, `-admin "9110": want HOST:PORT`},
		{"serve -pprof", 2, "add -admin"},
		{"serve -log-level loud", 2, "want debug, info, warn or error"},
		{"serve -log-format xml", 2, "want text or json"},
		{"serve -drain -1s", 2, "want a time such as 40s"},
		{"serve -drain 2562047h", 2, "at most a day"},
		{"serve -drain soon", 2, "want a time such as 40s"},
		{"serve -target x=h:110 -target x=h:111", 2, "the name is taken"},
		{"serve -target practice=h:110", 2, `-pop3 ""`},
		{"serve -origin poplab.example", 2, "want a URL"},
		{"serve -origin https://poplab.example/path", 2, "scheme, host and port only"},
		{"serve -origin ftp://poplab.example", 2, "want a URL"},
		{"serve -lessons /does/not/exist", 2, "no such directory"},
		{"serve -learner Ann", 2, "-learner needs a lesson to serve: add -lesson ID"},
		{"serve -report r.txt", 2, "-report needs a lesson"},
		{"serve -lesson L16", 2, "-lesson needs a -learner NAME"},
		{"serve -lesson L16 -learner An\x1bn", 2, "-learner and -class have at most 64 characters"},
		{"serve -lesson L16 -learner Ann -class " + strings.Repeat("x", 65), 2, "at most 64 characters"},
		{"serve -lesson L16 -learner \xff", 2, "at most 64 characters"},
		{"serve -lesson L16 -learner Ann -report main_test.go/no", 1, "-report: open main_test.go/no"},
		{"serve -lesson L16 -learner Ann -attempt 0", 2, "-attempt counts from 1"},
		{"serve -lesson L16 -learner Ann -user ann:tea=.", 2, "-user belongs to the practice server"},
		{"serve -lesson L16 -learner Ann -pop3 _ -pop3s _", 2, "-lesson needs a port"},
		{"site -h", 0, "-single"},
		{"site", 2, "site needs -out DIR"},
		{"site public", 2, "say -out public"},
		{"site -single", 2, "-out FILE"},
		{"site -single -out public", 2, "a name that ends in .html"},
		{"site -out public -lang fr", 2, "want some of en, de"},
		{"site -out public -lang de,de", 2, "each once"},
		{"site -out public -lessons /does/not/exist", 2, "no such directory"},
		{"site -out main_test.go", 1, "this is a file"},
		{"site -out testdata", 1, "files in it that poplab did not write"},
		{"serve -lesson L99 -learner Ann", 2, "-lesson \"L99\": there is no such lesson; the lessons are L1, L2"},
	} {
		args := strings.Fields(tc.args)
		for i := range args {
			args[i] = strings.TrimPrefix(args[i], "_")
		}
		status, stdout, stderr := call(args...)
		if status != tc.status || !strings.Contains(stdout+stderr, tc.says) {
			t.Errorf("poplab %s: status %d, %q, %q; want %d and %q", tc.args, status, stdout, stderr, tc.status, tc.says)
		}
		if status == 2 && (stdout != "" || strings.Count(stderr, "\n") != 1) {
			t.Errorf("poplab %s: want one line on stderr, got %q and %q", tc.args, stdout, stderr)
		}
	}
}

// TestFlagsAreTold: every flag stands in the usage, in the manual and in the
// README.
func TestFlagsAreTold(t *testing.T) {
	manual, readme := readText(t, "main.go"), readText(t, "../README.md")
	manual = manual[:strings.Index(manual, "package main")]
	told := func(f *flag.Flag) {
		for place, text := range map[string]string{"usage": usage, "package doc": manual, "README": readme} {
			if !strings.Contains(text, "-"+f.Name) {
				t.Errorf("%s does not tell of -%s", place, f.Name)
			}
		}
	}
	new(options).flags().VisitAll(told)
	new(publishing).flags().VisitAll(told)
}

func readText(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A taken port names the address and the flag, and leaves nothing open.
func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	taken, free := l.Addr().String(), freeAddress(t)
	for flag, args := range map[string][]string{
		"-http":  {"serve", "-http", taken, "-pop3", free, "-pop3s", ""},
		"-pop3":  {"serve", "-http", free, "-pop3", taken, "-pop3s", ""},
		"-pop3s": {"serve", "-http", free, "-pop3", "", "-pop3s", taken},
	} {
		status, _, stderr := call(args...)
		if status != 1 || !strings.Contains(stderr, taken+" is in use") || !strings.Contains(stderr, flag) {
			t.Errorf("%s: status %d, %q", flag, status, stderr)
		}
		l, err := net.Listen("tcp", free)
		if err != nil {
			t.Fatalf("%s: the other port stayed open: %v", flag, err)
		}
		l.Close()
	}
}

// A lesson of the teacher's own stands in the place of the built-in one.
func TestOwnLessons(t *testing.T) {
	own, err := os.ReadFile("../lessons/L1/lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replaced := bytes.Replace(own, []byte("title: "), []byte("title: Our own "), 1)
	writeFile(t, filepath.Join(dir, "first.md"), string(replaced))
	p := startProgram(t, "-lessons", dir)
	if page := get(t, p.url+"/lessons/L1/"); !strings.Contains(page, "Our own ") {
		t.Error("the own lesson is not shown")
	}
	if page := get(t, p.url+"/lessons/"); strings.Count(page, "Our own ") == 0 || !strings.Contains(page, "/lessons/L2/") {
		t.Error("the list does not hold both kinds")
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 200 {
		t.Fatalf("%s: %d, %v", url, response.StatusCode, err)
	}
	return string(body)
}

// TestPracticeThroughTheBridge is what the bridge page does out of the box.
func TestPracticeThroughTheBridge(t *testing.T) {
	p := startProgram(t)
	for _, login := range [][2]string{{"mrose", "secret"}, {"Harish", "vegetables"}} {
		c := dialBridge(t, p.url, practiceName)
		c.expect("+OK ", "\r\n")
		c.say("USER "+login[0], "+OK", "\r\n")
		c.say("PASS "+login[1], "+OK", "\r\n")
		c.say("STAT", "+OK 2 320\r\n", "")
		c.say("QUIT", "+OK", "\r\n")
		c.closed()
	}
}

// The page tells people to log in as a built-in user where that works.
func TestBuiltinUsersOnThePage(t *testing.T) {
	for flags, want := range map[string]bool{"": true, "-require-tls": false, "-user ann:tea=testdata": false} {
		page := get(t, startProgram(t, strings.Fields(flags)...).url+"/bridge/")
		for _, text := range []string{"PASS secret", "The practice server has no secrets"} {
			if strings.Contains(page, text) != want {
				t.Errorf("%q: want %q on the page: %v", flags, text, want)
			}
		}
	}
}

// Only pages of this server may use its bridge.
func TestBridgeRefusesStrangers(t *testing.T) {
	p := startProgram(t)
	for _, origin := range []string{"", "null", "http://evil.example", strings.Replace(p.url, "http:", "https:", 1)} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		_, response, err := websocket.Dial(t.Context(), p.url+"/bridge/practice", &websocket.DialOptions{HTTPHeader: header})
		if err == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("origin %q: %v", origin, err)
		}
	}
}

// A signal ends bridged sessions with 1001 and the program with 0.
func TestSignal(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	status := make(chan int, 1)
	go func() {
		defer in.Close()
		status <- run(ctx, []string{"serve", "-http", "127.0.0.1:0", "-pop3", "127.0.0.1:0", "-pop3s", "127.0.0.1:0"}, in, io.Discard)
	}()
	p := readAnnouncement(t, out)
	c := dialBridge(t, p.url, practiceName)
	c.expect("+OK ", "\r\n")
	direct, err := net.Dial("tcp", p.pop3)
	if err != nil {
		t.Fatal(err)
	}
	defer direct.Close()
	began := time.Now()
	stop()
	if reason := c.closed(); reason != "The bridge is shutting down." {
		t.Errorf("closed: %q", reason)
	}
	if got := <-status; got != 0 || time.Since(began) > 10*time.Second {
		t.Errorf("status %d after %v", got, time.Since(began))
	}
	if _, err := net.Dial("tcp", p.pop3); err == nil {
		t.Error("the practice server still listens")
	}
}
