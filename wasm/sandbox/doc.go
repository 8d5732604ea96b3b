// Package sandbox is the simulated world that runs in the page: hosts with POP3
// servers and maildrops, and the learner's consoles in front of them.
//
//	scenario, err := sandbox.ParseScenario(text)
//	world := sandbox.NewWorld(scenario, sandbox.Seed{Learner: "Ann", Lesson: "L4"}.String())
//	world.Window().Type("telnet dewey 110")
//	world.Window().Transcript // all that was said there
//
// Everything is deterministic: the same scenario, the same seed and the same
// typed lines give the same octets, in the browser and natively.
//
// # What there is
//
//	Scenario ──► World ──► server ──► link ◄── Console ──► Transcript
//	the text     one       a host     a        a window
//	of it        clock                connection
//
// A device is a Console too, at which a mail program sits instead of the learner.
//
// A link is a connection as the server has it. The server does not notice that
// a cable was pulled, and keeps the maildrop locked until the session was silent for
// ten minutes (RFC 1939 section 3); the console hears of that end when its cable is
// back.
//
// # Time
//
// Nothing passes by itself. "wait 10 minutes" moves the clock, and on the way ends
// sessions that were silent and lets a queue try again, each when it is due. Two
// sessions begin 47 seconds apart, in which nobody grows idle. Delays between
// logins, expiry and the dates of delivered mail go by this clock.
//
// # What the console says itself
//
// Every line that never was on the wire has a transcript.Topic, by which it is
// explained and judged; its text is for people.
//
// # The files
//
// scenario.go reads the written form, with manners.go for hosts and people.go and
// trouble.go for accounts; facts.go makes hosts for a learner, and servers.go gives
// them to programs with real ports. world.go, server.go and link.go are the world,
// clock.go and calendar.go its time. console.go takes typed lines; words.go lists
// the local words, dial.go and openssl.go connect, copies.go and words_world.go have
// the others. mail.go brings mail by SMTP, tls.go draws TLS, tap.go listens, moves.go lists
// buttons.
//
// device.go has the machines that fetch mail by themselves, programs.go what their mail
// programs send and say, as a table; visit.go runs one session of it, with visit_read.go for
// the replies and visit_end.go for what comes of it.
//
// around.go shows how the world stands, for those who look at it from outside: the
// maildrops of drop.go, the way of each message of trip.go, and piece.go, which has
// what went over the wires.
//
// To add a statement or a word, add a row to statements or words, and a line to
// their manual and tests; to add a mail program, a row to programs and to the manual.
package sandbox
