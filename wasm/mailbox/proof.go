package mailbox

import "poplab/wasm/pop3"

// admits checks a proof. An account without a secret has no APOP, and one
// without a password no PASS (RFC 1939 section 13: better not both). CRAM-MD5
// takes either, since RFC 2195 section 2 leaves open what the two sides share.
func (a *Account) admits(p pop3.Proof) bool {
	switch p.Method {
	case pop3.ByPassword:
		return a.Password != "" && same(p.Password, a.Password)
	case pop3.ByAPOP:
		return a.Secret != "" && pop3.EqualFold(p.Digest, pop3.Digest(p.Challenge, a.Secret))
	case pop3.ByCRAM:
		return answers(p, a.Secret) || answers(p, a.Password)
	case pop3.Verified:
		return true
	}
	return false
}

// answers says whether the proof is the answer to its challenge of somebody who
// knows the key.
func answers(p pop3.Proof, key string) bool {
	return key != "" && pop3.EqualFold(p.Digest, pop3.HMAC(p.Challenge, key))
}

// same compares passwords in a time that tells their length and nothing else, so
// that nobody on the network can find one letter by letter. Digests need no such
// care: their challenge is another one in every session.
func same(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	differ := byte(0)
	for i := range len(a) {
		differ |= a[i] ^ b[i]
	}
	return differ == 0
}
