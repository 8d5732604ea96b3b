package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// school is a POP3 server by script, in clear and inside TLS: it says +OK to everything,
// and remembers what it heard where.
type school struct {
	t           *testing.T
	address     string
	certificate tls.Certificate
	implicit    bool
	stls        string        // the reply to STLS; TLS follows one that begins with +OK
	capa        chan struct{} // closed when CAPA is to be answered; nil for at once

	mu    sync.Mutex
	heard []string // lines, those inside TLS behind "TLS "
	conns []net.Conn
}

// newSchool opens one on a free port of this machine.
func newSchool(t *testing.T, change func(*school)) *school {
	t.Helper()
	s := &school{t: t, stls: "+OK begin\r\n"}
	s.certificate = certify(t, time.Now().Add(time.Hour), "localhost", "127.0.0.1")
	if change != nil {
		change(s)
	}
	s.open("127.0.0.1:0")
	return s
}

func (s *school) open(address string) {
	s.t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.address = l.Addr().String()
	s.t.Cleanup(func() { l.Close(); s.reset() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns = append(s.conns, c)
			s.mu.Unlock()
			go s.serve(c)
		}
	}()
}

// reset breaks all connections off, so that who reads from one gets an error.
func (s *school) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
	s.conns = nil
}

func (s *school) serve(c net.Conn) {
	defer c.Close()
	in := ""
	if s.implicit {
		c, in = s.secured(c), "TLS "
	}
	io.WriteString(c, "+OK school <1.2@school>\r\n")
	lines := bufio.NewReader(c)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSuffix(line, "\r\n")
		s.note(in + line)
		switch command := strings.ToUpper(line); {
		case command == "STLS":
			io.WriteString(c, s.stls)
			if strings.HasPrefix(s.stls, "+OK") {
				c, in = s.secured(c), "TLS "
				lines = bufio.NewReader(c)
			}
		case command == "CAPA" && s.capa != nil:
			<-s.capa
			io.WriteString(c, "+OK\r\nUSER\r\nSASL PLAIN LOGIN\r\n.\r\n")
		case command == "AUTH LOGIN", command == "AUTH PLAIN", strings.HasPrefix(command, "AUTH CRAM"):
			io.WriteString(c, "+ \r\n")
			line, _ := lines.ReadString('\n')
			s.note(in + strings.TrimSuffix(line, "\r\n"))
			io.WriteString(c, "-ERR no\r\n")
		case strings.HasPrefix(command, "APOP"):
			io.WriteString(c, "-ERR no\r\n")
		case command == "QUIT":
			io.WriteString(c, "+OK bye\r\n")
			return
		default:
			io.WriteString(c, "+OK\r\n")
		}
	}
}

func (s *school) secured(c net.Conn) net.Conn {
	return tls.Server(c, &tls.Config{Certificates: []tls.Certificate{s.certificate}})
}

func (s *school) note(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = append(s.heard, line)
}

// lines are all that it heard, each on a line of its own.
func (s *school) lines() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.heard, "\n")
}

// ca writes the certificate into a file, as what vouches for itself.
func (s *school) ca() string {
	s.t.Helper()
	file := filepath.Join(s.t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.certificate.Certificate[0]})
	if err := os.WriteFile(file, text, 0o600); err != nil {
		s.t.Fatal(err)
	}
	return file
}

// certify makes a certificate that has signed itself, for these names and addresses,
// good until then.
func certify(t *testing.T, until time.Time, hosts ...string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: "school"},
		NotBefore:    until.AddDate(-1, 0, 0), NotAfter: until,
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
