package forward

import (
	"crypto/sha1"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"
)

// acceptKey turns the key of a handshake into its answer (RFC 6455 section 4.2).
func acceptKey(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

var (
	refuseHTTP    = &refusal{http.StatusUpgradeRequired, "websocket", "Only WebSockets connect here."}
	refuseVersion = &refusal{http.StatusBadRequest, "websocket", "Only version 13 of WebSocket is spoken here."}
	refuseKey     = &refusal{http.StatusBadRequest, "websocket", "The handshake has no key of 16 octets."}
)

// checkHandshake says what a request lacks to be the handshake of a WebSocket.
func checkHandshake(r *http.Request) *refusal {
	key := r.Header.Values("Sec-Websocket-Key")
	switch {
	case r.ProtoMajor != 1 || r.ProtoMinor < 1 || !hasToken(r, "Connection", "upgrade") || !hasToken(r, "Upgrade", "websocket"):
		return refuseHTTP
	case r.Header.Get("Sec-Websocket-Version") != "13":
		return refuseVersion
	case len(key) != 1 || !isKey(key[0]):
		return refuseKey
	}
	return nil
}

func isKey(s string) bool {
	key, err := base64.StdEncoding.DecodeString(s)
	return err == nil && len(key) == 16
}

// hasToken looks into a header that is a list, in one line or several.
func hasToken(r *http.Request, header, token string) bool {
	return slices.ContainsFunc(tokens(r, header), func(t string) bool { return strings.EqualFold(t, token) })
}

func tokens(r *http.Request, header string) []string {
	list := strings.Split(strings.Join(r.Header.Values(header), ","), ",")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// accept makes a page of a request. False says that the request was refused. No
// extension is ever agreed to: compression would cost a megabyte for each page, and
// would tell who counts octets something about secrets among them.
func (s *session) accept(w http.ResponseWriter, r *http.Request) bool {
	if no := checkHandshake(r); no != nil {
		w.Header().Set("Connection", "Upgrade")
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Sec-WebSocket-Version", "13")
		s.bridge.refuse(w, r, no)
		return false
	}
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, mistake.reason, http.StatusInternalServerError)
		return false
	}
	tune(conn)
	early, _ := rw.Reader.Peek(rw.Reader.Buffered()) // what is buffered is there
	s.page.Conn, s.page.early = conn, append([]byte(nil), early...)
	s.page.heard.Store(time.Now().UnixNano())
	s.page.write([]byte(switching(r)))
	return true
}

// switching is the answer to a handshake that is right (RFC 6455 section 4.2). Of the
// subprotocols that the page offers, only our own is ever named, and no ticket.
func switching(r *http.Request) string {
	answer := "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Accept: " + acceptKey(r.Header.Get("Sec-Websocket-Key")) + "\r\n"
	if slices.Contains(tokens(r, "Sec-Websocket-Protocol"), protocol) {
		answer += "Sec-WebSocket-Protocol: " + protocol + "\r\n"
	}
	return answer + "\r\n"
}
