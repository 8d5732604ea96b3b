package capture

import (
	"strings"

	"poplab/wasm/transcript"
)

// saying is a line that a program writes about the connection: how it begins, and
// what else it contains.
type saying struct {
	program  string // that says so
	begins   string
	contains string
	topic    transcript.Topic
}

// sayings are those that mean something. What a program says besides becomes a
// Logged line.
var sayings = []saying{
	{"fetchmail", "Trying to connect to ", "connected.", transcript.Opened},
	{"fetchmail", "fetchmail: SSL/TLS: using ", "", transcript.TLSBegun},
	{"mpop", "TLS session parameters:", "", transcript.TLSBegun},
	{"telnet", "Trying ", "...", transcript.Trying},
	{"telnet", "Connected to ", ".", transcript.Opened},
	{"telnet", "Escape character is ", "", transcript.Escape},
	{"telnet", "Connection closed by foreign host", "", transcript.ServerClosed},
	{"telnet", "Connection closed.", "", transcript.LearnerClosed},
	{"telnet", "telnet: Unable to connect", "", transcript.Refused},
	{"telnet", "Server lookup failure", "", transcript.UnknownHost},
	{"telnet", "telnet: could not resolve ", "", transcript.UnknownHost},
	{"telnet", "telnet> ", "", transcript.Typed},
	{"nc", "Connection to ", " succeeded!", transcript.Opened},
	{"nc", "Ncat: Connected to ", "", transcript.Opened},
	{"nc", "", "] 110 (pop3) open", transcript.Opened},
	{"nc", "nc: getaddrinfo", "", transcript.UnknownHost},
	{"nc", "nc: connect to ", "failed: ", transcript.Refused},
	{"nc", "Ncat: ", "refused", transcript.Refused},
	{"openssl", "CONNECTED(", "", transcript.Opened},
	{"openssl", "CONNECTION ESTABLISHED", "", transcript.Opened},
	{"openssl", "New, ", "Cipher is ", transcript.TLSBegun},
	{"openssl", "Protocol version: ", "", transcript.TLSBegun},
	{"openssl", "verify return:", "", transcript.TLSBegun},
	{"openssl", "closed", "", transcript.ServerClosed},
	{"openssl", "read:errno=", "", transcript.Lost},
	{"openssl", "DONE", "", transcript.LearnerClosed},
	{"curl", "* ", " Trying ", transcript.Trying},
	{"curl", "* Connected to ", "", transcript.Opened},
	{"curl", "* Established connection to ", "", transcript.Opened},
	{"curl", "* SSL connection using ", "", transcript.TLSBegun},
	{"curl", "* Closing connection", "", transcript.LearnerClosed},
	{"curl", "* Could not resolve host", "", transcript.UnknownHost},
	{"curl", "* connect to ", " failed: ", transcript.Refused},
	{"RFC", "<open connection>", "", transcript.Opened},
	{"RFC", "<close connection>", "", transcript.LearnerClosed},
}

// sayingIn finds the saying that a line is, if one of these programs says it; else
// nil.
func sayingIn(line, speakers string) *saying {
	for i := range sayings {
		p := &sayings[i]
		if strings.HasPrefix(line, p.begins) && strings.Contains(line, p.contains) && strings.Contains(speakers, p.program) {
			return p
		}
	}
	return nil
}

// programs are words that begin a command line which starts a session.
var programs = []string{"telnet ", "nc ", "ncat ", "netcat ", "openssl s_client ", "curl ", "fetchmail "}

// typed finds the command line behind the prompt of a shell, such as "$ telnet
// dewey 110".
func typed(line string) (command string, ok bool) {
	for _, program := range programs {
		at := strings.Index(line, program)
		if at == 0 || at > 1 && line[at-1] == ' ' && strings.IndexByte("$#%>:", line[at-2]) >= 0 {
			return line[at:], true
		}
	}
	return "", false
}

// host is the name in a line that tells of a connection: the first word behind the
// saying, without what ends it.
func (p *saying) host(line string) string {
	if !strings.HasSuffix(p.begins, " to ") {
		return ""
	}
	name, _, _ := strings.Cut(line[len(p.begins):], " ")
	name, _, _ = strings.Cut(name, "/")
	name, _, _ = strings.Cut(name, "...")
	return strings.TrimRight(name, ".:")
}
