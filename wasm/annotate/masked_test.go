package annotate

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

// secretLines hold the word "canary" where a secret stands: in the right form,
// and in every wrong one that learners are known to type.
var secretLines = []string{
	"PASS canary", "pass canary", "PASS  canary", "PASS canary ", `PASS\tcanary`, "PASS: canary", "PASS=canary", "PASScanary",
	" PASS canary", "PASSWORD canary", "PASSWD canary", "PWD canary", "PAS canary", "PSAS canary",
	"USER mrose canary", "USER mrose PASS canary", "LOGIN mrose canary", "a1 LOGIN mrose canary", "mrose canary",
	"APOP mrose canary", "APOP  mrose canary", "apop mrose canary canary", "AUTH PLAIN canary", "AUTH canary", "AUTH LOGIN canary",
	"AUTH CRAM-MD5 canary", "AUTH SCRAM-SHA-256 canary", "AUTH PLAIN " + encoded, "AUTH SCRAM-SHA-256 " + encoded,
	`\xff\xf4\xff\xfd\x06PASS canary`, `\x1b[APASS canary`, `PASX\x08S canary`, "RETR PASScanary", "DELE PASS canary",
	"USER <PASScanary>", "GET PASS canary",
}

// encoded is the response of PLAIN with the canary as password.
const encoded = "AG1yb3NlAGNhbmFyeQ=="

// responses are those of all mechanisms that are decoded, with the canary in each
// of their fields, and in the wrong ones.
func responses() (lines []string) {
	for _, decoded := range []string{
		"canary\x00mrose\x00x", "\x00canary\x00x", "\x00mrose\x00canary", "mrose\x00canary", "mrose canary", "canary", "\x00\x00canary\x00\x00",
		"canary 0123456789abcdef0123456789abcdef", "mrose canary6789abcdef0123456789abcdef",
		"user=canary\x01auth=Bearer x\x01\x01", "user=mrose\x01auth=Bearer canary\x01\x01", "n,a=canary,\x01auth=Bearer canary\x01\x01",
		"user=mrose\x01auth=canary", "n,,n=canary,r=x", "n,,n=mrose,r=canary", "c=biws,r=canary,p=canary", `{"canary":"canary"}`,
	} {
		lines = append(lines, base64.StdEncoding.EncodeToString([]byte(decoded)))
	}
	return lines
}

// Whatever the mechanism, and in whatever step of it: no field of a response is in
// a note, and nothing of a challenge that says it again.
func TestMaskedResponsesHoldNoSecret(t *testing.T) {
	for _, mechanism := range []string{"PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-256", "NTLM", "plain"} {
		for _, response := range responses() {
			leaks(t, []string{"-- x", "S: +OK", "C: AUTH " + mechanism + " " + response, "S: + " + response, "C: " + response,
				"S: + " + response, "C: " + response, "S: -ERR [AUTH] " + response, "close"})
			leaks(t, []string{"-- x", "S: +OK", "C: AUTH " + mechanism, "C: " + response, "C: " + response, "S: + ", "S: + " + response, "S: +OK " + response})
		}
	}
}

// bareLines are a password alone. Before any name was sent, such a line is not
// taken for a secret, but for a word of the learner.
var bareLines = []string{"canary", "canary canary", `canary\x00`, encoded, " canary", "canary 1"}

