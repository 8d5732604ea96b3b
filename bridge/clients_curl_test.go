package main

import (
	"strings"
	"testing"
)

// curl runs curl on a URL of the mailbox, such as "1" for the first message.
func (o *office) curl(s settings, path string, arguments ...string) result {
	o.t.Helper()
	if s.password == "" {
		s.password = "secret"
	}
	scheme := "pop3"
	if s.tls == "implicit" {
		scheme = "pop3s"
	}
	if s.tls != "" {
		arguments = append(arguments, "--cacert", o.certificate, "--ssl-reqd")
	}
	if s.auth != "" {
		option := map[string]string{"apop": "AUTH=+APOP", "cram-md5": "AUTH=CRAM-MD5", "plain": "AUTH=PLAIN"}[s.auth]
		arguments = append(arguments, "--login-options", option)
	}
	arguments = append([]string{"-q", "-sS", "--noproxy", "*", "-u", "alice:" + s.password}, arguments...)
	return o.run("curl", append(arguments, scheme+"://"+o.address(s)+"/"+path)...)
}

func (o *office) wantOutput(r result, want string) {
	o.t.Helper()
	if r.status != 0 || r.output != want {
		o.t.Errorf("exit status %d, got %q, want %q", r.status, r.output, want)
	}
}

// TestCurl: curl is not a mail program, and does one command for each URL.
func TestCurl(t *testing.T) {
	t.Run("keep", func(t *testing.T) {
		o := openOffice(t)
		o.wantOutput(o.curl(settings{}, ""), "1 120\n2 200\n3 118\n")
		compare(t, "curl-list", o.tap.take(), "secret")
		o.wantOutput(o.curl(settings{}, "[1-3]"), all(letters...))
		compare(t, "curl-keep", o.tap.take(), "secret")
		o.left(letters...)
	})
	t.Run("delete", func(t *testing.T) {
		o := openOffice(t)
		o.wantOutput(o.curl(settings{}, "", "-I", "-X", "DELE 2"), "")
		compare(t, "curl-delete", o.tap.take(), "secret")
		o.left("m1", "dots")
		o.wantOutput(o.curl(settings{}, ""), "1 120\n2 118\n")
	})
	t.Run("commands", func(t *testing.T) {
		o := openOffice(t)
		o.wantOutput(o.curl(settings{}, "", "-X", "UIDL"), "1 1000.m1.test\n2 1001.m2.test\n3 1002.dots.test\n")
		o.wantOutput(o.curl(settings{}, "", "-X", "TOP 3 1"), letter("dots")[:strings.Index(letter("dots"), "..\n")])
		compare(t, "curl-commands", o.tap.take(), "secret")
	})
	t.Run("trouble", func(t *testing.T) {
		o := openOffice(t)
		if r := o.curl(settings{password: "wrong"}, "1"); r.status != 67 {
			t.Errorf("wrong password: exit status %d: %s", r.status, r.output)
		}
		compare(t, "curl-wrong-password", o.tap.take(), "wrong")
		if r := o.curl(settings{}, "9"); r.status != 8 && r.status != 56 {
			t.Errorf("no such message: exit status %d: %s", r.status, r.output)
		}
		o.tap.take()
		o.occupy()
		if r := o.curl(settings{}, "1"); r.status != 67 || !strings.Contains(r.output, "Login denied") {
			t.Errorf("in use: exit status %d: %s", r.status, r.output)
		}
		compare(t, "curl-in-use", o.tap.take(), "secret")
	})
	t.Run("empty", func(t *testing.T) {
		o := openOffice(t)
		o.fill()
		o.wantOutput(o.curl(settings{}, ""), "\n") // the line end before the dot
	})
}
