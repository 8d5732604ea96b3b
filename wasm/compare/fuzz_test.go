package compare

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"poplab/wasm/annotate"
	"poplab/wasm/mailbox"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// FuzzOurselves plays lines to the server of the sandbox and compares it with itself. It
// breaks no rule, and stays at its own side.
func FuzzOurselves(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var typed []string
		for line := range strings.Lines(string(text)) {
			if command, ok := strings.CutPrefix(line, "C: "); ok {
				typed = append(typed, command)
			}
		}
		f.Add(strings.Join(typed, ""))
	}
	f.Add("CAPA\nUSER alice\nPASS secret\nSTAT\nLIST\nUIDL\nTOP 1 0\nTOP 2 9\nRETR 2\nDELE 1\nSTAT\nLIST\nDELE 1\nRSET\nSTAT\nQUIT\nNOOP")
	f.Add("AUTH PLAIN\nAGFsaWNlAHNlY3JldA==\nLIST 2\nUIDL 1\nDELE 2\nTOP 1 1\nLANG\nLANG de\nLIST 7\nRETR 1\nQUIT")
	f.Add("AUTH CRAM-MD5\n*\nUSER alice\nCAPA\nPASS secret\nSTLS\nAPOP tan c4c9334bac560ecc979e58001b3e22fb\nTOP 2 1")
	f.Fuzz(func(t *testing.T, typed string) {
		for _, x := range compared(ourselves(typed)) {
			if x.Verdict == Broken {
				t.Errorf("our own server breaks a rule: %+v", x)
			}
			for _, r := range x.Reasons {
				if r.Text == findings[apart].text {
					t.Errorf("our own server goes ways of its own: %+v", x)
				}
			}
		}
	})
}

// ourselves is a session with the server of the sandbox, of which three people have mail.
func ourselves(typed string) *transcript.Transcript {
	m1, _ := mailbox.Sample("m1")
	m2, _ := mailbox.Sample("m2")
	dots := pop3.Message{Octets: []byte(".a: b\r\n\r\n..\r\n.\r\n")}
	s := pop3.NewSession(pop3.Config{
		Timestamp: timestamp,
		Accounts: mailbox.NewAccounts(
			mailbox.Account{Name: "alice", Password: "secret", Maildrop: mailbox.NewMaildrop(m1, m2, dots)},
			mailbox.Account{Name: "tan", Secret: "tanstaaf", Maildrop: mailbox.NewMaildrop(m2)},
		),
	})
	tr := new(transcript.Transcript)
	tr.Open("ours")
	hear := func(r pop3.Reply) {
		var w bytes.Buffer
		r.WriteTo(&w)
		tr.Server(w.Bytes())
	}
	hear(s.Greeting())
	for line := range strings.Lines(typed) {
		octets := []byte(strings.TrimSuffix(line, "\n") + "\r\n")
		tr.Client(octets)
		s.Feed(octets, hear)
	}
	return tr
}

// FuzzSession compares any octets with the sandbox. In the input a line that begins with
// "C" is the client's, "X" ends the connection, and every other line is the server's.
func FuzzSession(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(strings.NewReplacer("C: ", "C", "S: ", "S", "close", "X").Replace(string(text)))
	}
	f.Fuzz(func(t *testing.T, script string) {
		tr := new(transcript.Transcript)
		for line := range strings.Lines(script) {
			switch text := strings.TrimSuffix(line[1:], "\n") + "\r\n"; line[0] {
			case 'C':
				tr.Client([]byte(text))
			case 'X':
				tr.Close()
			default:
				tr.Server([]byte(text))
			}
		}
		var a annotate.Annotator
		list := Session(tr, a.Next(tr), true)
		for _, x := range list {
			if x.Verdict > Wording && len(x.Reasons) == 0 || x.Verdict <= Wording && len(x.Reasons) > 0 {
				t.Errorf("%s without a reason, or the other way round: %+v", x.Verdict, x)
			}
			if x.Verdict == Broken && !broken(x.Reasons) {
				t.Errorf("no rule is named that is broken: %+v", x)
			}
		}
	})
}

func broken(reasons []Reason) bool {
	for _, r := range reasons {
		if r.Verdict == Broken && r.Rule != "" && r.RFC != "" {
			return true
		}
	}
	return false
}
