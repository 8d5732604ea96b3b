package pop3_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"poplab/wasm/pop3"
)

// FuzzSASL begins AUTH and answers the challenges with any lines. Nobody logs in
// without the password or a digest made with the secret; each line gets one
// reply; and what went wrong leaves no trace (RFC 5034 section 4).
func FuzzSASL(f *testing.F) {
	for _, c := range cases(f) {
		if _, exchange, found := strings.Cut(c.Sent(), "AUTH "); found {
			f.Add([]byte(exchange))
		}
	}
	plain := base64.StdEncoding.EncodeToString([]byte("\x00alice\x00secret"))
	c, _ := newWorld(f)
	cram := base64.StdEncoding.EncodeToString([]byte("tan " + cramDigest(c.Timestamp, "tanstaaf")))
	for _, exchange := range []string{
		"PLAIN " + plain + "\r\n",
		"plain\r\n" + plain + "\r\nAUTH PLAIN\r\n",
		"PLAIN\r\nQUIT\r\nAUTH PLAIN\r\n*\r\nAUTH PLAIN =\r\n",
		"CRAM-MD5\r\n" + cram + "\r\nSTAT\r\n",
		"CRAM-MD5 eA==\r\nAUTH CRAM-MD5\r\n\r\n",
	} {
		f.Add([]byte(exchange))
	}
	f.Fuzz(func(t *testing.T, octets []byte) {
		c, drop := newWorld(t)
		p := newPeer(t, c)
		inside := authenticate(p, c.Timestamp, append([]byte("AUTH "), octets...))
		if p.State() == pop3.Authorization && !p.over && !inside {
			p.say("NOOP") // ends the time in which a USER would count
			if !p.say("USER alice").ok || !p.say("PASS secret").ok {
				t.Error("after AUTH failed nobody can log in with PASS")
			}
		}
		p.Drop()
		if drop.Locked() {
			t.Error("the lock is still held after the end")
		}
	})
}

// authenticate sends lines until somebody is in, and says whether the last one
// left a challenge open.
func authenticate(p *peer, timestamp string, octets []byte) (inside bool) {
	mechanism := ""
	for line := range bytes.Lines(octets) {
		if p.over || p.State() != pop3.Authorization || line[len(line)-1] != '\n' {
			return true // an unfinished line too: what would come next is a part of it
		}
		words := strings.Split(strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r"), " ")
		if !inside {
			mechanism = ""
			if strings.EqualFold(words[0], "AUTH") && len(words) > 1 {
				mechanism = strings.ToUpper(words[1])
			}
		}
		got := p.send(line)[0]
		if got.challenge {
			p.checkChallenge(got.text)
		}
		if inside = got.challenge; p.State() == pop3.Transaction && mechanism != "" {
			p.checkProof(mechanism, timestamp, words[len(words)-1])
		}
	}
	return inside
}

func (p *peer) checkChallenge(text string) {
	if _, err := base64.StdEncoding.Strict().DecodeString(text); err != nil {
		p.t.Errorf("the challenge %q: %v", text, err)
	}
}

// checkProof reads the last response of an exchange that succeeded.
func (p *peer) checkProof(mechanism, timestamp, response string) {
	octets, err := base64.StdEncoding.DecodeString(response)
	if err != nil {
		p.t.Errorf("%q logged in with %q: %v", mechanism, response, err)
	}
	switch parts := strings.Split(string(octets), "\x00"); {
	case mechanism == "PLAIN" && len(parts) == 3 && parts[1] == "alice" && parts[2] == "secret":
	case mechanism == "CRAM-MD5" && strings.EqualFold(string(octets), "tan "+cramDigest(timestamp, "tanstaaf")):
	case mechanism == "CRAM-MD5" && strings.EqualFold(string(octets), "alice "+cramDigest(timestamp, "secret")):
	default:
		p.t.Errorf("%q logged in with %q", mechanism, octets)
	}
}

func cramDigest(challenge, secret string) string {
	h := hmac.New(md5.New, []byte(secret))
	h.Write([]byte(challenge))
	return hex.EncodeToString(h.Sum(nil))
}
