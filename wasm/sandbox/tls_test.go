package sandbox

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"poplab/wasm/transcript"
)

const secured = "windows A tap\nhost dewey\ntls required\noffers TOP UIDL RESP-CODES STLS USER\nuser mrose secret\nmessage m1\nmessage m2\n"

func TestUpgrade(t *testing.T) {
	w := typing(t, secured, td)
	dialogue(t, w, [][]string{
		{"CAPA", "C: CAPA", "S: +OK Capability list follows", "S: TOP", "S: UIDL", "S: RESP-CODES", "S: STLS", "S: ."},
		{"USER mrose", "C: USER mrose", "S: -ERR issue STLS first"},
		{"STLS\nUSER eve", "C: STLS", "C: USER eve", "S: +OK Begin TLS negotiation", "tls: " + drawn},
		{"CAPA", "C: CAPA", "S: +OK Capability list follows", "S: TOP", "S: UIDL", "S: RESP-CODES", "S: USER", "S: ."},
		{"STLS", "C: STLS", "S: -ERR Command not permitted when TLS active"},
		{"USER mrose", "C: USER mrose", "S: +OK mrose"},
		{"PASS secret", "C: PASS secret", "S: +OK mrose's maildrop has 2 messages (320 octets)"},
	})
	tap := w.window("tap").Transcript
	if got := wire(w.window("tap"), transcript.Client); strings.Contains(got, "PASS") || strings.Contains(got, "secret") {
		t.Error("the tap reads the password")
	}
	sealedOnly(t, tap, w.Window().Transcript)
}

// sealedOnly wants the tap to show, behind the handshake, a record for each piece of
// the wire, as long as TLS 1.3 makes it.
func sealedOnly(t *testing.T, tap, inside *transcript.Transcript) {
	t.Helper()
	var records [][]byte
	for i := range tap.Entries {
		e := &tap.Entries[i]
		if kind, _, length, ok := e.Record(); ok {
			if len(e.Octets) != length+5 {
				t.Errorf("a record of %d octets says %d", len(e.Octets), length)
			}
			if kind == 23 {
				records = append(records, e.Octets)
			}
		}
	}
	last := inside.Entries[len(inside.Entries)-1]
	if want := 5 + len(last.Octets) + tagOctets; len(records) == 0 || len(records[len(records)-1]) != want {
		t.Errorf("the last record does not have %d octets", want)
	}
}

// A ClientHello tells the host, and comes first where TLS does.
func TestImplicitTLS(t *testing.T) {
	w := begin(t, secured)
	dialogue(t, w, [][]string{
		{"openssl s_client -connect dewey:995 -quiet", "trying: Trying 192.0.2.10...", "opened: Connected to dewey.", "tls: " + drawn, "S: +OK dewey POP3 server ready"},
		{"USER mrose", "C: USER mrose", "S: +OK mrose"},
	})
	first := w.window("tap").Transcript.Entries[1]
	if first.Side != transcript.Client || !bytes.HasPrefix(first.Octets, []byte{0x16, 3, 1}) || !bytes.Contains(first.Octets, []byte("dewey.example")) {
		t.Errorf("the first octets are %x", first.Octets)
	}
}

func TestPlainTextToPort995(t *testing.T) {
	dialogue(t, begin(t, secured), [][]string{
		{"telnet dewey 995", "trying: ...", "opened: Connected to dewey.", "escape: ..."},
		{"USER mrose", "C: USER mrose", "S: \x15\x03\x03\x00\x02\x02", "server-closed: Connection closed by foreign host."},
	})
}

func TestOpensslAsksForSTLS(t *testing.T) {
	w := begin(t, secured)
	dialogue(t, w, [][]string{
		{"openssl s_client -starttls pop3 -connect dewey:110 -crlf", "trying: ...", "opened: ...", "S: +OK dewey POP3 server ready",
			"C: STLS", "S: +OK Begin TLS negotiation", "tls: " + drawn},
		{"USER mrose", "C: USER mrose", "S: +OK mrose"},
		{"QUIT", "C: QUIT", "S: ...", "server-closed: ..."},
		{"attacker on", "attacker-on: ..."},
		{"openssl s_client -starttls pop3 -connect dewey:110", "trying: ...", "opened: ...", "S: +OK dewey POP3 server ready",
			"C: STLS", "S: -ERR...", "usage: The server refused STLS, so openssl gives up.", "learner-closed: ..."},
	})
}

