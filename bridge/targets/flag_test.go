package targets

import (
	"bytes"
	"flag"
	"io"
	"net/netip"
	"reflect"
	"strings"
	"testing"

	"poplab/bridge/forward"
)

const pin = "sha256//AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

func TestParse(t *testing.T) {
	sum := make([]byte, 32)
	for i := range sum {
		sum[i] = byte(i)
	}
	for in, want := range map[string]forward.Target{
		"lab=127.0.0.1:110":             {Address: "127.0.0.1:110", TLS: forward.StartTLS},
		"lab=mail.example.org:1":        {Address: "mail.example.org:1", TLS: forward.StartTLS},
		"lab=[::1]:65535":               {Address: "[::1]:65535", TLS: forward.StartTLS},
		"lab=h:0995":                    {Address: "h:995", TLS: forward.Implicit},
		"lab=h:995":                     {Address: "h:995", TLS: forward.Implicit},
		"lab=h:995,tls=none":            {Address: "h:995"},
		"lab=h:110,tls=starttls":        {Address: "h:110", TLS: forward.StartTLS},
		"lab=h:1,tls=implicit":          {Address: "h:1", TLS: forward.Implicit},
		"lab=h:1,required,tls=starttls": {Address: "h:1", TLS: forward.StartTLS, Required: true},
		"lab=h:1,proxy,login-only":      {Address: "h:1", TLS: forward.StartTLS, Proxy: true, LoginOnly: true},
		"lab=h:1,proxy=false":           {Address: "h:1", TLS: forward.StartTLS},
		"lab=h:995,server-name=x.org":   {Address: "h:995", TLS: forward.Implicit, ServerName: "x.org"},
		"lab=h:995,server-name=::1":     {Address: "h:995", TLS: forward.Implicit, ServerName: "::1"},
		"lab=h:995,pin=" + pin:          {Address: "h:995", TLS: forward.Implicit, Pin: sum},
		"lab=h:1,network=10.0.0.0/8,network=fd00::/8": {Address: "h:1", TLS: forward.StartTLS,
			Networks: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}},
	} {
		want.Name = "lab"
		if got, err := Parse(in); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, %v", in, got, err)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	for in, says := range map[string]string{
		"":                               "want NAME=HOST:PORT",
		"127.0.0.1:110":                  "want NAME=HOST:PORT",
		"=127.0.0.1:110":                 "letters, digits",
		"../x=127.0.0.1:110":             "letters, digits",
		"a b=127.0.0.1:110":              "letters, digits",
		strings.Repeat("a", 33) + "=h:1": "1 to 32",
		"any=h:1":                        "stands for every server",
		"lab=127.0.0.1":                  "want HOST:PORT",
		"lab=::1:110":                    "want HOST:PORT",
		"lab=:110":                       "the host is missing",
		"lab=h:0":                        "1 to 65535",
		"lab=h:65536":                    "1 to 65535",
		"lab=h:pop3":                     "1 to 65535",
		"lab=my host:110":                "no name or IP address",
		"lab=ann@h:110":                  "no name or IP address",
		"lab=a..b:110":                   "no name or IP address",
		"lab=a\nb:110":                   "no name or IP address",
		"lab=(;):110":                    "no name or IP address",
		"lab=[fe80::1%lo]:110":           "no name or IP address",
		"lab=h:1,tsl=implicit":           `did you mean "tls"?`,
		"lab=h:1,colour=red":             "a target has address, tls,",
		"lab=h:1,":                       `no setting ""`,
		"lab=h:1,tls":                    "tls needs a value",
		"lab=h:1,tls=yes":                "want none, implicit or starttls",
		"lab=h:1,tls=none,tls=none":      "twice",
		"lab=h:1,address=h:2":            "twice",
		"lab=h:1,proxy=yes":              "want true or false",
		"lab=h:1,tls=none,required":      "set tls to starttls",
		"lab=h:995,required":             "set tls to starttls",
		"lab=h:1,tls=none,pin=" + pin:    "pin needs TLS",
		"lab=h:995,pin=abc":              "want sha256//",
		"lab=h:995,pin=sha256//QUJD":     "44 characters",
		"lab=h:1,tls=none,server-name=x": "server-name needs TLS",
		"lab=h:995,server-name=x:1":      "without a port",
		"lab=h:995,server-name=":         "without a port",
		"lab=h:995,server-name=a..b":     "without a port",
		"lab=h:995,server-name=*.x.org":  "without a port",
		"lab=h:995,server-name=fe80::%e": "without a port",
		"lab=h:995,ca=does/not/exist":    "no such file",
		"lab=h:995,ca=flag_test.go":      "no certificate in that file",
		"lab=h:1,network=10.0.0.1":       "ends in /32",
		"lab=h:1,network=10.0.0.1/8":     "do you mean 10.0.0.0/8?",
		"lab=h:1,network=fe80::%eth0/64": "want a network",
	} {
		if _, err := Parse(in); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %v, want %q", in, err, says)
		}
	}
}

// A network of IPv4 may be written as IPv6 has it.
func TestMappedNetwork(t *testing.T) {
	for in, want := range map[string]string{
		"::ffff:10.0.0.0/104": "10.0.0.0/8", "::ffff:192.0.2.7/128": "192.0.2.7/32", "::ffff:0:0/96": "0.0.0.0/0", "::/0": "::/0",
	} {
		target, err := Parse("lab=h:1,network=" + in)
		if err != nil || target.Networks[0].String() != want {
			t.Errorf("%s: %v, %v", in, target.Networks, err)
		}
	}
	if _, err := Parse("lab=h:1,network=::ffff:10.0.0.1/104"); err == nil || !strings.Contains(err.Error(), "do you mean 10.0.0.0/8?") {
		t.Error(err)
	}
}

func TestListAsFlag(t *testing.T) {
	var list List
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Var(&list, "target", "")
	if err := flags.Parse([]string{"-target", "a=h:1", "-target", "b=h:2,proxy"}); err != nil {
		t.Fatal(err)
	}
	if got := list.String(); got != "a=h:1 b=h:2" {
		t.Error(got)
	}
	err := flags.Parse([]string{"-target", "a=other:1"})
	if err == nil || !strings.Contains(err.Error(), "the name is taken") {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("school=pop.example.org:110,tls=starttls,required,network=10.0.0.0/8,pin=" + pin)
	f.Fuzz(func(t *testing.T, s string) {
		if target, err := Parse(s); err == nil && (target.Name == "" || target.Address == "") {
			t.Errorf("%q: %+v", s, target)
		}
	})
}

// The manual tells of every setting.
func TestManual(t *testing.T) {
	manual := string(read(t, "doc.go"))
	for _, name := range names() {
		if !bytes.Contains([]byte(manual), []byte("\n//\t"+name+" ")) {
			t.Errorf("doc.go does not tell of %s", name)
		}
	}
}
