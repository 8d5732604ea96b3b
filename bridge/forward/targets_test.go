package forward

import (
	"flag"
	"io"
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	for _, tc := range []struct{ in, address, mistake string }{
		{in: "lab=127.0.0.1:110", address: "127.0.0.1:110"},
		{in: "A-b_9=mail.example.org:1", address: "mail.example.org:1"},
		{in: "v6=[::1]:65535", address: "[::1]:65535"},
		{in: "", mistake: "want NAME=HOST:PORT"},
		{in: "127.0.0.1:110", mistake: "want NAME=HOST:PORT"},
		{in: "=127.0.0.1:110", mistake: "letters, digits"},
		{in: "../x=127.0.0.1:110", mistake: "letters, digits"},
		{in: "a b=127.0.0.1:110", mistake: "letters, digits"},
		{in: strings.Repeat("a", 33) + "=h:1", mistake: "1 to 32"},
		{in: "lab=127.0.0.1", mistake: "want HOST:PORT"},
		{in: "lab=::1:110", mistake: "want HOST:PORT"},
		{in: "lab=:110", mistake: "the host is missing"},
		{in: "lab=h:0", mistake: "1 to 65535"},
		{in: "lab=h:65536", mistake: "1 to 65535"},
		{in: "lab=h:pop3", mistake: "1 to 65535"},
		{in: "lab=h:995,tls=implicit", mistake: `option "tls" is not known`},
	} {
		got, err := ParseTarget(tc.in)
		if tc.mistake != "" {
			if err == nil || !strings.Contains(err.Error(), tc.mistake) {
				t.Errorf("%q: error %v, want %q", tc.in, err, tc.mistake)
			}
			continue
		}
		if err != nil || got.Address != tc.address {
			t.Errorf("%q: %+v, %v", tc.in, got, err)
		}
	}
}

func TestTargetsAsFlag(t *testing.T) {
	var ts Targets
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Var(&ts, "target", "")
	if err := flags.Parse([]string{"-target", "a=h:1", "-target", "b=h:2"}); err != nil {
		t.Fatal(err)
	}
	if got := ts.String(); got != "a=h:1 b=h:2" {
		t.Error(got)
	}
	err := flags.Parse([]string{"-target", "a=other:1"})
	if err == nil || !strings.Contains(err.Error(), "the name is taken") {
		t.Error(err)
	}
}