func TestOpensslUsedWrongly(t *testing.T) {
	const right = " Type: openssl s_client -connect dewey:995"
	dialogue(t, begin(t, secured+"smtp\n"), [][]string{
		{"openssl", "usage: openssl needs a host and a port." + right},
		{"openssl s_client", "usage: openssl needs a host and a port." + right},
		{"openssl s_client -connect", "usage: openssl needs a host and a port." + right},
		{"openssl s_client -connect dewey", "usage: openssl needs a host and a port." + right},
		{"openssl s_client -connect dewey:995 -loud", "usage: openssl needs a host and a port." + right},
		{"openssl s_client -starttls smtp -connect dewey:110", "usage: openssl needs a host and a port." + right},
		{"openssl s_client -connect dewey:110", "usage: On port 110 TLS begins with STLS; -starttls pop3 sends it." + right},
		{"openssl s_client -starttls pop3 -connect dewey:pop3s", "usage: On port 995 TLS comes first, so there is no STLS." + right},
		{"openssl s_client -connect dewey:25", "usage: This world has no TLS for SMTP." + right},
		{"openssl s_client -connect dewye:995", "unknown-host: openssl: could not resolve dewye/995: Name or service not known", "usage: The hosts..."},
		{"openssl s_client -connect dewey:80", "trying: ...", "refused: openssl: Unable...", "usage: ..."},
	})
}

// Somebody on the line takes STLS away. The server insists on it all the same, so
// only a careless client loses its password.
func TestAttacker(t *testing.T) {
	w := typing(t, secured, "attacker on", td)
	dialogue(t, w, [][]string{
		{"CAPA", "C: CAPA", "S: +OK Capability list follows", "S: TOP", "S: UIDL", "S: RESP-CODES", "S: ."},
		{"STLS", "C: STLS", "S: -ERR..."},
		{"USER mrose", "C: USER mrose", "S: -ERR issue STLS first"},
		{"attacker off", "attacker-off: ..."},
		{"STLS", "C: STLS", "S: -ERR..."},
	})
	w.types("QUIT", td)
	dialogue(t, w, [][]string{{"STLS", "C: STLS", "S: +OK...", "tls: ..."}})
}

// A long reply is cut into records as TLS cuts it.
func TestRecordsHaveALimit(t *testing.T) {
	scenario := "windows A tap\nhost dewey\ntls offered\nuser mrose secret\ngenerate 1 messages of 40000 to 40000 octets\n"
	w := typing(t, scenario, td, "STLS", "USER mrose", "PASS secret", "RETR 1")
	var sizes []int
	for i := range w.window("tap").Transcript.Entries {
		if _, _, length, ok := w.window("tap").Transcript.Entries[i].Record(); ok {
			sizes = append(sizes, length)
		}
	}
	if got := sizes[len(sizes)-3:]; !slices.Equal(got, []int{16384, 16384, sum(w.Window()) + tagOctets - 2*16384}) {
		t.Errorf("the records have %v octets", got)
	}
}

// sum is how many octets the last reply has.
func sum(c *Console) (octets int) {
	x := c.Transcript.Exchanges[len(c.Transcript.Exchanges)-1]
	for _, e := range c.Transcript.Entries[x.Status : x.End+1] {
		octets += len(e.Octets)
	}
	return octets
}

// A server that the scenario gives capabilities shows them in this order.
func TestOffers(t *testing.T) {
	scenario := "host dewey\noffers TOP USER RESP-CODES LOGIN-DELAY PIPELINING EXPIRE UIDL IMPLEMENTATION\nuser mrose secret\nexpire 30\nlogindelay 900\nuser other x\nexpire 5\nlogindelay 900\n" +
		"host huey\nprofile rfc1225\noffers TOP IMPLEMENTATION\nuser ann secret\n"
	w := typing(t, scenario, td)
	dialogue(t, w, [][]string{
		{"CAPA", "C: CAPA", "S: +OK Capability list follows", "S: TOP", "S: USER", "S: RESP-CODES", "S: LOGIN-DELAY 900", "S: PIPELINING",
			"S: EXPIRE 5 USER", "S: UIDL", "S: IMPLEMENTATION dewey-sandbox", "S: ."},
		{"USER mrose", "C: USER mrose", "S: +OK mrose"},
		{"PASS secret", "C: PASS secret", "S: +OK..."},
		{"CAPA", "C: CAPA", "S: +OK Capability list follows", "S: TOP", "S: USER", "S: RESP-CODES", "S: LOGIN-DELAY 900", "S: PIPELINING",
			"S: EXPIRE 30", "S: UIDL", "S: IMPLEMENTATION dewey-sandbox", "S: ."},
		{"QUIT", "C: QUIT", "S: ...", "server-closed: ..."},
		{"telnet huey 110", "trying: ...", "opened: ...", "escape: ...", "S: +OK..."},
		{"CAPA", "C: CAPA", "S: -ERR unknown command CAPA"},
		{"USER ann", "C: USER ann", "S: -ERR..."},
	})
}
