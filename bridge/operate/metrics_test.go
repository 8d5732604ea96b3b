package operate

import (
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"poplab/bridge/forward"
)

var _ forward.Meter = (*Metrics)(nil)
var _ Bridge = (*forward.Bridge)(nil)

// told gives what Prometheus is told.
func told(m *Metrics) string {
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

// busy is a bridge that something of everything has happened to.
func busy() *Metrics {
	health := &Health{Slots: 7}
	m := NewMetrics("v1", health)
	health.Active = m.Active
	m.Opened("school")
	m.Opened("school")
	m.Ended("school", 1000, 90*time.Second, 5, 700)
	m.Messages("up", 1, 0)
	m.Messages("down", 3, 2)
	m.Rejected("ticket")
	m.Dialled("school", 3*time.Millisecond, "")
	m.Dialled("school", 3*time.Second, "timeout")
	m.RoundTrip(40 * time.Millisecond)
	m.Stalled()
	m.Panicked()
	health.Drain()
	return m
}

func TestMetrics(t *testing.T) {
	text := told(busy())
	for _, want := range []string{
		`sessions_active 1`, `sessions_total{target="school"} 2`, `closes_total{code="1000"} 1`,
		`rejected_total{reason="ticket"} 1`, `dial_errors_total{reason="timeout"} 1`,
		`dial_duration_seconds_count{target="school"} 2`, `dial_duration_seconds_bucket{target="school",le="0.005"} 1`,
		`session_duration_seconds_bucket{le="60"} 0`, `session_duration_seconds_bucket{le="180"} 1`,
		`bytes_total{direction="up"} 5`, `bytes_total{direction="down"} 700`, `write_stalls_total 1`,
		`messages_total{direction="up",kind="binary"} 1`, `messages_total{direction="up",kind="text"} 0`,
		`messages_total{direction="down",kind="binary"} 3`, `messages_total{direction="down",kind="text"} 2`,
		`ping_rtt_seconds_count 1`, `panics_total 1`, `slots 7`, `draining 1`, `version="v1"} 1`,
	} {
		if !strings.Contains(text, "poplab_bridge_") || !strings.Contains(text, want+"\n") {
			t.Errorf("no %s", want)
		}
	}
	for _, want := range []string{"go_goroutines ", "process_open_fds "} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("no %s", want)
		}
	}
}

// The manual lists the metrics that there are, and no others.
func TestManualOfMetrics(t *testing.T) {
	manual, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	list := func(text, pattern string) (names []string) {
		for _, found := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			names = append(names, found[1])
		}
		slices.Sort(names)
		return names
	}
	written := list(string(manual), `(?m)^//\t([a-z_]+)(?:\{[a-z,]+\})? {3,}`)
	there := list(told(busy()), `(?m)^# TYPE poplab_bridge_([a-z_]+) `)
	if !slices.Equal(written, there) {
		t.Errorf("doc.go has %q\nthere are  %q", written, there)
	}
}
