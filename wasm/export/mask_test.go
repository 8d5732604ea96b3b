package export

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"math/rand/v2"
	"strings"
	"testing"
)

// leaks are the ways in which a session gives a secret away: %s is the secret, %b
// its base64, %p that of a PLAIN response with it.
var leaks = []string{
	"C: PASS %s|S: -ERR invalid password|C: pass %s|S: +OK",
	"C: USER mrose|S: +OK|C: PASS %s|S: -ERR no user with %s here|C: QUIT|S: +OK",
	"C: PASS: %s|S: -ERR unknown command \"PASS:\" with %s|C: QUIT|S: +OK bye",
	"C: PASS  %s|S: -ERR two blanks",
	"C: APOP mrose %s|S: -ERR permission denied",
	"C: APOP mrose %s|S: +OK %s welcome|C: STAT|S: +OK 2 320",
	"C: AUTH PLAIN %p|S: -ERR [AUTH] %s",
	"C: AUTH PLAIN|S: + |C: %p|S: +OK",
	"C: AUTH LOGIN|S: + VXNlcm5hbWU6|C: bXJvc2U=|S: + UGFzc3dvcmQ6|C: %b|S: -ERR no, %s",
	"C: AUTH LOGIN|S: + VXNlcm5hbWU6|C: bXJvc2U=|S: + UGFzc3dvcmQ6|C: %s|S: -ERR %s",
	"C: AUTH %p|S: -ERR unknown mechanism",
	"C: USER mrose|S: +OK|C: %s|S: -ERR unknown command %s",
	"C: USER mrose %s|S: -ERR one name",
	"C: LOGIN mrose %s|S: -ERR unknown command",
	"L: PASS %s|S: +OK",
	"C: AUTH CRAM-MD5|S: + PDE4OTYuNjk3MTcwOTUyQGRld2V5Pg==|C: %b|S: -ERR",
}

// give writes a secret into lines.
func give(lines, secret string) []string {
	encode := base64.StdEncoding.EncodeToString
	r := strings.NewReplacer("%s", secret, "%b", encode([]byte(secret)), "%p", encode([]byte("\x00mrose\x00"+secret)))
	return append([]string{"S: +OK <1896.697170952@dewey> ready"}, strings.Split(r.Replace(lines), "|")...)
}

// seen is all that a file shows to whoever looks, however it is written.
func seen(t *testing.T, format, text string) string {
	if format != "cast" {
		return text + html.UnescapeString(text) + strings.ReplaceAll(text, `\`, "")
	}
	if !json.Valid([]byte(strings.SplitN(text, "\n", 2)[0])) {
		t.Fatal("no cast")
	}
	return readCast(t, text).shown + text
}

// pieces are the parts of a secret that no file may have: six octets in a row, as
// they are, and as base64 writes them at any place.
func pieces(secret string) []string {
	var list []string
	for i := 0; i+6 <= len(secret); i++ {
		piece := secret[i : i+6]
		list = append(list, piece, base64.RawStdEncoding.EncodeToString([]byte(piece)))
	}
	return append(list, base64.StdEncoding.EncodeToString([]byte("\x00mrose\x00" + secret))[10:])
}

// freshSecret has letters and digits in an order that no note has.
func freshSecret() string {
	const letters = "bcdfghjkmnpqrstvwxyz0123456789BCDFGHJKLMNPQRSTVWXYZ"
	b := make([]byte, 9+3*rand.IntN(4)) // in threes, so that base64 has no padding to vary
	for i := range b {
		b[i] = letters[rand.IntN(len(letters))]
	}
	return string(b)
}

func TestMaskedFilesShowNoSecret(t *testing.T) {
	for range 5 {
		for _, leak := range leaks {
			secret := freshSecret()
			s := fed(true, give(leak, secret)...)
			for _, f := range Formats() {
				if f.One {
					continue // its session has no message
				}
				text := seen(t, f.Name, file(t, s, f.Name))
				for _, piece := range pieces(secret) {
					if strings.Contains(text, piece) {
						t.Fatalf("%s of %q shows %q of %q", f.Name, leak, piece, secret)
					}
				}
			}
		}
	}
}

// What is not masked is there: the test above looks in the right places.
func TestUnmaskedFilesShowTheSecret(t *testing.T) {
	for _, leak := range leaks {
		secret := freshSecret()
		s := fed(false, give(leak, secret)...)
		for _, format := range []string{"markdown", "html", "text", "cast"} {
			text, found := seen(t, format, file(t, s, format)), false
			for _, piece := range pieces(secret) {
				found = found || strings.Contains(text, piece)
			}
			if !found {
				t.Errorf("%s of %q shows nothing of %q", format, leak, secret)
			}
		}
	}
}

// A name of a file, a title and a marker are made of the same masked lines.
func FuzzMasked(f *testing.F) {
	for _, leak := range leaks {
		f.Add(leak)
	}
	const secret = "x7Kq9Zt3vPw4"
	f.Fuzz(func(t *testing.T, leak string) {
		if strings.Count(leak, "|") > 20 || len(leak) > 1000 {
			return
		}
		s := fed(true, give(leak, secret)...)
		for i := range s.Transcript.Entries {
			if strings.Contains(s.line(i), secret) {
				return // the transcript knows of no secret here, and the screen shows it too
			}
		}
		for _, format := range Formats() {
			if !format.One && strings.Contains(seen(t, format.Name, file(t, s, format.Name)), secret) {
				t.Errorf("%s of %q shows the secret, and the screen does not", format.Name, leak)
			}
		}
	})
}
