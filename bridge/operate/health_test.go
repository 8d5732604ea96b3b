package operate

import (
	"context"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestReady(t *testing.T) {
	for _, tc := range []struct {
		active, used, limit int
		drain               bool
		why                 string
	}{
		{0, 0, 0, false, ""},
		{95, 0, 0, false, ""},
		{96, 0, 0, false, "Nearly every seat is taken."},
		{0, 95, 100, false, ""},
		{0, 96, 100, false, "Nearly every file descriptor is taken."},
		{0, 0, 0, true, "The bridge is going away."},
		{100, 100, 100, true, "The bridge is going away."},
	} {
		h := &Health{Slots: 100, Active: func() int { return tc.active }}
		h.used, h.limit, h.counted = tc.used, tc.limit, time.Now()
		if tc.drain {
			h.Drain()
		}
		if c := h.Condition(); c.Why != tc.why || c.Ready != (tc.why == "") || c.Draining != tc.drain {
			t.Errorf("%+v: %+v", tc, c)
		}
		w := httptest.NewRecorder()
		h.Public(w, httptest.NewRequest("GET", "/readyz", nil))
		if (w.Code == 200) != (tc.why == "") || strings.ContainsAny(w.Body.String(), "0123456789{.") {
			t.Errorf("%+v: %d %s", tc, w.Code, w.Body)
		}
	}
}

// Where the system tells, this test has some descriptors, and not all.
func TestDescriptors(t *testing.T) {
	used, limit := countDescriptors()
	if limit == 0 {
		t.Skip("this system does not tell")
	}
	if used < 3 || used >= limit {
		t.Errorf("%d of %d", used, limit)
	}
}

// bridge has a session, which ends by itself after a while or when it is told to.
type bridge struct {
	mu   sync.Mutex
	log  []string
	open bool
	from time.Time
}

func (b *bridge) note(what string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.log = append(b.log, time.Since(b.from).String()+" "+what)
}

func (b *bridge) Announce(in time.Duration) { b.note("announce " + in.String()) }

func (b *bridge) Shutdown(ctx context.Context) error {
	end, _ := ctx.Deadline()
	b.note("shutdown " + time.Until(end).String())
	b.open = false
	return nil
}

func TestDrain(t *testing.T) {
	for _, tc := range []struct {
		total, lasts time.Duration
		want         string
	}{
		{0, time.Hour, "0s close, 0s shutdown 3s"},
		{0, 0, "0s close, 0s shutdown 3s"},
		{40 * time.Second, time.Hour, "5s close, 5s announce 15s, 20s shutdown 20s"},
		{40 * time.Second, 9 * time.Second, "5s close, 5s announce 15s, 9s shutdown 20s"},
		{40 * time.Second, 0, "5s close, 5s announce 15s, 5s shutdown 20s"},
		{8 * time.Second, time.Hour, "1s close, 1s announce 3s, 4s shutdown 5s"},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := &bridge{open: true, from: time.Now()}
			h := &Health{Active: func() int {
				if b.open && time.Since(b.from) < tc.lasts {
					return 1
				}
				return 0
			}}
			if err := PlanFor(tc.total).Drain(b, h, func() { b.note("close") }); err != nil || !h.Draining() {
				t.Errorf("%v, draining %v", err, h.Draining())
			}
			if got := strings.Join(b.log, ", "); got != tc.want {
				t.Errorf("%v, a session of %v: %s, want %s", tc.total, tc.lasts, got, tc.want)
			}
		})
	}
}
