package practice

import (
	"fmt"
	"os"
	"time"
)

// timestamp is what the next greeting holds, or "". Process, second and a counter
// make it different from every other, also after a restart (RFC 1939 section 7).
func (s *Server) timestamp() string {
	if s.Timestamp != nil {
		return s.Timestamp()
	}
	if !s.Accounts.HasSecret() {
		return ""
	}
	return fmt.Sprintf("<%d.%d.%d@poplab.localhost>", os.Getpid(), time.Now().Unix(), s.stamps.Add(1))
}
