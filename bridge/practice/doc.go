// Package practice is a POP3 server on TCP and TLS for real clients: telnet,
// openssl, curl, mail programs, and the one that a student writes. It is a loop
// around the engine of wasm/pop3, so it keeps the same rules as the server in
// the page.
//
//	s := &practice.Server{Accounts: accounts, TLS: practice.TLSConfig(certificate)}
//	go s.Serve(plain)     // POP3, with STLS where there is a certificate
//	go s.ServeTLS(secure) // POP3 inside TLS from the first octet
//	...
//	s.Shutdown(ctx)
//
// A session ends in one of four ways, and only the first removes messages: the
// client sends QUIT, the client goes away, it sends no command or takes no reply
// for too long, or the server shuts down (RFC 1939 section 6). Only QUIT and a
// server that is full are told in words; whoever is silent for too long hears
// nothing (RFC 1939 section 3).
//
// # TLS
//
// STLS answers +OK in clear text, and the handshake begins behind its CRLF. What
// a client sent behind STLS in the same packet is thrown away, since anybody on
// the way could have put it there, and there is no second greeting (RFC 2595
// section 4). On a port for TLS the handshake comes first of all (RFC 8314
// section 3.1), and a client that speaks POP3 there in clear text hears no POP3.
// TLS ends with a close_notify before TCP does, so that a client can tell the end
// from a cut.
//
// # Limits
//
//	MaxConns        sessions in all; who comes then is told to come back
//	MaxPerAddress   sessions of one address
//	IdleTimeout     from one command to the next, in every state
//	WriteTimeout    for a client to take 64 KiB that wait for it
//	half a minute   for the handshake of TLS
//	255 octets      for a line, which the engine sees to
//
// Each session is an open file. Go raises the limit of open files as far as the
// system lets it; where that is too low, clients wait to be accepted.
//
// # Memory and packets
//
// An idle session is a goroutine, one KiB to read into, and what the engine knows
// of it: less than 20 KiB in all. What is written goes through a buffer that a
// session has only while it speaks. A long message goes to TCP straight from where
// it is kept.
//
// Replies to commands that came together leave together (RFC 2449 section 6.6).
// The status line of a message travels in a packet of its own, a listing together
// with its status line, and the terminator never alone: this is how programs that
// take captures apart, such as Wireshark, expect POP3.
//
// # Between
//
// Server.Through puts a Stream between the engine and each connection: it sees the
// octets of both sides outside TLS, and may cut, hold or lose them. Without one
// nothing is in the way.
package practice
