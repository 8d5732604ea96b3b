package pop3

// STLS (RFC 2595 section 4). The engine says when the handshake begins and who
// owns the connection does it:
//
//	s.Feed(octets, func(r pop3.Reply) { r.WriteTo(w); tls = tls || r.StartTLS })
//	if tls { handshake(); s.TLSStarted() }

// stls is STLS, which exists in the clear and once (RFC 2595 section 4). What UTF8
// agreed on in the clear should not count inside TLS, so STLS behind it is
// refused, which RFC 6856 section 2.1 allows.
func (s *Session) stls(args) (Reply, error) {
	switch s.tls {
	case TLSActive:
		return Reply{}, s.no(s.words.TLSActive, facts{})
	case NoTLS:
		return Reply{}, s.no(s.words.NoTLS, facts{})
	}
	if s.utf8 {
		return Reply{}, s.no(s.words.LateTLS, facts{})
	}
	s.handshaking = true
	r := s.ok(s.words.StartTLS, facts{})
	r.StartTLS = true
	return r, nil
}

// TLSStarted tells that the handshake after a reply with StartTLS succeeded. The
// session stays in Authorization without a new greeting (RFC 2595 section 4), and
// a name that USER gave in the clear is forgotten. Where the handshake failed,
// call Drop.
func (s *Session) TLSStarted() {
	s.tls, s.handshaking = TLSActive, false
	s.claimed, s.next = "", ""
}

// exposed says whether a password would be refused here since anybody on the way
// could read it (RFC 2595 section 2.3).
func (s *Session) exposed() bool { return s.requireTLS && s.tls != TLSActive }
