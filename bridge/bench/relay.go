package main

import (
	"io"
	"net"
)

// The relay has the buffers of the bridge, its own and those that it asks the system
// for: what is left between the two is what a WebSocket costs, and the care that
// an open network needs. Another one has what programs commonly have.
const (
	equalBuffer  = 256 << 10
	commonBuffer = 64 << 10
	kernelBuffer = 128 << 10
)

// serveRelay carries TCP to a server, as plainly as Go can.
func serveRelay(l net.Listener, server string, buffer int) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go pass(conn, server, buffer)
	}
}

func pass(client net.Conn, server string, buffer int) {
	defer client.Close()
	upstream, err := net.Dial("tcp", server)
	if err != nil {
		return // which the client sees
	}
	defer upstream.Close()
	tune(client)
	tune(upstream)
	go carry(upstream, client, buffer)
	carry(client, upstream, buffer)
}

func tune(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetReadBuffer(kernelBuffer)
		tcp.SetWriteBuffer(kernelBuffer)
	}
}

// carry carries one direction and passes its end on. It hides what the connections
// are, so that octets really go through its buffer, as they do in whatever frames them.
func carry(to, from net.Conn, buffer int) {
	io.CopyBuffer(struct{ io.Writer }{to}, struct{ io.Reader }{from}, make([]byte, buffer))
	if tcp, ok := to.(*net.TCPConn); ok {
		tcp.CloseWrite()
	}
}