// Wherever a secret is typed, and whatever a server answers, its letters are in
// no note and in no masked line of the session.
func TestMaskedNotesHoldNoSecret(t *testing.T) {
	openings := [][]string{
		{"-- x"},
		{"-- x", "S: +OK <1@x>"},
		{"-- x", "S: +OK", "C: USER mrose", "S: +OK"},
		{"-- x", "S: +OK", "C: USER mrose", "S: +OK", "C: PASS wrong", "S: -ERR"},
		{"-- x", "S: +OK", "C: USER mrose"},
		{"-- x", "S: +OK", "C: AUTH PLAIN", "S: + "},
		{"-- x", "S: +OK", "C: AUTH LOGIN"},
		{"-- x", "S: +OK", "C: AUTH CRAM-MD5", "S: + PDFAeD4="},
		{"-- x", "S: +OK", "C: AUTH SCRAM-SHA-256", "S: + "},
		{"-- x", "S: +OK", "C: CAPA", "S: +OK", "S: SASL PLAIN", "S: STLS", "S: .", "C: USER mrose", "S: +OK", "C: STLS"},
		{"-- x", "S: +OK", "skip C 3"},
		{"-- x", "secure TLS", "S: +OK", "C: USER mrose", "skip S 0"},
	}
	again := []string{"-- x", "S: +OK canary", "C: USER canary", "S: -ERR canary", "C: canary", "S: -ERR", "C: AUTH canary", "S: -ERR",
		"C: APOP canary 0", "S: +OK", "C: LIST canary", "S: -ERR canary?", "C: canary 1", "S: -ERR", "C: QUIT canary", "S: -ERR", "L typed: canary"}
	replies := []string{"+OK", "-ERR", "-ERR no command canary", "-ERR [canary] no", "canary", "+ok canary", "OK canary", "+ Y2FuYXJ5", "-ERRcanary"}
	for i, opening := range openings {
		lines := secretLines
		if i >= 2 {
			lines = slices.Concat(secretLines, bareLines)
		}
		for _, secret := range lines {
			for _, reply := range replies {
				script := append(append([]string{}, opening...), "C: "+secret, "S: "+reply, "S: "+reply,
					"C: PASS other", "S: -ERR", "C: USER mrose", "S: +OK", "C: FOO", "S: -ERR", "C: PASS x", "S: -ERR", "close")
				leaks(t, append(script, again...))
			}
		}
	}
	leaks(t, []string{"L typed: PASS canary", "L offline: Not connected"})
}

// The same of POP3 that is typed into a session of SMTP, and of a tap on the line.
func TestMaskedNotesHoldNoSecretElsewhere(t *testing.T) {
	for _, secret := range secretLines {
		for _, reply := range []string{"500 no command canary", "canary", "250-canary", "550 [canary]"} {
			leaks(t, []string{"smtp x", "S: 220 x", "C: " + secret, "S: " + reply, "S: 421 canary", "C: NOOP canary", "close"})
			leaks(t, []string{"smtp x", "C: EHLO x", "C: " + secret, "C: VRFY canary", "S: 220 x", "S: " + reply, "S: " + reply, "close"})
		}
		leaks(t, []string{"-- x", "L listens: now", "S: +OK <1@x>", "C: USER mrose", "S: +OK", "C: " + secret, "S: -ERR canary", "close"})
	}
	leaks(t, []string{"-- x", "L typed: md5 <1@x>canary"})
}

func leaks(t *testing.T, script []string) {
	t.Helper()
	var tr transcript.Transcript
	a := Annotator{Masked: true}
	for _, line := range script {
		step(t, &tr, line)
	}
	for i, n := range a.Next(&tr) {
		shown := strings.ToLower(n.Text)
		if !isMail(tr.Entries[i].Kind) { // mail is shown as it came
			shown += strings.ToLower(tr.Masked(i))
		}
		if strings.Contains(shown, "canary") {
			t.Fatalf("%s\nleaks in line %d, %q: %s", strings.Join(script, "\n"), i, tr.Masked(i), n.Text)
		}
	}
}

// Without a mask the same lines keep their words. What was sent as it is stands in
// the line already, so no note says it again; only what base64 seems to hide is shown.
func TestNotesNeverQuotePasswords(t *testing.T) {
	script := []string{"-- x", "S: +OK <1@x>", "C: USER mrose", "S: +OK", "C: PASS canary", "S: -ERR", "C: APOP mrose canary", "S: -ERR",
		"C: AUTH PLAIN canary", "S: -ERR", "C: AUTH PLAIN", "S: + ", "C: canary", "S: -ERR"}
	var tr transcript.Transcript
	var a Annotator
	for _, line := range script {
		step(t, &tr, line)
	}
	for _, n := range a.Next(&tr) {
		if strings.Contains(n.Text, "canary") {
			t.Error(n.Text)
		}
	}
	step(t, &tr, "C: AUTH PLAIN "+encoded)
	if n := a.Next(&tr)[0]; strings.Count(n.Text, "canary") != 1 {
		t.Errorf("the password of PLAIN is not shown decoded: %s", n.Text)
	}
}
