// Package deploy has what it takes to run the bridge for others: copy what fits,
// and change the name poplab.example.org and the addresses in it.
//
//	poplab.service   for systemd: an unprivileged user, nothing to write to
//	Dockerfile       an image with the program in it and nothing else
//	kubernetes.yaml  two bridges, their targets, and walls around them
//	nginx.conf       TLS and a load balancer in front of bridges
//	Caddyfile        the same for Caddy
//	haproxy.cfg      the same for HAProxy
//	targets.yaml     what the bridge may reach, to begin with
//
// The tests run all of it: the proxies are the programs themselves, with real sessions
// through them, and the command lines start the program as they stand here.
//
// # Any number of bridges
//
// Nothing is kept outside a process. Bridges behind one load balancer share three things,
// all of them settings: the key of tickets (-ticket-key), the targets (-targets) and
// whom they believe about addresses of clients (-trusted-proxies). A page may fetch its
// ticket from one bridge and connect to another; the balancer needs no sticky sessions.
// Limits for each address count in each bridge, so a page has as many times as much as
// there are bridges.
//
// A session lives in the two sockets of one process and ends with it. When a bridge goes
// away, its pages are told, and what they do next is a new login. A server forgets
// the DELE marks of a session that ended without QUIT (RFC 1939 section 6).
//
// # What a proxy must do
//
//   - HTTP/1.1 to the bridge, with Upgrade, and no compression of what is in it.
//   - Leave Host as it came, or the bridge answers 421: put each name into an -origin.
//   - Replace X-Forwarded-For by the address of the client. Appending is good enough for
//     the bridge, which reads from right to left, but not for everybody else.
//   - Wait longer than 25 seconds, the time between two pings, before a silent line is cut.
//   - Ask /readyz, and leave sessions alone when it says no.
package deploy
