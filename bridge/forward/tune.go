package forward

import (
	"crypto/tls"
	"net"
)

// kernelBuffer is what the system may keep of each direction of a connection, in
// octets. It would grow to megabytes for a page that does not read; a long
// message is not slower for it.
const kernelBuffer = 128 << 10

// tune keeps what the system holds for a connection small, and lets it give up on
// a peer that confirms nothing. Where a setting is refused, the session is none
// the worse; the deadlines stay.
func tune(conn net.Conn) {
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetReadBuffer(kernelBuffer)
		tcp.SetWriteBuffer(kernelBuffer)
		limitUnconfirmed(tcp)
	}
}
