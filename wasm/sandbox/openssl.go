package sandbox

import (
	"strconv"
	"strings"

	"poplab/wasm/phrase"
	"poplab/wasm/pop3"
	"poplab/wasm/transcript"
)

// drawn is what every use of TLS in a simulated world says, a phrase.
const drawn = "TLS is drawn here, not computed: this window shows what is inside, a listener sees records."

// openssl is the s_client program of OpenSSL, as far as POP3 needs it.
func (c *Console) openssl(rest string) {
	if !c.reachable("openssl") {
		return
	}
	host, port, starttls, ok := sClient(strings.Fields(rest))
	s := c.world.find(host)
	switch {
	case !c.world.hasTLS():
		c.tell(transcript.Usage, "This world has no TLS, so openssl has nothing to connect to. $", c.world.advice())
	case !ok:
		c.tell(transcript.Usage, "openssl needs a host and a port. $", c.world.secureAdvice())
	case s != nil && s.listens(port) && port == smtpPort:
		c.tell(transcript.Usage, "This world has no TLS for SMTP. $", c.world.secureAdvice())
	case starttls && port == pop3sPort:
		c.tell(transcript.Usage, "On port 995 TLS comes first, so there is no STLS. $", c.world.secureAdvice())
	case !starttls && port == pop3Port:
		c.tell(transcript.Usage, "On port 110 TLS begins with STLS; -starttls pop3 sends it. $", c.world.secureAdvice())
	default:
		c.handshake(host, port)
	}
}

// sClient reads the arguments of openssl.
func sClient(arguments []string) (host string, port int, starttls, ok bool) {
	if len(arguments) == 0 || arguments[0] != "s_client" {
		return "", 0, false, false
	}
	for i := 1; i < len(arguments); i++ {
		value := ""
		if i+1 < len(arguments) {
			value = arguments[i+1]
		}
		switch arguments[i] {
		case "-connect":
			var service string
			host, service, _ = strings.Cut(value, ":")
			port, ok = portNumber([]string{service})
			i++
		case "-starttls":
			if starttls = value == "pop3"; !starttls {
				return "", 0, false, false
			}
			i++
		case "-quiet", "-crlf", "-ign_eof":
		default:
			return "", 0, false, false
		}
	}
	return host, port, starttls, ok
}

// handshake connects and brings TLS up.
func (c *Console) handshake(host string, port int) {
	s := c.dial("openssl", host, port)
	if s == nil {
		return
	}
	c.say(transcript.Opened, "Connected to "+s.host.Name+".")
	l := c.link
	if port == pop3sPort {
		l.secure()
		l.session = s.pop3(pop3.TLSActive)
		l.reply(l.session.Greeting())
		return
	}
	l.greet(port)
	l.hear([]byte("STLS\r\n"))
	if !l.sealed {
		c.tell(transcript.Usage, "The server refused STLS, so openssl gives up.")
		c.close(transcript.LearnerClosed, "Connection closed. QUIT was not sent.")
	}
}

func (w *World) secureAdvice() string {
	for _, s := range w.servers {
		if s.tls {
			return phrase.Say("Type: openssl s_client -connect $:$", s.host.Name, strconv.Itoa(pop3sPort))
		}
	}
	return w.advice()
}
