package pop3

import "encoding/binary"

// MD5 by hand (RFC 1321 section 3), since crypto/md5 would add 112 KiB to what
// the browser loads. APOP and CRAM-MD5 use it, and it is no protection by today's
// measure: they chose it in 1996 and 1997.

// Digest is the proof of APOP: the MD5 of the timestamp, brackets included, with
// the shared secret behind it, as 32 small hexadecimal digits (RFC 1939 section
// 7).
func Digest(timestamp, secret string) string { return hexadecimal(md5(timestamp + secret)) }

// HMAC is the proof of CRAM-MD5: the keyed MD5 of the challenge, brackets
// included, as 32 small hexadecimal digits (RFC 2195 section 2).
func HMAC(challenge, secret string) string {
	if len(secret) > md5BlockSize {
		sum := md5(secret)
		secret = string(sum[:])
	}
	inner := md5(md5Key(secret, 0x36) + challenge)
	return hexadecimal(md5(md5Key(secret, 0x5c) + string(inner[:])))
}

// md5Key fills a block with the key and zeros, each octet mixed with the pad.
func md5Key(key string, pad byte) string {
	block := [md5BlockSize]byte{}
	copy(block[:], key)
	for i := range block {
		block[i] ^= pad
	}
	return string(block[:])
}

const md5BlockSize = 64

func hexadecimal(sum [16]byte) string {
	const digits = "0123456789abcdef"
	hex := make([]byte, 0, 2*len(sum))
	for _, octet := range sum {
		hex = append(hex, digits[octet>>4], digits[octet&15])
	}
	return string(hex)
}

func md5(message string) [16]byte {
	state := [4]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}
	for padded := md5Pad(message); len(padded) > 0; padded = padded[64:] {
		md5Block(&state, padded[:64])
	}
	var sum [16]byte
	for i, word := range state {
		binary.LittleEndian.PutUint32(sum[4*i:], word)
	}
	return sum
}

// md5Pad appends a one bit, zero bits up to 8 octets before a multiple of 64,
// and the length in bits (RFC 1321 section 3).
func md5Pad(message string) []byte {
	padded := append([]byte(message), 0x80)
	for len(padded)%64 != 56 {
		padded = append(padded, 0)
	}
	return binary.LittleEndian.AppendUint64(padded, uint64(len(message))*8)
}

// md5Block mixes one block of 16 words into the state, in four rounds of 16
// steps. Each round has its own function, its own order of words and its own
// shifts.
func md5Block(state *[4]uint32, block []byte) {
	a, b, c, d := state[0], state[1], state[2], state[3]
	for i := range 64 {
		var f uint32
		var word int
		switch i / 16 {
		case 0:
			f, word = b&c|^b&d, i
		case 1:
			f, word = b&d|c&^d, 5*i+1
		case 2:
			f, word = b^c^d, 3*i+5
		case 3:
			f, word = c^(b|^d), 7*i
		}
		f += a + md5Sines[i] + binary.LittleEndian.Uint32(block[word%16*4:])
		shift := md5Shifts[i/16][i%4]
		a, b, c, d = d, b+(f<<shift|f>>(32-shift)), b, c
	}
	state[0], state[1], state[2], state[3] = state[0]+a, state[1]+b, state[2]+c, state[3]+d
}

var md5Shifts = [4][4]uint{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}

// md5Sines is floor(2^32 * abs(sin(i+1))), i in radians.
var md5Sines = [64]uint32{
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
	0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
	0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
	0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
	0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
	0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
	0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
	0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
}
