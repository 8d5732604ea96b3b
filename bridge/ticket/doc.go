// Package ticket lets a page in that was served a moment ago, and nobody else.
//
// An Origin header says which page a browser shows; a program can write any. So
// before a page opens its WebSocket it fetches a ticket from the same host, and
// shows it with the handshake:
//
//	page --- POST /api/ticket?target=lab ---> Booth.Issue --> ticket
//	page --- WebSocket, ticket.TICKET ------> Booth.Use   --> in, or why not
//
// A ticket is good once, for Life, for one target and for one client address. It is
// base64url of
//
//	8 octets   when it ends, in seconds since 1970, big-endian
//	16 octets  that no other ticket has
//	32 octets  HMAC-SHA256 over both, the client's address and the target's name
//
// so whoever has the key can check it and nothing has to be kept of a ticket that is
// out. Any number of bridges with the same key take each other's tickets; their
// clocks may differ by a few seconds. What each remembers is which ones it has
// taken: a ticket that leaks within its seconds opens one session at each of them,
// for the same client and target.
package ticket
