// Package operate is for whoever runs poplab: what the bridge has done and how it
// stands, for programs that watch it, and how it goes away without cutting
// sessions off.
//
//	              page --> /bridge/NAME --> forward.Bridge --tells--> Metrics
//	load balancer --> /readyz ----------------------------------------> Health
//	   monitoring --> /metrics  /readyz  /debug/pprof/ (admin listener) --^
//
// # What is watched from where
//
// The public listener has /healthz, which says "ok" as long as the process answers,
// and /readyz, which is 200 as long as new sessions are welcome and 503 from the
// moment when they are not: while the bridge drains, and when nineteen of twenty
// seats or descriptors are taken. Neither tells more than that, and neither asks a POP3
// server: a server that is down is no reason to take every bridge out of service.
//
// All else is told on a listener of its own, -admin, which belongs on the loopback
// interface or into a network of machines that are trusted. There /readyz has
// figures, /metrics is what Prometheus reads, and with -pprof /debug/pprof/ shows
// what the program is busy with.
//
// # Metrics
//
// All names begin with poplab_bridge_. Labels come from closed sets, the names of
// targets included, since only the list of targets has them. No label and no value
// ever holds an address, a user name or a word of a session.
//
//	sessions_active                           sessions that are open now
//	sessions_total{target}                    sessions that were opened
//	session_duration_seconds                  how long they lasted (histogram)
//	closes_total{code}                        how they ended: close codes of package forward
//	rejected_total{reason}                    requests that were not let in: which check said no
//	dial_duration_seconds{target}             how long the server took to answer (histogram)
//	dial_errors_total{reason}                 why a server was not reached
//	bytes_total{direction}                    octets carried, "up" to servers, "down" to pages; counted at the end of a session
//	messages_total{direction,kind}            WebSocket messages, "binary" with octets of POP3, "text" about the connection; also at the end
//	write_stalls_total                        sessions ended since a page or a server did not read
//	ping_rtt_seconds                          ping to pong, from the bridge to the page and back (histogram)
//	panics_total                              mistakes of ours; each cost one session
//	slots                                     how many sessions may be open
//	draining                                  1 while the bridge goes away
//	build_info{version,goversion}             always 1
//
// Worth a page in the night: panics_total that grows, sessions_active above nine
// tenths of slots, dial_errors_total{reason="denied_address"} at all: somebody made
// a name of the list point into your network.
package operate
