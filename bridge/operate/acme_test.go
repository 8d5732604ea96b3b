package operate

import (
	"bytes"
	"crypto/x509"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// What stands in the way of a certificate is told at the start: an authority that is no
// such thing, or that nobody known vouches for. What is kept needs none.
func TestObtain(t *testing.T) {
	var asked atomic.Int32
	wrong := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.NotFound(w, r)
	}))
	wrong.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)
	wrong.StartTLS()
	defer wrong.Close()
	ca := x509.NewCertPool()
	ca.AddCert(wrong.Certificate())
	kept := t.TempDir()
	keep(t, kept)
	for _, tc := range []struct {
		folder string
		from   Authority
		told   string
		asked  bool
	}{
		{t.TempDir(), Authority{wrong.URL, ca}, "404", true},
		{t.TempDir(), Authority{URL: wrong.URL}, "certificate signed by unknown authority", false},
		{kept, Authority{wrong.URL, ca}, `level=INFO msg="there is a certificate" host=` + host, false},
	} {
		asked.Store(0)
		h, err := ACME(tc.folder, tc.from, host)
		if err != nil {
			t.Fatal(err)
		}
		var log bytes.Buffer
		h.Obtain(slog.New(slog.NewTextHandler(&log, nil)))
		if !strings.Contains(log.String(), tc.told) || (asked.Load() > 0) != tc.asked {
			t.Errorf("%+v: asked %d times, log %s", tc.from, asked.Load(), &log)
		}
	}
	(*HTTPS)(nil).Obtain(nil) // without TLS there is nothing to get
}
