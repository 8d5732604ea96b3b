package main

import (
	"slices"
	"testing"
)

// protected are the ways to keep a password from those who listen.
var protected = []settings{
	{tls: "starttls"},
	{tls: "implicit"},
	{tls: "starttls", auth: "plain"},
	{tls: "implicit", auth: "plain"},
	{auth: "cram-md5"},
	{auth: "scram-sha-256"},
	{tls: "starttls", auth: "scram-sha-256"},
	{auth: "apop"},
}

func (s settings) String() string { return s.tls + " " + s.auth }

// has says whether a mail program can do what the settings ask.
func (f *fetcher) has(s settings) bool {
	return (s.auth == "" || slices.Contains(f.auths, s.auth)) && (s.tls != "starttls" || !f.noSTLS)
}

// Real mail programs log in, and fetch and delete, in every way that hides a
// password and that they have.
func TestProtectedLogins(t *testing.T) {
	for _, f := range fetchers {
		for _, s := range protected {
			if !f.has(s) {
				continue
			}
			t.Run(f.name+" "+s.String(), func(t *testing.T) {
				o := openOfficeFor(t, s)
				s.delete = true
				o.wantMail(&f, o.fetch(&f, s), letters...)
				o.left()
				if s.tls == "" && s.auth != "scram-sha-256" { // whose nonces cannot be told in advance
					compare(t, f.name+"-"+s.auth, o.tap.take(), "secret")
				}
			})
		}
	}
}

// Without a certificate that they know, mail programs send no password.
func TestUnknownCertificate(t *testing.T) {
	for _, f := range fetchers {
		t.Run(f.name, func(t *testing.T) {
			o := openOffice(t)
			o.certificate = certificateOf(t, startProgram(t))
			r := o.fetch(&f, settings{tls: "implicit", delete: true})
			if r.status == 0 || f.fetched(o) != "" {
				t.Errorf("exit status %d: %s", r.status, r.output)
			}
			o.left(letters...)
		})
	}
}

// curl logs in so too, but for SCRAM, which Debian's has not.
func TestCurlProtected(t *testing.T) {
	for _, s := range protected {
		if s.auth == "scram-sha-256" {
			continue
		}
		t.Run(s.String(), func(t *testing.T) {
			o := openOfficeFor(t, s)
			o.wantOutput(o.curl(s, "[1-3]"), all(letters...))
			o.wantOutput(o.curl(s, "", "-I", "-X", "DELE 1"), "")
			o.left("m2", "dots")
		})
	}
}
