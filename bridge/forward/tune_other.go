//go:build !linux

package forward

import "net"

// limitUnconfirmed does nothing here: there is no such setting, or it has another
// name on each system. Pings and deadlines find out as well, only later.
func limitUnconfirmed(*net.TCPConn) {}
