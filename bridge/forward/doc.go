// Package forward carries POP3 between a page and a real server: a WebSocket on
// one side, a TCP connection on the other, and octets that nobody touches in
// between.
//
//	page -- WebSocket --> Bridge -- TCP --> POP3 server
//
// A binary frame is POP3: its octets go out as they came in, both ways. A text frame
// is about the connection. One from the bridge is an event:
//
//	{"event":"connected","target":"lab","address":"pop.example.org:110","dial":12.5}
//	{"event":"tls","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256",
//	 "subject":"CN=pop.example.org","issuer":"CN=Example Authority","names":["pop.example.org"],
//	 "from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z","verified":"chain"}
//	{"event":"latency","page":3.25}
//	{"event":"drain","in":20}
//	{"event":"closed","reason":"The server closed the connection."}
//
// where dial and page are milliseconds, for connecting to the server and for a ping of
// the page and its answer; verified is "chain" for the system's authorities, "ca" for
// those of the target, "pin" for its key; in is seconds until the bridge closes. One
// from the page is an operation, of which there is one:
//
//	{"op":"starttls"}
//
// # TLS
//
// A target with Implicit TLS is greeted inside of it. For StartTLS the page sends STLS
// as any command, and when it has read +OK, the operation. Between that +OK and the
// event "tls" neither side may say anything: what did would be taken for something
// said inside TLS (RFC 2595 section 4). When TLS fails, the session is over; there is
// no way back to clear text, and no switch that leaves out the check of a
// certificate.
//
// # Before a login
//
// The bridge follows what is said until a PASS, APOP or AUTH has succeeded. A page
// may send four passwords in a session, and waits longer for each answer that was no;
// its lines end with CR LF, and after AUTH it waits for an answer. A target may ask for
// more: LoginOnly lets out USER, PASS, APOP, AUTH, CAPA, STLS, QUIT and NOOP alone,
// Required of these only CAPA, STLS, QUIT and NOOP before TLS. What may not go out
// ends the session before it does.
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
//	a ticket           403 where others than this machine can reach the bridge
//	target             404 unless it is on the list
//	WebSocket          400, 405 or 426
//	the address        close code 1008 unless the target may have it
//	TCP connection     close code 1014
//	TLS, if implicit   close code 4004
//	the greeting       close code 4003
//
// A ticket comes from POST /api/ticket?target=NAME, which checks the same things and
// explains in its answer what a WebSocket cannot: {"ticket":"...","expires":30}. For any,
// host and port go with it, and it leads to no other server. The page offers it as a
// subprotocol, "ticket." and the ticket, beside "pop3.v1", which is the one that the
// bridge speaks.
//
// The address is judged when the resolver has done its work, at each attempt to
// connect, so that a name with two meanings leads nowhere.
//
// The last check is the gate: until the server has sent a first line that is
// "+OK", with a space before what it may say besides (RFC 1939 section 4, RFC
// 2449 section 3), nothing that the page sends goes upstream. A mail relay or a
// web server behind a mistyped port never hears a word, whatever a hostile page
// would like to tell it.
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
//	1003  the page sent a text frame that is no operation
//	1008  the page, or its address, did more than is allowed
//	1009  the page sent a message of more than 4096 octets
//	1011  a mistake in the bridge itself
//	1013  too many sessions
//	1014  the server cannot be reached, or the connection to it broke
//	4001  nothing was said for 10 minutes, or nobody logged in for 3
//	4002  the session took 2 hours
//	4003  the server is no POP3 server
//	4004  TLS with the server did not come about, with the reason
//	4005  the page does not read, or not answer, or sends half a frame
//	4006  something was said between STLS and TLS, or TLS was asked for without it
//	4007  a command may not go to this target now
//
// Every connection has a deadline before it is closed: the other side has 2 s to
// answer the close frame, and no half of a frame holds it up.
//
// # What it costs
//
// Two goroutines with 2 KiB of stack each and two small buffers for a session: 10 to 13
// KiB in all, also after a long mail, as long as the server speaks without TLS, which
// keeps buffers of its own. A read that fills the buffer borrows 64 KiB from a pool
// until the server pauses, and 256 KiB once the page has taken a mebibyte, so a long RETR
// moves in few large frames, an idle session holds nothing, and one whose page does not
// read holds little. A frame costs no allocation. What the page does not read is not read
// from the server either: TCP tells it to wait.
//
// Nothing of what is carried is ever logged; a session leaves one line with its
// target, server, address, octets, duration and close code.
//
// # Who may have how much
//
// All limits are fields of Bridge. An address of IPv6 counts with all of its /64; behind
// proxies that are trusted the address is the client's, see Behind.
//
//	sessions               as many as there are descriptors for, 64 of them from one address
//	new sessions           20 a second from one address, 64 at once
//	frames, pings too      50 a second from one page, 200 at once
//	octets from a page     1 MiB in a session, with the frames around them
//	octets to a page       512 MiB in a session
//	octets of an address   4 GiB in an hour, both ways
//	failed logins          3 in a session; 200 sessions with one in 10 minutes, for an
//	                       address at a target
//
// # Threats
//
// What a bridge on the open internet has to reckon with, and the test that shows what
// comes of it; or why nothing can. Tests of other packages stand with their package.
//
//	 1  a target in the network behind the bridge       TestGuardRefuses
//	 2  a name that resolves there the second time      TestRebinding
//	 3  another port of the right host                  TestGuardOfPorts
//	 4  a server of another protocol                    TestGateHoldsBack
//	 5  another protocol spoken after the greeting      TestWatch
//	 6  passwords guessed through the bridge            TestPasswordGuesser
//	 7  a bridge that dials itself                      TestNoLoop
//	 8  a page of another site                          TestWhoIsLetIn
//	 9  a domain name pointed at the bridge             site.TestHostEverywhere
//	10  a request without an Origin                     TestNoOrigin
//	11  a ticket: forged, old, foreign or used          ticket.TestTicket
//	12  a public page that reaches into this machine    bridge.TestForThisMachineOnly
//	13  script in a page, or a frame around it          site.TestHeadersEverywhere
//	14  line ends in what a client sends                FuzzNothingComesBack
//	15  a request that never ends                       site.TestSlowClients
//	16  a frame that never ends                         TestHalfFrame
//	17  a good-bye that never ends                      TestPageHoldsOn
//	18  a frame that is too large                       TestPageBreaksTheRules
//	19  floods of frames, pieces and pings              TestFloods
//	20  bombs and leaks by compression                  TestNoCompression
//	21  text where octets belong                        TestOperations
//	22  a page that does not read                       TestSlowPages
//	23  endless octets                                  TestOctetsOfASession
//	24  a page that is gone without a word              TestPageFallsSilent
//	25  all seats taken by one, or never given back     TestLimits
//	26  sessions for ever                               TestTimes
//	27  no more ports to one server                     TestExhausted
//	28  what a session leaves behind                    TestSoak
//	29  a mistake of ours                               TestPanicAtTheDoor
//	30  secrets in logs, metrics and profiles           bridge.TestSecretsLeaveNoTrace
//	31  a password typed over http                      TestNoPasswordInTheOpen
//	32  a server with a wrong certificate               TestBadTLS
//	33  replies smuggled in before TLS begins           TestSTLSInjection
//	34  STLS taken out on the way                       TestSTLSStripped
//	35  octets that come with the handshake             TestEarlyFrame
//	36  a forged X-Forwarded-For                        TestClientBehindProxies
//	37  metrics and profiles open to all                deploy.TestAdmin
//	38  an end that leaves pages without a word         TestShutdownOfAThousand
//	39  what the program is built of and runs in        deploy.TestImage
//	40  abuse that nobody can trace                     TestSessionLine
//
// Of these, some have a part that no test here can show. A browser may ask its user
// before a public page reaches into a private network (12); the bridge does not count
// on it. There are no recordings of sessions, so none can hold a secret (30); what the
// memory of the program holds, whoever may read that memory has. The list of
// vulnerabilities that concern what the program is built of changes by the day, so it
// is asked by whoever builds it, with govulncheck, and not by a test (39). Whoever shares
// an address with an attacker, as a class behind one router does, shares the limits (25).
package forward
