package deploy

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// proxies are the settings of this folder, with what starts the program on them.
var proxies = []struct {
	program string
	file    string
	local   []string // what is another on this machine: "@HTTPS@" and the like stand for what it is called
	command func(dir, file string) []string
}{
	{"nginx", "nginx.conf", []string{
		"listen 443 ssl", "listen @HTTPS@ ssl", "127.0.0.1:8080", "@BRIDGE@",
		"/etc/ssl/private/poplab.key", "@CERT@", "/etc/ssl/poplab.pem", "@CERT@",
	}, nginx},
	{"caddy", "Caddyfile", []string{
		"grace_period 10s", "grace_period 10s\nadmin off\nauto_https disable_redirects\ndefault_bind 127.0.0.1",
		"\npoplab.example.org {", "\nhttps://poplab.example.org:@PORT@ {\ntls @CERT@ @CERT@", "127.0.0.1:8080", "@BRIDGE@",
	}, func(_, file string) []string {
		return []string{"caddy", "run", "--adapter", "caddyfile", "--config", file}
	}},
	{"haproxy", "haproxy.cfg", []string{
		"bind :443", "bind @HTTPS@", "/etc/haproxy/poplab.pem", "@CERT@", "10.0.0.11:8080", "@BRIDGE@", "10.0.0.12:8080", "@BRIDGE@",
	}, haproxy},
}

// nginx needs settings around those of a site, as Debian has them.
func nginx(dir, file string) []string {
	main := filepath.Join(dir, "main.conf")
	text := "daemon off; pid " + dir + "/pid; error_log stderr info; events {} http { access_log off; include " + file + "; }"
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		text = strings.Replace(text, "access_log off;", "access_log off; "+kind+"_temp_path "+dir+"/"+kind+";", 1)
	}
	if err := os.WriteFile(main, []byte(text), 0o644); err != nil {
		panic(err)
	}
	return []string{"nginx", "-p", dir, "-e", "stderr", "-c", main}
}

func haproxy(_, file string) []string { return []string{"haproxy", "-db", "-f", file} }

// behind are the flags of a bridge behind a proxy of this machine.
var behind = []string{"-origin", "https://" + site, "-trusted-proxies", "127.0.0.1"}

// TestProxies has real sessions through the real programs: the page comes, the client
// is who it is and not who it says, and a silent session outlives the first ping.
func TestProxies(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.program, func(t *testing.T) {
			t.Parallel()
			bridge := serve(t, behind...)
			at := freeAddress(t)
			dir := t.TempDir()
			_, port, _ := net.SplitHostPort(at)
			here := strings.NewReplacer("@HTTPS@", at, "@PORT@", port, "@BRIDGE@", bridge.at, "@CERT@", certificate(t, dir))
			file := write(t, dir, p.file, here.Replace(with(t, read(t, p.file), p.local...)))
			run(t, p.command(dir, file), nil)
			browser := client("127.0.0.2", at)
			opens(t, browser)
			s := connect(t, browser)
			s.login(mrose...)
			s.say("RETR 2", "\r\n.\r\n")
			s.say("QUIT", "+OK")
			if code := s.closed(); code != 1000 {
				t.Errorf("close code %d: %v", code, s.err)
			}
			bridge.says(`target=practice server=\S+ from=127\.0\.0\.2 code=1000`)
			if strings.Contains(bridge.said.String(), forged) {
				t.Error("the bridge believes what a client says of itself")
			}
		})
	}
}

// opens waits until the site opens, and looks at its first page.
func opens(t *testing.T, c *http.Client) {
	t.Helper()
	var last any
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		response, err := c.Get("https://" + site + "/")
		if err != nil {
			last = err
			continue
		}
		response.Body.Close()
		if last = response.Status; response.StatusCode != http.StatusOK {
			continue
		}
		if got := response.Header.Get("Strict-Transport-Security"); !strings.HasPrefix(got, "max-age=") {
			t.Errorf("Strict-Transport-Security: %q", got)
		}
		return
	}
	t.Fatalf("the site does not open: %v", last)
}

// freeAddress is one on which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certificate makes one for the site, in a file with its key.
func certificate(t *testing.T, dir string) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), DNSNames: []string{site},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	made, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
	text = append(text, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...)
	return write(t, dir, "cert.pem", string(text))
}
