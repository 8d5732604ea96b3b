// Package forward carries POP3 between a page and a real server: a WebSocket on
// one side, a TCP connection on the other, and octets that nobody touches in
// between.
//
//	page -- WebSocket --> Bridge -- TCP --> POP3 server
//
// A binary frame is POP3: its octets go out as they came in, both ways. A text
// frame goes from the bridge to the page only, and carries one JSON event:
//
//	{"event":"connected","target":"practice","address":"127.0.0.1:1110"}
//	{"event":"closed","reason":"The server closed the connection."}
//
// # Who may connect, and where to
//
// A bridge that dials what it is told to is an open door into the network
// behind it. So a request names a target of a list, and a request is let in
// only after these checks, in this order:
//
//	shutting down?     503
//	a free seat?       503, or close code 1013 where the page can say why
//	Host               421 unless it is on the list: stops DNS rebinding
//	Origin             403 unless it is on the list; none at all is refused too
//	target             404 unless it is on the list
//	WebSocket          400, 405 or 426 from the library
//	TCP connection     close code 1014
//	the greeting       close code 4003
//
// The last check is the gate: until the server has sent a first line that
// begins with "+OK" (RFC 1939 section 4), nothing that the page sends goes
// upstream. A mail relay or a web server behind a mistyped port never hears a
// word, whatever a hostile page would like to tell it.
//
// # How a session ends
//
// Either side may end it. What one side sent before is delivered to the other
// first; then the page gets the event "closed" with a sentence, and a close frame
// with a code and the same sentence:
//
//	1000  the server closed the connection
//	1001  the bridge is shutting down
//	1002  the page broke the rules of WebSocket
//	1003  the page sent a text frame
//	1009  the page sent a frame of more than 4096 octets
//	1011  a mistake in the bridge itself
//	1013  too many sessions
//	1014  the server cannot be reached, or the connection to it broke
//	4001  nothing was said for 10 minutes
//	4003  the server is no POP3 server
//	4005  the page does not read, or not answer, or sends half a frame
//
// A connection has a deadline before it is closed, always: the WebSocket
// library waits for the other side's close frame, and for the rest of a frame
// that was begun, without a limit of its own.
//
// # What it costs
//
// Two goroutines and a read buffer of half a KiB for a session. A read that
// fills it borrows 64 KiB from a pool until the server pauses, so a long RETR
// moves in few large frames and an idle session holds nothing. What the page
// does not read is not read from the server either: TCP tells it to wait.
//
// Nothing of what is carried is ever logged; a session leaves one line with its
// target, address, octets, duration and close code.
package forward
