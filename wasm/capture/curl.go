package capture

import "strings"

// readCurl reads curl -v, which marks commands and status lines and prints what it
// fetched without a mark: in a terminal where it came, in a file later, when its own
// lines about the connection are through.
func readCurl(l *log, w *teller) {
	c := &curl{w: w}
	for _, line := range l.lines {
		shown := withoutMeter(line)
		if shown == "" && line != "" {
			c.torn = c.inBody
			continue
		}
		w.t.Now, shown, _ = l.cut(shown)
		c.line(shown)
	}
	c.endBody()
}

// curl is such a log while it is read.
type curl struct {
	w      *teller
	inBody bool   // a line of what it fetched has come
	held   string // the newest, not yet told
	since  int64  // its time
	torn   bool   // it goes on behind what curl says: a file gets what was fetched in parts
}

// line takes one line. Behind the first line of a message everything is of the
// message, until curl tells what becomes of the connection: a message may well have
// lines that begin with ">" or "*".
func (c *curl) line(line string) {
	if at := strings.Index(line, "* Connection #"); at > 0 && c.inBody && strings.HasSuffix(line, " left intact") {
		c.body(line[:at])
		c.torn, line = true, line[at:]
	}
	switch {
	case isNews(line):
		if c.inBody && !c.torn {
			c.endBody()
		}
		c.w.program(line)
	case c.inBody:
		c.body(line)
	case strings.HasPrefix(line, "> "):
		c.endBody()
		c.w.client(line[2:])
	case strings.HasPrefix(line, "< "):
		c.w.server(line[2:])
	case isNoise(line):
	case strings.HasPrefix(line, "* "), strings.HasPrefix(line, "curl: "), !c.w.inBody():
		c.w.program(line)
	default:
		c.body(line)
	}
}

// body takes a line of what curl fetched, or the rest of one.
func (c *curl) body(line string) {
	if c.torn {
		line = c.held + line
	} else {
		c.tell()
		c.since = c.w.t.Now
	}
	c.inBody, c.held, c.torn = true, line, false
}

// tell tells the line at hand, and puts back the dot that was stuffed.
func (c *curl) tell() {
	if !c.inBody {
		return
	}
	if strings.HasPrefix(c.held, ".") {
		c.held = "." + c.held
	}
	now := c.w.t.Now
	c.w.t.Now = c.since
	c.w.fromServer(append([]byte(c.held), "\r\n"...), false)
	c.w.t.Now = now
}

// endBody ends what curl fetched.
func (c *curl) endBody() {
	c.tell()
	c.inBody, c.torn = false, false
	c.w.t.EndReply()
}

// isNews recognises what curl says between a transfer and the next.
func isNews(line string) bool {
	for _, news := range []string{"Connection #", "Closing connection", "closing connection", "shutting down connection",
		"Found bundle", "Re-using existing", "Reusing existing", "  Trying ", "transfer closed"} {
		if strings.HasPrefix(line, "* "+news) {
			return true
		}
	}
	return false
}

// isNoise recognises what says no more than that octets came or went.
func isNoise(line string) bool {
	return (strings.HasPrefix(line, "{ [") || strings.HasPrefix(line, "} [")) && strings.HasSuffix(line, " data]") ||
		strings.HasPrefix(line, "  % Total ") || strings.HasPrefix(strings.TrimLeft(line, " "), "Dload  Upload ")
}

// meter is how wide curl's progress meter is; three times stand in it.
const meter = 78

// withoutMeter cuts off the progress meters that a line begins with: other lines
// are written behind them.
func withoutMeter(line string) string {
	for len(line) >= meter && isTime(line[46:54]) && isTime(line[55:63]) && isTime(line[64:72]) {
		line = line[meter:]
	}
	return line
}

// isTime recognises "--:--:--" and " 0:00:01".
func isTime(s string) bool { return s[2] == ':' && s[5] == ':' || s[1] == ':' && s[4] == ':' }
