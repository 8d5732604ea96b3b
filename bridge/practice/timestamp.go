package practice

import (
	"os"
	"strconv"
	"time"
)

// timestamp is that of the next session. Process, second and a counter make it
// different from every other, also after a restart (RFC 1939 section 7).
func (s *Server) timestamp() string {
	if s.Timestamp != nil {
		return s.Timestamp()
	}
	stamp := append(make([]byte, 0, 64), '<')
	stamp = append(strconv.AppendInt(stamp, int64(os.Getpid()), 10), '.')
	stamp = append(strconv.AppendInt(stamp, time.Now().Unix(), 10), '.')
	stamp = strconv.AppendUint(stamp, s.stamps.Add(1), 10)
	return string(append(stamp, "@poplab.localhost>"...))
}
