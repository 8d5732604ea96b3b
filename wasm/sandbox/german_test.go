package sandbox

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/phrase"
	"poplab/wasm/transcript"
)

// inGerman sets the language of consoles, for one test.
func inGerman(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile("../phrase/phrases.de.txt")
	if err == nil {
		err = phrase.Speak(string(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { phrase.Speak("") })
}

// local are lines that use every word of a console, rightly and wrongly.
const local = `STAT;telnet;telnet dewey 110 x;telnet dewey 0;telnet dewey:110;telnet nowhere 110;telnet dewey 995;telnet post 110
openssl;openssl s_client -connect dewey:110;help;help STAT;help USER;help NOOP2;window;window B;window A;wait;wait 10 minutes
deliver;deliver;pull;pull;telnet dewey 110;STAT;plug;plug;pull B;plug B;pull C;telnet dewey 110;telnet dewey 110;help
USER mrose;PASS secret;RETR 1;read;read 1;read 9;pull;wait 11 minutes;plug;disk;disk full;disk free;stop;stop dewey
telnet dewey 110;start dewey;queue;telnet post 25;HELO a;MAIL FROM:<ann@post.example>;stop dewey;RCPT TO:<mrose@dewey.example>;DATA;x;.;QUIT
queue;start dewey;wait 31 minutes;md5;md5 x;check;check office;check office now;mode;mode office;mode office keep;window office;STAT;window tap;STAT`

// programs of others say what they say everywhere: telnet, and those that fetch mail.
var others = []transcript.Topic{transcript.Typed, transcript.Trying, transcript.Opened, transcript.Escape, transcript.UnknownHost,
	transcript.Refused, transcript.ServerClosed, transcript.LearnerClosed, transcript.TimedOut, transcript.Checked, transcript.Failed, transcript.ReadCopy}

// English words, and what lines quote: the words of the console and how commands are written.
var (
	english = regexp.MustCompile(`(?i)\b(the|and|of|with|you|your|this|that|not|no|is|are|out|at|by|to|on|takes|name|type|line|message|window|cable|connection)\b`)
	typed   = regexp.MustCompile(`Tippe: .*|„[^“]*“|^(window|check|wait) |^[A-Z]+ [^:]*: |^Für diese Konsole.*`)
)

// What a console says of its own accord is German, whatever is typed.
func TestConsolesSpeakGerman(t *testing.T) {
	inGerman(t)
	s, err := ParseScenario("windows A B tap\nhost dewey\nsmtp\ntls offered\nuser mrose secret\nmessage m1\narrival m2\nhost post\ndevice office mrose@dewey uidl\n")
	if err != nil {
		t.Fatal(err)
	}
	w := NewWorld(s, "Ann")
	for line := range strings.SplitSeq(strings.ReplaceAll(local, "\n", ";"), ";") {
		w.Window().Type(line)
	}
	said := 0
	for _, c := range w.Windows() {
		for i, e := range c.Transcript.Entries {
			if e.Side != transcript.Local || slices.Contains(others, e.Topic) {
				continue
			}
			said++
			text := c.Transcript.Text(i)
			if word := english.FindString(typed.ReplaceAllString(text, "")); word != "" {
				t.Errorf("%q is English: %s", word, text)
			}
		}
	}
	if said < 60 {
		t.Errorf("the console said only %d lines", said)
	}
}
