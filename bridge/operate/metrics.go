package operate

import (
	"net/http"
	"runtime"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what a bridge does. It is a forward.Meter.
type Metrics struct {
	registry *prometheus.Registry
	active   atomic.Int64

	sessions, closes, rejected, dialErrors *prometheus.CounterVec
	bytes, messages                        *prometheus.CounterVec
	stalls, panics                         prometheus.Counter
	lasted, roundTrip                      prometheus.Histogram
	dialled                                *prometheus.HistogramVec
}

// Buckets end where something happens: a server in the same house, one far away,
// the time after which dialling is given up; a look around, a lesson, the longest
// session that there is.
var (
	soon  = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	later = []float64{1, 10, 30, 60, 180, 600, 1800, 3600, 7200}
)

// NewMetrics starts at zero. What health knows is among the metrics.
func NewMetrics(version string, health *Health) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	auto := promauto.With(m.registry)
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return auto.NewCounterVec(prometheus.CounterOpts(called(name, help)), labels)
	}
	m.sessions = counter("sessions_total", "Sessions that were opened.", "target")
	m.closes = counter("closes_total", "Sessions that ended, by close code.", "code")
	m.rejected = counter("rejected_total", "Requests that were not let in, by the check that said no.", "reason")
	m.dialErrors = counter("dial_errors_total", "Servers that were not reached, by reason.", "reason")
	m.bytes = counter("bytes_total", "Octets carried up to servers and down to pages.", "direction")
	m.messages = counter("messages_total", "WebSocket messages, binary with octets of POP3, text about the connection.", "direction", "kind")
	m.stalls = auto.NewCounter(prometheus.CounterOpts(called("write_stalls_total", "Sessions ended since a page or a server did not read.")))
	m.panics = auto.NewCounter(prometheus.CounterOpts(called("panics_total", "Mistakes of the bridge itself.")))
	m.lasted = auto.NewHistogram(histogram("session_duration_seconds", "How long sessions lasted.", later))
	m.roundTrip = auto.NewHistogram(histogram("ping_rtt_seconds", "From ping to pong, to the page and back.", soon))
	m.dialled = auto.NewHistogramVec(histogram("dial_duration_seconds", "How long servers took to answer.", soon), []string{"target"})
	gauge := func(name, help string, value func() float64) {
		auto.NewGaugeFunc(prometheus.GaugeOpts(called(name, help)), value)
	}
	gauge("sessions_active", "Sessions that are open now.", func() float64 { return float64(m.active.Load()) })
	gauge("slots", "How many sessions may be open.", func() float64 { return float64(health.Slots) })
	gauge("draining", "1 while the bridge goes away.", func() float64 { return number(health.Draining()) })
	built := prometheus.GaugeOpts(called("build_info", "The program; always 1."))
	auto.NewGaugeVec(built, []string{"version", "goversion"}).WithLabelValues(version, runtime.Version()).Set(1)
	return m
}

func called(name, help string) prometheus.Opts {
	return prometheus.Opts{Namespace: "poplab", Subsystem: "bridge", Name: name, Help: help}
}

func histogram(name, help string, buckets []float64) prometheus.HistogramOpts {
	return prometheus.HistogramOpts{Namespace: "poplab", Subsystem: "bridge", Name: name, Help: help, Buckets: buckets}
}

func number(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// Handler answers with the metrics in the form that Prometheus reads.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Active is how many sessions are open.
func (m *Metrics) Active() int { return int(m.active.Load()) }
