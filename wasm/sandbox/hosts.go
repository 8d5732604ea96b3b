package sandbox

import (
	"strings"

	"poplab/wasm/pop3"
)

// Host is a simulated machine.
type Host struct {
	Name    string
	Address string // of the documentation block (RFC 5737 section 3), so it can be no real server
	Profile string // wording of its POP3 server; "" where it has none
}

// hosts are all machines that a scenario can have. The last one only sends mail on.
var hosts = []Host{
	{Name: "dewey", Address: "192.0.2.10", Profile: "dewey"},
	{Name: "mailServer", Address: "192.0.2.110", Profile: "mailServer"},
	{Name: "dbc.mtview.ca.us", Address: "192.0.2.63", Profile: "rfc1939"},
	{Name: "huey", Address: "192.0.2.11", Profile: "dewey"},
	{Name: "louie", Address: "192.0.2.12", Profile: "dewey"},
	{Name: "post", Address: "192.0.2.25"},
}

// Ports on which simulated servers listen: SMTP, POP3 (RFC 1939 section 3), and POP3
// inside TLS (RFC 8314 section 3.1).
const (
	smtpPort  = 25
	pop3Port  = 110
	pop3sPort = 995
)

// findHost looks a name up as the DNS does, in any case.
func findHost(name string) *Host {
	for i := range hosts {
		if pop3.EqualFold(hosts[i].Name, name) {
			return &hosts[i]
		}
	}
	return nil
}

func hostNames(list []Host) string {
	names := make([]string, len(list))
	for i, h := range list {
		names[i] = h.Name
	}
	return strings.Join(names, ", ")
}

// domain is what stands behind the @ of addresses on the host.
func (h *Host) domain() string {
	if strings.Contains(h.Name, ".") {
		return h.Name
	}
	return pop3.Lower(h.Name) + ".example"
}
