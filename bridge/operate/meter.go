package operate

import (
	"strconv"
	"time"
)

// Opened is forward.Meter, as all methods here.
func (m *Metrics) Opened(target string) {
	m.active.Add(1)
	m.sessions.WithLabelValues(target).Inc()
}

func (m *Metrics) Ended(_ string, code int, lasted time.Duration, up, down int64) {
	m.active.Add(-1)
	m.closes.WithLabelValues(strconv.Itoa(code)).Inc()
	m.lasted.Observe(lasted.Seconds())
	m.bytes.WithLabelValues("up").Add(float64(up))
	m.bytes.WithLabelValues("down").Add(float64(down))
}

func (m *Metrics) Messages(direction string, binary, text int64) {
	m.messages.WithLabelValues(direction, "binary").Add(float64(binary))
	m.messages.WithLabelValues(direction, "text").Add(float64(text))
}

func (m *Metrics) Rejected(reason string) { m.rejected.WithLabelValues(reason).Inc() }

func (m *Metrics) Dialled(target string, took time.Duration, why string) {
	m.dialled.WithLabelValues(target).Observe(took.Seconds())
	if why != "" {
		m.dialErrors.WithLabelValues(why).Inc()
	}
}

func (m *Metrics) RoundTrip(took time.Duration) { m.roundTrip.Observe(took.Seconds()) }

func (m *Metrics) Stalled() { m.stalls.Inc() }

func (m *Metrics) Panicked() { m.panics.Inc() }
