package operate

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Who asks slowly, or with endless headers, is not waited for.
func TestAdminLimits(t *testing.T) {
	health := &Health{Active: func() int { return 0 }}
	server := httptest.NewUnstartedServer(nil)
	config := Admin{Metrics: NewMetrics("v1", health), Health: health, Targets: func() []string { return nil }}.Server()
	if config.ReadHeaderTimeout != 5*time.Second || config.ReadTimeout != 10*time.Second || config.IdleTimeout != time.Minute ||
		config.WriteTimeout <= 30*time.Second { // a profile takes as long
		t.Errorf("%+v", config)
	}
	config.ReadHeaderTimeout = 50 * time.Millisecond // or the test would take longer
	server.Config = config
	server.Start()
	defer server.Close()

	conn := dial(t, server)
	io.WriteString(conn, "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
	if said, err := io.ReadAll(conn); err != nil {
		t.Errorf("half a header: %q, %v", said, err)
	}
	conn = dial(t, server)
	go fmt.Fprintf(conn, "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: %s\r\n\r\n", strings.Repeat("x", 40<<10))
	if answer, err := http.ReadResponse(bufio.NewReader(conn), nil); err != nil || answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("40 KiB of header: %+v, %v", answer, err)
	}
}

func dial(t *testing.T, server *httptest.Server) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	return conn
}
