package forward

import (
	"bufio"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/coder/websocket"
)

// accept makes a page of a request. False says that the library has answered why not.
//
// The library shakes hands and has done its work then: frames are read and written by
// the session itself (message.go), since a session that carries them through the
// library takes half as much memory again. No extension is ever agreed to: compression
// would cost a megabyte for each page, and would tell who counts octets something about
// secrets among them. Of the subprotocols that the page offers, only our own is ever
// named, and no ticket.
func (s *session) accept(w http.ResponseWriter, r *http.Request) bool {
	ws, err := websocket.Accept(hijacker{w, &s.page}, r, &websocket.AcceptOptions{
		Subprotocols:       []string{protocol},
		InsecureSkipVerify: true, // checkSite has compared the Origin, and more strictly
		CompressionMode:    websocket.CompressionDisabled,
	})
	if err != nil {
		s.bridge.noteRefusal(r, "websocket")
		return false
	}
	runtime.SetFinalizer(ws, nil) // or it would never be forgotten, for its parts point back to it
	return true
}

// hijacker takes the connection over for a page when the library asks for it.
type hijacker struct {
	http.ResponseWriter
	page *page
}

// Hijack is http.Hijacker.
func (h hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	tune(conn)
	early, _ := rw.Reader.Peek(rw.Reader.Buffered()) // what is buffered is there
	h.page.Conn, h.page.early = conn, append([]byte(nil), early...)
	h.page.heard.Store(time.Now().UnixNano())
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(nil, 16), bufio.NewWriterSize(nil, 16)), nil
}
