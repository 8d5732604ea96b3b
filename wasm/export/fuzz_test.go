package export

import (
	"strings"
	"testing"

	"poplab/wasm/pcap"
	"poplab/wasm/transcript"
)

// overheard is a session of which something may be missing. Each line begins with
// who says it, C, S or L; any other opens a connection. Lost has a bit for each line
// that is missing.
func overheard(script string, lost uint64) *transcript.Transcript {
	tr := new(transcript.Transcript)
	n := 0
	for line := range strings.Lines(script) {
		octets := []byte(strings.TrimSuffix(line[1:], "\n") + "\r\n")
		side := transcript.Side(line[0])
		missing := lost>>(n%64)&1 == 1
		n++
		switch {
		case side == transcript.Local:
			tr.Say(transcript.Typed, line[1:])
		case side != transcript.Client && side != transcript.Server:
			tr.Open(line)
		case missing:
			tr.Skip(side, len(octets))
		case side == transcript.Client:
			tr.Client(octets)
		default:
			tr.Server(octets)
		}
	}
	return tr
}

// FuzzSave: whatever was heard of a session, each format saves it or says why not, and
// packets carry all octets that the transcript has.
func FuzzSave(f *testing.F) {
	const session = "-dewey\nS+OK\nCPASS a\nS+OK\nCRETR 1\nS+OK 9 octets\nSA: b\nS\nSc\nS.\nCTOP 1 0\nS+OK\nSA: b\nS\nS.\nCQUIT\nS+OK\n"
	for lost := range uint64(16) {
		f.Add(session+session, uint64(1)<<lost)
	}
	f.Add("S+OK\nCSTLS\nS+OK\nC\x16\x03\x01\x00\x05hello\nLtelnet 192.0.2.5\nCAUTH PLAIN\nS+ \nCAGEAYg==\nS+OK\n", uint64(0))
	f.Fuzz(func(t *testing.T, script string, lost uint64) {
		if len(script) > 5000 {
			return
		}
		tr := overheard(script, lost)
		for _, mask := range []bool{true, false} {
			s := sessionOf(tr, mask)
			for _, format := range Formats() {
				for s.Exchange = -1; s.Exchange < len(tr.Exchanges); s.Exchange++ {
					saved, err := s.Save(format.Name)
					if problem, ok := err.(Problem); err != nil && (!ok || problem == "") {
						t.Errorf("%s: error %#v", format.Name, err)
					}
					if format.Name == "pcap" && !mask && carried(saved.Octets) != spoken(tr) {
						t.Errorf("packets carry %d octets, the transcript has %d", carried(saved.Octets), spoken(tr))
					}
					if !format.One {
						break
					}
				}
			}
		}
	})
}

// carried counts the octets that packets carry.
func carried(file []byte) (n int) {
	for _, s := range pcap.Read(file).Segments {
		n += len(s.Payload)
	}
	return n
}

// spoken counts the octets of both sides.
func spoken(tr *transcript.Transcript) (n int) {
	for _, e := range tr.Entries {
		if e.Side != transcript.Local {
			n += len(e.Octets)
		}
	}
	return n
}
