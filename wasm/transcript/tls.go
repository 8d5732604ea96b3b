package transcript

import "slices"

// What TLS wraps cannot be read, but its frame can: every record begins with its
// type, the version and the length of the rest (RFC 8446 section 5.1).
const (
	recordHeader = 5             // octets
	maxFragment  = 1<<14 + 1<<11 // octets behind the header (RFC 5246 section 6.2.3; since TLS 1.3 fewer)
	maxPiece     = 1 << 14       // octets of what is no record, in one entry
)

// Secure tells that TLS wraps the connection from here on and that the transcript
// is fed from inside it, as by the bridge or by openssl. The text is what the
// learner's program says. What the server announced before is forgotten, and
// commands that were sent behind STLS will get no reply (RFC 2595 section 4). The
// state stays.
func (t *Transcript) Secure(text string) {
	t.mustBeOpen()
	t.cutShort()
	t.client.sealed, t.server.sealed = false, false
	t.announced, t.upgrading = nil, false
	t.Say(TLSBegun, text)
}

// Upgrade is how far a session is on its way into TLS.
type Upgrade uint8

const (
	NoUpgrade Upgrade = iota // nobody asked, or TLS has begun
	Asked                    // STLS was sent and has no reply
	Agreed                   // it was answered +OK: TLS is to begin right now
	Spoiled                  // the same, but the server said more: that came in the clear and could be anybody's
)

func (u Upgrade) String() string { return [...]string{"", "asked", "agreed", "spoiled"}[u] }

// Upgrade tells what became of STLS, as long as TLS has not begun (RFC 2595 section 4).
func (t *Transcript) Upgrade() Upgrade {
	if !t.upgrading || t.closed {
		return NoUpgrade
	}
	for i := len(t.Exchanges) - 1; i >= 0; i-- {
		x := &t.Exchanges[i]
		switch {
		case x.Keyword != "STLS":
			continue
		case x.Outcome == Pending:
			return Asked
		case x.Outcome != OK:
			return NoUpgrade
		case len(t.server.rest) > 0 || t.spoke(x.Status+1):
			return Spoiled
		}
		return Agreed
	}
	return NoUpgrade
}

// spoke says whether the server has said anything from that entry on.
func (t *Transcript) spoke(from int) bool {
	return slices.ContainsFunc(t.Entries[from:], func(e Entry) bool { return e.Side == Server })
}

// Record reads the header of a TLS record: its type (20 to 24: change of cipher,
// alert, handshake, data, heartbeat), the version as on the wire (0x0303 for TLS
// 1.2 and 1.3), and the octets that follow the header. These are all there where
// len(e.Octets) is 5 more; else the connection or the capture ended first. It is
// not ok for other entries, and for octets behind a broken record.
func (e *Entry) Record() (kind byte, version uint16, length int, ok bool) {
	o := e.Octets
	if e.Kind != Sealed || !beginsRecord(o) {
		return 0, 0, 0, false
	}
	return o[0], uint16(o[1])<<8 | uint16(o[2]), fragment(o), true
}

func beginsRecord(o []byte) bool {
	return len(o) >= recordHeader && hasRecordType(o[0], o[1], o[2]) && fragment(o) <= maxFragment
}

// hasRecordType recognises the first three octets of a record, of SSL 3 up to TLS
// 1.3. No line of POP3 begins like this.
func hasRecordType(kind, major, minor byte) bool {
	return kind >= 20 && kind <= 24 && major == 3 && minor <= 4
}

func fragment(header []byte) int { return int(header[3])<<8 | int(header[4]) }

// beginsTLS says whether a side goes over to TLS with p, which stands behind what
// is kept of its line. It may where a session begins, behind STLS, and where the
// other side has done so. Each side changes on its own: a server that has no TLS
// answers a handshake with lines.
func (t *Transcript) beginsTLS(side Side, p []byte) bool {
	d := t.direction(side)
	if len(d.rest)+len(p) < 3 {
		return false
	}
	var head [3]byte
	copy(head[copy(head[:], d.rest):], p)
	return hasRecordType(head[0], head[1], head[2]) && t.body == LocalText &&
		(!d.begun || t.upgrading || t.client.sealed || t.server.sealed)
}

// records cuts octets into records.
func (t *Transcript) records(side Side, p []byte) {
	d := t.direction(side)
	d.rest = append(d.rest, p...)
	for n := d.record(); n > 0; n = d.record() {
		octets := d.rest[:n:n]
		d.rest, d.seen = d.rest[n:], 0
		t.seal(side, octets)
	}
}

// record is the length of the first entry in the rest, or 0 where more must come.
// What is no record ends where one begins again, and is cut after maxPiece octets,
// so that what waits has a limit.
func (d *direction) record() int {
	switch {
	case len(d.rest) < recordHeader:
		return 0
	case beginsRecord(d.rest):
		n := recordHeader + fragment(d.rest)
		if n > len(d.rest) {
			return 0
		}
		return n
	}
	for ; d.seen < maxPiece; d.seen++ {
		if d.seen+recordHeader > len(d.rest) {
			return 0
		}
		if beginsRecord(d.rest[d.seen:]) {
			break
		}
	}
	return d.seen
}

func (t *Transcript) seal(side Side, octets []byte) {
	t.add(Entry{Side: side, Kind: Sealed, Octets: octets, Exchange: -1})
}
