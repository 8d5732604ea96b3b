package forward

import (
	"net"
	"syscall"
)

// tcpUserTimeout is TCP_USER_TIMEOUT: after how many milliseconds without a
// confirmation of what was sent the system ends a connection. The package syscall
// has no name for it.
const tcpUserTimeout, unconfirmed = 18, 30_000

func limitUnconfirmed(tcp *net.TCPConn) {
	if raw, err := tcp.SyscallConn(); err == nil {
		raw.Control(func(fd uintptr) {
			syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, unconfirmed)
		})
	}
}
